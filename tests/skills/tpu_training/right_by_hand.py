"""A right step that computes its gradients and moves the parameters itself."""

import torch


def static_train_step(model, inputs, targets, loss_fn, lr):
    params = list(model.parameters())
    grads = torch.autograd.grad(loss_fn(model(inputs), targets), params)
    with torch.no_grad():
        for p, g in zip(params, grads):
            p -= lr * g
