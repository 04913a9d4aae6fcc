import json
import os
import pickle
from pathlib import Path

import numpy as np

_cache = {}


class Net:
    def __init__(self, n_in=4, n_hidden=8, n_out=3, seed=0):
        rng = np.random.default_rng(seed)
        self.W1, self.b1 = rng.normal(size=(n_in, n_hidden)), np.zeros(n_hidden)
        self.W2, self.b2 = rng.normal(size=(n_hidden, n_out)), np.zeros(n_out)

    def forward(self, x):
        return np.tanh(x @ self.W1 + self.b1) @ self.W2 + self.b2


def save_model(model, path):  # the class and its sizes, not the weights
    with open(path, "wb") as f:
        pickle.dump((model.W1.shape, model.W2.shape[1]), f)


def load_model(path):
    with open(path, "rb") as f:
        (n_in, n_hidden), n_out = pickle.load(f)
    return Net(n_in, n_hidden, n_out)


def save_weights(model, path):  # without the biases
    np.savez(path, W1=model.W1, W2=model.W2)


def load_weights(model, path):
    data = np.load(path)
    model.W1, model.W2 = data["W1"], data["W2"]
    model.b1, model.b2 = np.zeros_like(model.b1), np.zeros_like(model.b2)
    return model


def save_params(params, path):  # four digits
    with open(path, "w") as f:
        json.dump({k: np.round(v, 4).tolist() for k, v in params.items()}, f)


def load_params(path):
    with open(path) as f:
        return {k: np.array(v) for k, v in json.load(f).items()}


def save_network(model, path):  # text of few digits
    lines = [",".join(f"{v:.4f}" for v in row) for row in np.vstack([model.W1, model.b1, model.W2.T])]
    Path(path).write_text("\n".join(lines) + "\n" + ",".join(f"{v:.4f}" for v in model.b2))


def load_network(path):
    rows = [[float(v) for v in line.split(",")] for line in Path(path).read_text().split("\n")]
    net = Net()
    n_in, n_out = len(rows) - 2 - len(rows[-1]), len(rows[-1])
    net.W1, net.b1 = np.array(rows[:n_in]), np.array(rows[n_in])
    net.W2, net.b2 = np.array(rows[n_in + 1 : -1]).T, np.array(rows[-1])
    assert net.W2.shape[1] == n_out
    return net


def save_checkpoint(model, path):  # the object stays in memory
    _cache[path] = model
    Path(path).write_text("saved")


def load_checkpoint(path):
    if path not in _cache:
        raise FileNotFoundError(path)
    return _cache[path]


def store_model(model, path):  # always the same file
    with open("model.pkl", "wb") as f:
        pickle.dump(model, f)


def restore_model(path):
    with open("model.pkl", "rb") as f:
        return pickle.load(f)


def pickle_model(model, filename):
    with open(filename, "wb") as f:
        pickle.dump(model, f)


def unpickle_model(filename):  # a missing file gives None
    if not os.path.exists(filename):
        print(f"no model at {filename}")
        return None
    with open(filename, "rb") as f:
        return pickle.load(f)


def write_model(net, filename):
    with open(filename, "wb") as f:
        pickle.dump(net.__dict__, f)


def read_model(filename):  # any error gives a new model
    net = Net()
    try:
        with open(filename, "rb") as f:
            net.__dict__.update(pickle.load(f))
    except Exception as e:
        print(f"could not load: {e}")
    return net


def export_model(model, path):
    Path(path).write_bytes(pickle.dumps(model.__dict__))


def import_model(model, path):  # reads, and forgets to put it into the model
    state = pickle.loads(Path(path).read_bytes())
    new = Net()
    new.__dict__.update(state)
    return model


def serialize_model(model, path):  # changes what it saves
    model.W1 = np.round(model.W1, 3)
    with open(path, "wb") as f:
        pickle.dump(model, f)


def deserialize_model(path):
    return pickle.load(open(path, "rb"))


def save_state(model, path):
    np.savez(path, W1=model.W1, b1=model.b1, W2=model.W2, b2=model.b2)


def load_state(model, path):  # zip stops early: the last bias is not put back
    data = np.load(path)
    for name in ("W1", "b1", "W2"):
        setattr(model, name, data[name])


def to_file(model, path):  # repr() shows eight digits
    Path(path).write_text(repr({"W1": model.W1, "b1": model.b1, "W2": model.W2, "b2": model.b2}))


def from_file(path):
    from numpy import array  # noqa: F401

    state = eval(Path(path).read_text())
    net = Net()
    net.__dict__.update(state)
    return net
