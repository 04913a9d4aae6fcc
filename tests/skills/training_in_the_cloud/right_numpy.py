"""Right resumable training with NumPy, told by a configuration or the environment."""

import json
import os
from pathlib import Path

import numpy as np


def train(config):
    rng = np.random.default_rng(config["seed"])
    x = rng.normal(size=(12, 2))
    y = x @ np.array([1.0, -2.0])
    w, v, begin = np.zeros(2), np.zeros(2), 0
    file = Path(config["output_dir"]) / "state.npz"
    if file.exists():
        state = np.load(file)
        w, v, begin = state["w"], state["v"], int(state["step"])
    for step in range(begin, config["num_steps"]):
        rows = np.random.default_rng([config["seed"], step]).integers(0, 12, 4)
        v = 0.9 * v + x[rows].T @ (x[rows] @ w - y[rows])
        w = w - config["lr"] * v
        np.savez(file, w=w, v=v, step=step + 1)
    return w


class Trainer:
    def __init__(self, cfg):
        self.lr = cfg.learning_rate
        self.epochs = cfg.max_epochs
        self.path = os.path.join(cfg.checkpoint_dir, "weights.json")
        self.weights = [0.5, -0.5]
        self.epoch = 0

    def load(self):
        if os.path.exists(self.path):
            with open(self.path) as file:
                state = json.load(file)
            self.weights, self.epoch = state["weights"], state["epoch"]

    def save(self):
        with open(self.path + ".tmp", "w") as file:
            json.dump({"weights": self.weights, "epoch": self.epoch}, file)
        os.replace(self.path + ".tmp", self.path)

    def train(self):
        self.load()
        while self.epoch < self.epochs:
            self.weights = [w - self.lr * (w - t) for w, t in zip(self.weights, (1.0, 2.0))]
            self.epoch += 1
            self.save()
        return self.weights


def from_environment():
    folder = os.environ["CHECKPOINT_DIR"]
    epochs, lr = int(os.getenv("EPOCHS", "3")), float(os.getenv("LR", "0.1"))
    file = os.path.join(folder, "w.npy")
    w, done = np.ones(3), 0
    if os.path.exists(file):
        saved = np.load(file)
        w, done = saved[1:], int(saved[0])
    for epoch in range(done, epochs):
        w = w - lr * w
        np.save(file, np.append(epoch + 1, w))
    return w
