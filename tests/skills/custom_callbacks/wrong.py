"""Loops and rates with mistakes."""

import math

from torch import nn


def loop(model, loader, criterion, optimizer, epochs, callbacks, plan):
    def call(event):
        for cb in callbacks:
            getattr(cb, "on_" + event)()

    call("train_begin")
    for _ in range(epochs):
        if plan != "late":
            call("epoch_begin")
        for x, y in loader:
            if plan != "silent":
                call("batch_end" if plan == "reversed" else "batch_begin")
            optimizer.zero_grad()
            (criterion or nn.MSELoss())(model(x), y).backward()
            optimizer.step()
            if plan != "silent":
                call("batch_begin" if plan == "reversed" else "batch_end")
        if plan == "late":
            call("epoch_begin")
        call("epoch_end")
    if plan != "endless":
        call("train_end")


def endless(model, loader, criterion, optimizer, epochs, callbacks):
    loop(model, loader, criterion, optimizer, epochs, callbacks, "endless")


def late(model, loader, criterion, optimizer, epochs, callbacks):
    loop(model, loader, criterion, optimizer, epochs, callbacks, "late")


def backwards(model, loader, criterion, optimizer, epochs, callbacks):
    loop(model, loader, criterion, optimizer, epochs, callbacks, "reversed")


def anew(model, loader, criterion, optimizer, epochs, callbacks):
    for _ in range(epochs):
        loop(model, loader, criterion, optimizer, 1, callbacks, "")


def silent(model, loader, criterion, optimizer, epochs, callbacks):
    loop(model, loader, criterion, optimizer, epochs, callbacks, "silent")


def rises(step, base_lr, max_lr, step_size):
    return min(max_lr, base_lr + (max_lr - base_lr) * step / step_size)


def sawtooth(step, base_lr, max_lr, step_size):
    return base_lr + (max_lr - base_lr) * (step % step_size) / step_size


def no_base(step, base_lr, max_lr, step_size):
    cycle = math.floor(1 + step / (2 * step_size))
    return max_lr * max(0, 1 - abs(step / step_size - 2 * cycle + 1))


def whole_maximum(step, base_lr, max_lr, step_size):
    cycle = math.floor(1 + step / (2 * step_size))
    return base_lr + max_lr * max(0, 1 - abs(step / step_size - 2 * cycle + 1))
