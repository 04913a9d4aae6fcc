"""Fine-tuning with mistakes."""

import torch
from torch import nn


def run(model, loader, optimizer, epochs):
    model.train()
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()


def freeze_all_but(model, names):
    for name, p in model.named_parameters():
        p.requires_grad = name.startswith(names)


def groups(model, slow, fast):
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("fc")]
    return torch.optim.SGD([{"params": body, "lr": slow}, {"params": model.fc.parameters(), "lr": fast}])


def head_only(model, loader, epochs):
    freeze_all_but(model, ("fc",))
    run(model, loader, torch.optim.SGD(model.fc.parameters(), lr=1e-3), epochs)


def one_rate(model, loader, epochs):
    freeze_all_but(model, ("layer4", "fc"))
    run(model, loader, torch.optim.SGD(model.parameters(), lr=1e-3), epochs)


def turned(model, loader, epochs):
    freeze_all_but(model, ("layer4", "fc"))
    run(model, loader, groups(model, 1e-2, 1e-4), epochs)


def from_scratch(model, loader, epochs):
    for m in model.modules():
        if hasattr(m, "reset_parameters"):
            m.reset_parameters()
    freeze_all_but(model, ("layer4", "fc"))
    run(model, loader, groups(model, 1e-4, 1e-3), epochs)


def all_of_it(model, loader, epochs, n_unfreeze):
    for p in model.parameters():
        p.requires_grad = True
    run(model, loader, groups(model, 1e-4, 1e-3), epochs)
