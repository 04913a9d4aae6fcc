"""A right step: it looks at no value."""

import torch


def train_step(model, batch, loss_fn, optimizer):
    x, y = batch
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.detach()


def clipped(model, x, y, criterion, optimizer):
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss = torch.where(torch.isfinite(loss), loss, torch.zeros_like(loss))
    loss.backward()
    optimizer.step()
    return loss
