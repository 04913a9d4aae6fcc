"""Right fine-tuning that unfreezes layers and hands over the optimizer or its groups."""

import torch


def unfreeze(model, n_layers, lr=1e-3):
    for p in model.parameters():
        p.requires_grad_(False)
    layers = list(model.children())[-n_layers:]
    for layer in layers:
        layer.requires_grad_(True)
    model.fc.requires_grad_(True)
    body = [p for n, p in model.named_parameters() if p.requires_grad and "fc" not in n]
    return torch.optim.SGD([{"params": body, "lr": lr * 0.1}, {"params": model.fc.parameters(), "lr": lr}])


def unfreeze_layers(model, layers_to_unfreeze):
    for name, param in model.named_parameters():
        if any(name.startswith(layer) for layer in layers_to_unfreeze):
            param.requires_grad = True


def make_param_groups(model):
    return [
        {"params": list(model.encoder.parameters()), "lr": 1e-5},
        {"params": list(model.head.parameters()), "lr": 1e-3},
    ]
