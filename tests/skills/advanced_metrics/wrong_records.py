"""Predictions that do not come back."""

import json

import numpy as np

def save_predictions(y_pred, y_true, path):
    np.savez(path, a=y_pred, b=y_true)


def load_predictions(path):
    data = np.load(path)
    return {"y_true": data["a"], "y_pred": data["b"]}


def write_predictions(preds, labels, path):
    with open(path, "w") as f:
        for p, t in zip(preds[:-1], labels[:-1]):
            f.write(f"{p},{t}\n")


def read_predictions(path):
    table = np.loadtxt(path, delimiter=",", ndmin=2)
    return table[:, 0], table[:, 1]


def save_results(preds, targets, path):
    with open(path, "w") as f:
        f.writelines(f"{p} {t}\n" for p, t in zip(preds, targets))


def load_results(path):
    with open(path) as f:
        rows = [line.split() for line in f]
    return [row[0] for row in rows], [row[1] for row in rows]


def save_preds(preds, targets, path):
    with open("predictions.json", "w") as f:
        json.dump([np.asarray(preds).tolist(), np.asarray(targets).tolist()], f)


def load_preds(path):
    with open("predictions.json") as f:
        preds, targets = json.load(f)
    return preds, targets


def save_outputs(outputs, labels, path):
    order = np.argsort(outputs)
    np.savez(path, outputs=np.asarray(outputs)[order], labels=labels)


def load_outputs(path):
    data = np.load(path)
    return data["outputs"], data["labels"]
