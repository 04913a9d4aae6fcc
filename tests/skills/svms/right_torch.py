import torch
from torch import nn


class LinearSVM(nn.Module):
    def __init__(self, n_features):
        super().__init__()
        self.fc = nn.Linear(n_features, 1)

    def forward(self, x):
        return self.fc(x)

    def fit(self, X, y, lr=0.01, epochs=200, reg=0.01):
        optimizer = torch.optim.SGD(self.parameters(), lr=lr)
        X, y = X.float(), y.float().reshape(-1, 1)
        for _ in range(epochs):
            optimizer.zero_grad()
            hinge = torch.clamp(1 - y * self(X), min=0).mean()
            loss = hinge + reg * (self.fc.weight**2).sum()
            loss.backward()
            optimizer.step()

    def predict(self, X):
        with torch.no_grad():
            return torch.sign(self(X.float()))
