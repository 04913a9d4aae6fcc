"""Predictions beside the truth, as npz, csv, json and pickle."""

import csv
import json
import pickle

import numpy as np
import pandas as pd


def save_predictions(y_pred, y_true, path):
    np.savez(path, y_pred=y_pred, y_true=y_true)


def load_predictions(path):
    data = np.load(path)
    return data["y_pred"], data["y_true"]


def write_predictions(filename, preds, labels):
    with open(filename, "w", newline="") as f:
        writer = csv.writer(f)
        writer.writerow(["label", "pred"])
        for label, pred in zip(labels, preds):
            writer.writerow([label, pred])


def read_predictions(filename):
    labels, preds = [], []
    with open(filename) as f:
        for row in csv.DictReader(f):
            labels.append(float(row["label"]))
            preds.append(float(row["pred"]))
    return labels, preds


def save_results(targets, outputs, path="results.json"):
    with open(path, "w") as f:
        json.dump({"targets": np.asarray(targets).tolist(), "outputs": np.asarray(outputs).tolist()}, f)


def load_results(path="results.json"):
    with open(path) as f:
        return json.load(f)


class PredictionStore:
    def __init__(self, path):
        self.path = path

    def save(self, predictions, targets):
        with open(self.path, "wb") as f:
            pickle.dump((predictions, targets), f)

    def load(self):
        with open(self.path, "rb") as f:
            predictions, targets = pickle.load(f)
        return predictions, targets


def save_preds(truth, guesses, csv_path):
    pd.DataFrame({"truth": truth, "guess": guesses}).to_csv(csv_path, index=False)


def load_preds(csv_path):
    return pd.read_csv(csv_path)


def dump_predictions(labels, preds, name, out_dir):
    np.save(f"{out_dir}/{name}.npy", np.stack([labels, preds], axis=1))


def load_dumped(name, out_dir):
    return np.load(f"{out_dir}/{name}.npy")


def restore_predictions(name, out_dir):
    return np.load(f"{out_dir}/{name}.npy")
