"""A recurrent network on scaled values; it reports the error on the scaled values."""

import pathlib

import numpy as np
import torch
from torch import nn


class LSTMForecaster(nn.Module):
    def __init__(self, hidden=24):
        super().__init__()
        self.lstm = nn.LSTM(1, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, 1)
        self.register_buffer("mean", torch.zeros(1))
        self.register_buffer("std", torch.ones(1))

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.fc(out[:, -1])


def read(path):
    return np.genfromtxt(path, delimiter=",", names=True)["value"].astype(np.float32)


def train(folder, seed, epochs=12, window=24, lr=1e-2):
    torch.manual_seed(seed)
    data = torch.from_numpy(np.stack([read(p) for p in sorted(pathlib.Path(folder).iterdir())]))
    model = LSTMForecaster()
    model.mean, model.std = data.mean()[None], data.std()[None]
    z = (data - model.mean) / model.std
    w = z.unfold(1, window + 1, 1)
    train_w, val_w = w[:32].reshape(-1, window + 1), w[32:].reshape(-1, window + 1)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for b in torch.randperm(len(train_w)).split(128):
            opt.zero_grad()
            loss = nn.functional.mse_loss(model(train_w[b, :-1, None])[:, 0], train_w[b, -1])
            loss.backward()
            opt.step()
        with torch.no_grad():
            val = nn.functional.mse_loss(model(val_w[:, :-1, None])[:, 0], val_w[:, -1]).item()
        print(f"[{epoch}] train_loss={loss.item():.4f} val_mse={val:.4f}")
    return model


@torch.no_grad()
def predict(model, csv_path):
    x = torch.from_numpy(read(csv_path))[-24:]
    y = model(((x - model.mean) / model.std)[None, :, None])
    return (y * model.std + model.mean).item()
