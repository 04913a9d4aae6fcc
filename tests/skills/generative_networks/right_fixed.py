import torch.nn as nn


class ConvAE(nn.Module):
    """It takes twenty numbers, and its parameters say so in words of their own."""

    def __init__(self, dim=20, bottleneck=4):
        super().__init__()
        self.enc = nn.Sequential(nn.Linear(dim, 16), nn.ReLU(), nn.Linear(16, bottleneck))
        self.dec = nn.Sequential(nn.Linear(bottleneck, 16), nn.ReLU(), nn.Linear(16, dim))

    def forward(self, x):
        return self.dec(self.enc(x))


class NamedByWidth(ConvAE):
    def __init__(self, dim, bottleneck):
        super().__init__(dim, bottleneck)
