import torch
from torch import nn


def sigmoids(depth=110, width=512):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(width, width), nn.Sigmoid()]
    return nn.Sequential(*layers)


def default_start(depth, hidden=512):
    """torch's default start shrinks a ReLU network's signal by a factor of about 2.4 a layer."""
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(hidden, hidden), nn.ReLU()]
    return nn.Sequential(*layers)


class SameLayer(nn.Module):
    def __init__(self, depth=120, width=512):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(width, width)] * depth)

    def forward(self, x):
        for layer in self.layers:
            x = x + 0.1 * torch.relu(layer(x))
        return x


class TooLarge(nn.Module):
    def __init__(self, depth=120, width=512):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))
        for layer in self.layers:
            nn.init.normal_(layer.weight)

    def forward(self, x):
        for layer in self.layers:
            x = torch.relu(layer(x))
        return x


class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(32, 32) for _ in range(120))

    def forward(self, x):
        for layer in self.layers:
            x = x + 0.1 * torch.relu(layer(x))
        return x


class Halved(nn.Module):
    def __init__(self, depth=100, width=512):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(depth // 2))

    def forward(self, x):
        for layer in self.layers:
            x = x + 0.1 * torch.relu(layer(x))
        return x


class Detached(nn.Module):
    def __init__(self, depth=100, width=512):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))

    def forward(self, x):
        for layer in self.layers:
            x = x.detach() + 0.1 * torch.relu(layer(x.detach()))
        return x
