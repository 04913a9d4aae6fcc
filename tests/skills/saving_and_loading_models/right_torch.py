import os

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, n_in=4, n_hidden=8, n_out=3):
        super().__init__()
        self.fc1 = nn.Linear(n_in, n_hidden)
        self.norm = nn.BatchNorm1d(n_hidden)
        self.fc2 = nn.Linear(n_hidden, n_out)

    def forward(self, x):
        return self.fc2(torch.relu(self.norm(self.fc1(x))))


def save_model(model, path):  # the state
    torch.save(model.state_dict(), path)


def load_model(path):
    model = Net()
    model.load_state_dict(torch.load(path, weights_only=True))
    model.eval()
    return model


def save_checkpoint(model, optimizer, epoch, path):
    torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, path)


def load_checkpoint(path, model, optimizer=None):
    checkpoint = torch.load(path)
    model.load_state_dict(checkpoint["model"])
    if optimizer is not None:
        optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]


def store_model(model: torch.nn.Module, target_dir: str, model_name: str):  # a folder and a name
    os.makedirs(target_dir, exist_ok=True)
    assert model_name.endswith(".pth") or model_name.endswith(".pt"), "model_name should end with '.pt' or '.pth'"
    torch.save(obj=model.state_dict(), f=os.path.join(target_dir, model_name))


def restore_model(model: torch.nn.Module, target_dir: str, model_name: str):
    model.load_state_dict(torch.load(f=os.path.join(target_dir, model_name)))
    return model


def save_net(net, filename):  # the whole object
    torch.save(net, filename)


def load_net(filename):
    return torch.load(filename, weights_only=False)


def save_trained_model(model, path):
    torch.save({"sizes": (model.fc1.in_features, model.fc1.out_features, model.fc2.out_features),
                "state_dict": model.state_dict()}, path)


def load_trained_model(path, model_class=Net):
    saved = torch.load(path)
    model = model_class(*saved["sizes"])
    model.load_state_dict(saved["state_dict"])
    return model


def save_weights(model, path):
    torch.save(model.state_dict(), path)


def load_weights(path, input_dim, hidden_dim, output_dim):
    model = Net(input_dim, hidden_dim, output_dim)
    model.load_state_dict(torch.load(path))
    return model
