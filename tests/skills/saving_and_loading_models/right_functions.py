import json
import os
import pickle
from pathlib import Path

import numpy as np


def save_model(model, path):
    with open(path, "wb") as f:
        pickle.dump(model, f)


def load_model(path):
    with open(path, "rb") as f:
        return pickle.load(f)


def save_params(params, filename="params.npz"):  # a dictionary of arrays
    np.savez(filename, **params)


def load_params(filename="params.npz"):
    data = np.load(filename)
    return {key: data[key] for key in data.files}


def save_weights(filename, weights):  # a list of arrays
    arrays = np.empty(len(weights), dtype=object)
    arrays[:] = weights
    np.save(filename, arrays, allow_pickle=True)


def load_weights(filename):
    return list(np.load(filename, allow_pickle=True))


def dump_model(parameters, file_path):  # JSON, all digits
    Path(file_path).write_text(json.dumps({k: v.tolist() for k, v in parameters.items()}))


def restore_model(file_path):
    return {k: np.array(v) for k, v in json.loads(Path(file_path).read_text()).items()}


def save_checkpoint(model, directory, name):  # a folder and a name
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, name + ".pkl"), "wb") as f:
        pickle.dump({"model": model, "epoch": 1}, f)


def load_checkpoint(directory, name):
    with open(os.path.join(directory, name + ".pkl"), "rb") as f:
        return pickle.load(f)["model"]


def save_network(net, path: Path):  # pathlib, and in place
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = [np.asarray(w) for w in net.get_weights()]
    np.savez(path.with_suffix(".npz"), *arrays)


def load_network(net, path: Path):
    with np.load(path.with_suffix(".npz")) as data:
        net.set_weights([data[name] for name in data.files])


def write_model(model):  # it names its own file
    pickle.dump(model, open("model.pkl", "wb"))


def read_model():
    return pickle.load(open("model.pkl", "rb"))


def export_model(path, model, metadata=None):  # a tuple comes back
    Path(path).write_bytes(pickle.dumps((model, metadata)))


def import_model(path):
    model, metadata = pickle.loads(Path(path).read_bytes())
    return model, metadata


def save_to_file(W, b, path):  # the numbers themselves
    np.savez(path, W=W, b=b)


def load_from_file(path):
    data = np.load(path)
    return data["W"], data["b"]


def save_state(model, path):  # text with all digits
    with open(path, "w") as f:
        for array in model.get_weights():
            f.write(" ".join(repr(float(v)) for v in np.ravel(array)) + f" | {' '.join(map(str, array.shape))}\n")


def load_state(model, path):
    arrays = []
    with open(path) as f:
        for line in f:
            values, shape = line.split("|")
            arrays.append(np.array([float(v) for v in values.split()]).reshape([int(s) for s in shape.split()]))
    model.set_weights(arrays)
    return model
