"""A one-dimensional network on the waveform; it keeps its weights in a file and loads them to predict."""

import os

import numpy as np
import torch
import torch.nn as nn
from right_functions import read_wav

LABELS = ["hiss", "hum", "whistle"]


class WaveNetlet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv1d(1, 16, 64, stride=16), nn.ReLU(), nn.Conv1d(16, 16, 8, stride=4), nn.ReLU(),
            nn.AdaptiveMaxPool1d(1), nn.Flatten(), nn.Linear(16, 3),
        )

    def forward(self, x):
        return self.net(x.unsqueeze(1))


def load(path):
    return torch.from_numpy(read_wav(path)[0])


def train_model(root, out_dir, seed=1, n_epochs=15):
    torch.manual_seed(seed)
    x, y = [], []
    for k, name in enumerate(LABELS):
        for f in sorted(os.listdir(os.path.join(root, name))):
            x.append(load(os.path.join(root, name, f)))
            y.append(k)
    x, y = torch.stack(x), torch.tensor(y)
    perm = torch.randperm(len(y))
    val, tr = perm[:20], perm[20:]
    model = WaveNetlet()
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for epoch in range(n_epochs):
        for batch in tr.split(16):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[batch]), y[batch]).backward()
            optimizer.step()
        with torch.no_grad():
            acc = (model(x[val]).argmax(1) == y[val]).float().mean()
        print("Epoch %d: val_acc: %.2f" % (epoch, acc))
    torch.save(model.state_dict(), os.path.join(out_dir, "weights.pt"))


def infer(model_dir, files):
    model = WaveNetlet()
    model.load_state_dict(torch.load(os.path.join(model_dir, "weights.pt")))
    with torch.no_grad():
        return [LABELS[k] for k in model(torch.stack([load(f) for f in files])).argmax(1)]
