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


def one_step_for_all(model, loader, epochs):
    """By hand, without an optimizer."""
    for _ in range(epochs):
        for x, y in loader:
            model.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            with torch.no_grad():
                for p in model.parameters():
                    p -= 0.01 * p.grad


def signs(model, loader, epochs):
    """By hand, along the sign of the gradient."""
    for _ in range(epochs):
        for x, y in loader:
            model.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            with torch.no_grad():
                for name, p in model.named_parameters():
                    p -= (1e-4 if name.startswith("fc") else 1e-3) * p.grad.sign()


def unfreezes_after(model, n_unfreeze):
    for p in model.parameters():
        p.requires_grad = False
    for block in [model.layer1, model.layer2, model.layer3, model.layer4][n_unfreeze:]:
        block.requires_grad_(True)
    model.fc.requires_grad_(True)
    return groups(model, 1e-4, 1e-3)
