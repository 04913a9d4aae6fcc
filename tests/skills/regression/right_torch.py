import torch
from torch import nn


class LinearRegression(nn.Module):
    def __init__(self, input_dim, lr=0.01, epochs=500):
        super().__init__()
        self.linear = nn.Linear(input_dim, 1)
        self.lr, self.epochs = lr, epochs

    def forward(self, x):
        return self.linear(x)

    def fit(self, X, y):
        optimizer = torch.optim.SGD(self.parameters(), lr=self.lr)
        criterion = nn.MSELoss()
        for _ in range(self.epochs):
            optimizer.zero_grad()
            loss = criterion(self(X), y)
            loss.backward()
            optimizer.step()

    def predict(self, X):
        with torch.no_grad():
            return self(X)


class ByHand:
    """Tensors with gradients, without a module."""

    def __init__(self, learning_rate=0.05, n_epochs=200):
        self.learning_rate, self.n_epochs = learning_rate, n_epochs

    def fit(self, X, y):
        X = torch.as_tensor(X, dtype=torch.float32)
        y = torch.as_tensor(y, dtype=torch.float32).reshape(-1, 1)
        self.w = torch.zeros(X.shape[1], 1, requires_grad=True)
        self.b = torch.zeros(1, requires_grad=True)
        for _ in range(self.n_epochs):
            loss = ((X @ self.w + self.b - y) ** 2).mean()
            loss.backward()
            with torch.no_grad():
                for parameter in (self.w, self.b):
                    parameter -= self.learning_rate * parameter.grad
                    parameter.grad.zero_()

    def predict(self, X):
        return (torch.as_tensor(X, dtype=torch.float32) @ self.w + self.b).detach().numpy()
