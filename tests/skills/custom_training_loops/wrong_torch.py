"""Torch loops with one fault each."""

import torch
from torch import nn
import torch.nn.functional as F


def no_zero_grad(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        model.train()
        for inputs, targets in loader:
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()

def zero_grad_per_epoch(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        optimizer.zero_grad()
        for inputs, targets in loader:
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()

def one_epoch_no_zero_grad(model, loader, criterion, optimizer):
    for inputs, targets in loader:
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()

def step_no_zero_grad(model, x, y, optimizer, criterion):
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()

def cleared_too_late(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for inputs, targets in loader:
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()

def early_step(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for inputs, targets in loader:
            optimizer.step()
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()

def no_step(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()

def no_backward(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            optimizer.step()

def returns_early(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
        return loss.item()

def break_after_one(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for i, (inputs, targets) in enumerate(loader):
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
            if i == 0:
                break

def step_outside(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for i, (inputs, targets) in enumerate(loader):
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
        optimizer.step()

def eval_after_first(model, loader, val_loader, criterion, optimizer, epochs):
    model.train()
    for epoch in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            for x, y in val_loader:
                criterion(model(x), y)

def trains_on_val(model, loader, val_loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for phase in (loader, val_loader):
            model.train()
            for inputs, targets in phase:
                optimizer.zero_grad()
                loss = criterion(model(inputs), targets)
                loss.backward()
                optimizer.step()

def val_in_train_mode(model, loader, val_loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        model.train()
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            for x, y in val_loader:
                criterion(model(x), y)

def ignores_lr(model, X, y, epochs, lr):
    opt = torch.optim.SGD(model.parameters(), lr=0.5)
    for epoch in range(epochs):
        opt.zero_grad()
        F.mse_loss(model(X), y).backward()
        opt.step()

def wrong_sign(model, X, y, epochs, lr):
    for epoch in range(epochs):
        F.mse_loss(model(X), y).backward()
        with torch.no_grad():
            for p in model.parameters():
                p += lr * p.grad
                p.grad = None

def fixed_epochs(model, X, y, epochs, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(10):
        opt.zero_grad()
        F.mse_loss(model(X), y).backward()
        opt.step()

def broadcast_loss(model, X, y, epochs, lr):
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        opt.zero_grad()
        F.mse_loss(model(X).reshape(-1, 1), y.reshape(-1)).backward()
        opt.step()

def history_reset(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        losses = []
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses

def accumulates_loss(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        total = 0
        for inputs, targets in loader:
            optimizer.zero_grad()
            total = total + criterion(model(inputs), targets)
            total.backward(retain_graph=True)
            optimizer.step()

def detached(model, loader, criterion, optimizer, epochs):
    for epoch in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = torch.tensor(criterion(model(inputs), targets).item(), requires_grad=True)
            loss.backward()
            optimizer.step()

def drops_last(model, dataset, epochs, lr, batch_size):
    from torch.utils.data import DataLoader
    loader = DataLoader(dataset, batch_size=batch_size, drop_last=True, shuffle=True)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for X, y in loader:
            opt.zero_grad()
            F.mse_loss(model(X), y).backward()
            opt.step()
