"""Softmax regression on pixels, in NumPy: train_project and predict_project."""

import os

import numpy as np
from PIL import Image


def load_image(path):
    return np.asarray(Image.open(path).convert("RGB").resize((8, 8)), dtype=np.float32).ravel() / 255.0


def load_folder(root):
    classes = sorted(d for d in os.listdir(root) if os.path.isdir(os.path.join(root, d)))
    X, y = [], []
    for i, c in enumerate(classes):
        for f in sorted(os.listdir(os.path.join(root, c))):
            X.append(load_image(os.path.join(root, c, f)))
            y.append(i)
    return np.array(X), np.array(y), classes


def train_project(data_dir, seed=42, lr=0.5, epochs=200):
    X, y, classes = load_folder(data_dir)
    rng = np.random.RandomState(seed)
    idx = rng.permutation(len(X))
    cut = int(0.8 * len(X))
    tr, va = idx[:cut], idx[cut:]
    W = rng.randn(X.shape[1], len(classes)) * 0.01
    b = np.zeros(len(classes))
    onehot = np.eye(len(classes))[y]
    for epoch in range(epochs):
        p = softmax(X[tr] @ W + b)
        g = (p - onehot[tr]) / len(tr)
        W -= lr * X[tr].T @ g
        b -= lr * g.sum(0)
    acc = (softmax(X[va] @ W + b).argmax(1) == y[va]).mean()
    print(f"val accuracy: {acc:.3f}")
    return {"W": W, "b": b, "classes": classes}


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def predict_project(model, inputs):
    X = np.array([load_image(p) for p in inputs])
    return [model["classes"][i] for i in (X @ model["W"] + model["b"]).argmax(1)]
