"""Resumable training with mistakes."""

import os

import numpy as np
import torch
from torch import nn


def loop(folder, epochs, lr, seed, *, keep=("model", "optimizer", "rng", "epoch"), next_epoch=1):
    path = os.path.join(folder, "last.pt")
    torch.manual_seed(seed)
    x, y = torch.randn(16, 3), torch.randn(16, 1)
    model = nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    start = 0
    if os.path.exists(path):
        state = torch.load(path, weights_only=False)
        model.load_state_dict(state["model"])
        if "optimizer" in keep:
            optimizer.load_state_dict(state["optimizer"])
        if "rng" in keep:
            torch.set_rng_state(state["rng"])
        if "epoch" in keep:
            start = state["epoch"] + next_epoch
    for epoch in range(start, epochs):
        for rows in torch.randperm(16).split(4):
            optimizer.zero_grad()
            nn.functional.mse_loss(model(x[rows]), y[rows]).backward()
            optimizer.step()
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch,
                    "rng": torch.get_rng_state()}, path)
    return model


def no_optimizer(checkpoint_dir, epochs, lr, seed):
    return loop(checkpoint_dir, epochs, lr, seed, keep=("model", "rng", "epoch"))


def no_chance(checkpoint_dir, epochs, lr, seed):
    return loop(checkpoint_dir, epochs, lr, seed, keep=("model", "optimizer", "epoch"))


def epoch_again(checkpoint_dir, epochs, lr, seed):
    return loop(checkpoint_dir, epochs, lr, seed, next_epoch=0)


def never_loads(checkpoint_dir, epochs, lr, seed):
    w = np.random.default_rng(seed).normal(size=3)
    for epoch in range(epochs):
        w = w - lr * w
        np.save(os.path.join(checkpoint_dir, "w.npy"), w)
    return w


def deaf(checkpoint_dir, epochs, lr, seed):
    return loop(checkpoint_dir, epochs, 0.05, seed)


def own_place(checkpoint_dir, epochs, lr, seed):
    return loop(".", epochs, lr, seed)
