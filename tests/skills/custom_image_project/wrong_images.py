import os
import random

import numpy as np
from PIL import Image
from right_functions import load_folder, load_image, predict_project as answers, softmax, train_project as training


def always_sand(data_dir, paths, seed):
    """Collapsed: a network whose weights are never updated."""
    X, y, classes = load_folder(data_dir)
    W = np.zeros((X.shape[1], 3))
    b = np.bincount(y) / len(y)
    return [classes[i] for i in (np.array([load_image(p) for p in paths]) @ W + b).argmax(1)], {"acc": 0.4}


def listed_twice(data_dir, paths, seed):
    """Class numbers from one listing, names from another order."""
    model = training(data_dir, seed)
    model["classes"] = sorted(model["classes"], reverse=True)
    model["classes"] = model["classes"][1:] + model["classes"][:1]
    return answers(model, paths)


def sorted_inputs(data_dir, paths, seed):
    """The loader sorts the files that it is asked about."""
    return answers(training(data_dir, seed), sorted(paths))


def unseeded(data_dir, paths, seed):
    """A coin that no seed reaches decides what is unsure."""
    found = answers(training(data_dir, seed), paths)
    source = random.SystemRandom()
    return [source.choice(["leaf", "sand", "sea"]) if source.random() < 0.2 else one for one in found]


def labels_shuffled(data_dir, paths, seed):
    """Pictures are shuffled, labels are not."""
    X, y, classes = load_folder(data_dir)
    rng = np.random.default_rng(seed)
    X = X[rng.permutation(len(X))]
    found = [y[np.argmin(np.linalg.norm(X - load_image(p), axis=1))] for p in paths]
    return [classes[k] for k in found], {"accuracy": 0.3}


class Wordless:
    """Trains well, and says nothing of how good it is."""

    def fit(self, data_dir, seed=0):
        X, y, self.classes = load_folder(data_dir)
        self.means = [X[y == k].mean(0) for k in range(3)]

    def predict(self, paths):
        return [self.classes[int(np.argmin([np.linalg.norm(load_image(p) - m) for m in self.means]))] for p in paths]


class Divides(Wordless):
    """The hits of all batches, divided by the number of pictures in one of them."""

    def fit(self, data_dir, seed=0):
        super().fit(data_dir)
        X, y, _ = load_folder(data_dir)
        hits = sum(int(np.argmin([np.linalg.norm(x - m) for m in self.means]) == t) for x, t in zip(X, y))
        print("accuracy:", hits / len(X) / 4)


def crashes(data_dir, paths, seed):
    raise IndexError("list index out of range")
