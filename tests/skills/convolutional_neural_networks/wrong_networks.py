"""Convolutional networks with the mistakes that learners make."""
import numpy as np
import torch
from right_networks import CNN, Conv2D, Dense, Flatten, MaxPool, ReLU, Sequential
from torch import nn


class DenseInDisguise(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, 32)
        self.fc2 = nn.Linear(32, num_classes)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


class AllZero(nn.Module):
    """With weights of zero, nothing ever moves."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3)
        self.fc = nn.Linear(8 * 6 * 6, 3)
        for weight in self.parameters():
            nn.init.zeros_(weight)

    def forward(self, x):
        return self.fc(torch.relu(self.conv(x)).flatten(1))


class MixedByTheBatch(nn.Module):
    """What an image gets depends on the others of its batch."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3)
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        x = torch.relu(self.conv(x))
        x = (x - x.mean(dim=0)).amax(dim=(2, 3))
        return self.fc(x)


class NeverUpdates(CNN):
    """It computes gradients and does nothing with them."""

    def fit(self, X, y, epochs=10, batch_size=16):
        for _ in range(3):
            self.forward(X)


class Ascends(Sequential):
    """It goes uphill."""

    def __init__(self):
        super().__init__([Conv2D(1, 4, 3), ReLU(), MaxPool(), Flatten(), Dense(4 * 3 * 3, 3)])

    def update(self, lr):
        super().update(-lr)


class HugeKernels(nn.Module):
    """A kernel as large as the picture is a dense layer."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 16, 8)
        self.fc = nn.Linear(16, 3)

    def forward(self, x):
        return self.fc(torch.relu(self.conv(x)).flatten(1))
