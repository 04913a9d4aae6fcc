"""Kata: a network that learns to which class a point belongs.

It runs from the first line to the last, and yet something is wrong with it. Find out what, and mend
it: `kata_classifier` keeps its name and its arguments, everything else is yours. `pytest --mlchecklist`
says whether it behaves.
"""

import torch
from torch import nn


def make_model(features, classes):
    return nn.Sequential(
        nn.Linear(features, 64),
        nn.ReLU(),
        nn.Dropout(0.2),
        nn.Linear(64, classes),
    )


def train(model, x, y, epochs=60, batch_size=16, lr=0.1):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    model.train()
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()


@torch.no_grad()
def predict(model, x):
    model.eval()  # this was it: dropout went on
    return model(x).argmax(dim=1)


def kata_classifier(x, y, at, seed=0):
    """Train on the rows x with their classes y, 0 or 1; return the class of each row of at."""
    torch.manual_seed(seed)
    x, at = torch.as_tensor(x, dtype=torch.float32), torch.as_tensor(at, dtype=torch.float32)
    y = torch.as_tensor(y, dtype=torch.long)
    middle, spread = x.mean(dim=0), x.std(dim=0)
    model = make_model(x.shape[1], classes=2)
    train(model, (x - middle) / spread, y)
    return predict(model, (at - middle) / spread).numpy()
