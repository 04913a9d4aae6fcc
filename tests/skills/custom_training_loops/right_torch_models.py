"""Right torch loops that make a model of their own."""

import torch
from torch import nn

rng = torch.Generator().manual_seed(3)


def train(X, y, epochs=100, lr=0.1):
    model = nn.Linear(X.shape[1], 1)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        opt.zero_grad()
        loss = nn.functional.mse_loss(model(X.float()), y.float())
        loss.backward()
        opt.step()
    return model


class Net(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        return torch.sigmoid(self.fc2(torch.tanh(self.fc1(x.float()))))

    def fit(self, X, y, epochs, lr):
        opt = torch.optim.Adam(self.parameters(), lr=lr)
        criterion = nn.BCELoss()
        for _ in range(epochs):
            perm = torch.randperm(len(X), generator=rng)
            for i in perm.split(2):
                opt.zero_grad()
                loss = criterion(self(X[i]), y[i].float())
                loss.backward()
                opt.step()
