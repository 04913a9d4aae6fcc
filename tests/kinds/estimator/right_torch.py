import torch
from torch import nn


class TorchRegression(nn.Module):
    def __init__(self, input_dim):
        super().__init__()
        self.linear = nn.Linear(input_dim, 1)

    def forward(self, x):
        return self.linear(x)

    def fit(self, x, y):
        optimizer = torch.optim.LBFGS(self.parameters(), max_iter=100)

        def closure():
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(self(x), y)
            loss.backward()
            return loss

        optimizer.step(closure)


class SinglePrecision:
    def __init__(self, learning_rate=0.1):
        self.learning_rate = learning_rate

    def fit(self, X, y):
        X = torch.cat([X, torch.ones(len(X), 1)], dim=1).matmul(torch.eye(X.shape[1] + 1))
        self.w = torch.linalg.lstsq(X, y.unsqueeze(1)).solution

    def predict(self, X):
        return torch.cat([X, torch.ones(len(X), 1)], dim=1).matmul(self.w).squeeze(1)
