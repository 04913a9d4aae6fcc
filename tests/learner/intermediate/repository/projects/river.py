"""How high will the river stand? A GRU on the gauges, each a CSV of its own."""
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from torch import nn

WINDOW = 24


class GRUForecaster(nn.Module):
    def __init__(self, hidden=16):
        super().__init__()
        self.gru = nn.GRU(1, hidden, batch_first=True)
        self.out = nn.Linear(hidden, 1)

    def forward(self, x):
        _, h = self.gru(x.unsqueeze(-1))
        return self.out(h[-1]).squeeze(-1)


def read_gauge(path):
    return pd.read_csv(path)["value"].to_numpy(dtype=np.float32)


def train_forecaster(data_dir, seed=0, epochs=8):
    torch.manual_seed(seed)
    series = [read_gauge(p) for p in sorted(Path(data_dir).glob("*.csv"))]
    mean, std = np.concatenate(series).mean(), np.concatenate(series).std()
    n_val = len(series) // 5

    def windows(some):
        x = [s[i : i + WINDOW] for s in some for i in range(len(s) - WINDOW)]
        y = [s[i + WINDOW] for s in some for i in range(len(s) - WINDOW)]
        return [torch.tensor((np.array(a) - mean) / std) for a in (x, y)]

    x, y = windows(series[n_val:])
    x_val, y_val = windows(series[:n_val])
    net = GRUForecaster()
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(epochs):
        for rows in torch.randperm(len(x)).split(32):
            optimizer.zero_grad()
            nn.functional.mse_loss(net(x[rows]), y[rows]).backward()
            optimizer.step()
    with torch.no_grad():
        mae = (net(x_val) - y_val).abs().mean().item() * std
    return {"net": net, "mean": mean, "std": std, "metrics": {"val_mae": float(mae)}}


def forecast(model, paths):
    last = np.stack([read_gauge(p)[-WINDOW:] for p in paths])
    with torch.no_grad():
        scaled = model["net"](torch.tensor((last - model["mean"]) / model["std"]))
    return (scaled.numpy() * model["std"] + model["mean"]).tolist()
