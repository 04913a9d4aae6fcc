import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
        self.norm = nn.BatchNorm1d(8)
        self.out = nn.Linear(8, 2)

    def forward(self, x):
        return self.out(self.norm(torch.relu(self.fc(x))))


def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(path):  # never puts the state into the model
    model = Net()
    torch.load(path)
    model.eval()
    return model


def save_weights(model, path):  # parameters only: running statistics are lost
    torch.save([p.detach() for p in model.parameters()], path)


def load_weights(model, path):
    for p, saved in zip(model.parameters(), torch.load(path)):
        p.data.copy_(saved)


def save_net(model, path):
    torch.save(model, path)


def load_net(path):  # weights_only=True is the default since torch 2.6
    return torch.load(path)


def save_checkpoint(model, filename):
    torch.save({"model": model.state_dict()}, filename)


def load_checkpoint(model, filename):  # wrong names, and strict=False says nothing
    model.load_state_dict(torch.load(filename), strict=False)
    return model
