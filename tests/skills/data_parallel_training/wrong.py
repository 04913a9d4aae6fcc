"""Data-parallel steps with mistakes."""

import copy

import numpy as np
import torch


def mean_of_means(w, b, X, y, lr, n_replicas):
    gw, gb = [], []
    for Xs, ys in zip(np.array_split(X, n_replicas), np.array_split(y, n_replicas)):
        e = Xs @ w + b - ys
        gw.append(2 * Xs.T @ e / len(Xs))
        gb.append(2 * e.mean())
    return w - lr * np.mean(gw, axis=0), b - lr * np.mean(gb)


def drops_rest(w, b, X, y, lr, n_replicas):
    size = len(X) // n_replicas
    gw, gb = np.zeros_like(w), 0.0
    for i in range(n_replicas):
        Xs, ys = X[i * size:(i + 1) * size], y[i * size:(i + 1) * size]
        e = Xs @ w + b - ys
        gw, gb = gw + 2 * Xs.T @ e, gb + 2 * e.sum()
    return w - lr * gw / (size * n_replicas), b - lr * gb / (size * n_replicas)


def not_divided(model, x, y, replicas, loss_fn, optimizer):
    optimizer.zero_grad()
    for xs, ys in zip(x.tensor_split(replicas), y.tensor_split(replicas)):
        loss_fn(model(xs), ys).backward()
    optimizer.step()


def averages_evenly(model, x, y, replicas, loss_fn, optimizer):
    optimizer.zero_grad()
    for xs, ys in zip(x.tensor_split(replicas), y.tensor_split(replicas)):
        (loss_fn(model(xs), ys) / replicas).backward()
    optimizer.step()


def steps_each(model, x, y, replicas, loss_fn, optimizer):
    for xs, ys in zip(x.tensor_split(replicas), y.tensor_split(replicas)):
        optimizer.zero_grad()
        loss_fn(model(xs), ys).backward()
        optimizer.step()


def out_of_step(replicas, x, y, loss_fn, lr):
    shards = list(zip(x.tensor_split(len(replicas)), y.tensor_split(len(replicas))))
    for replica, (xs, ys) in zip(replicas, shards):
        replica.zero_grad()
        loss_fn(replica(xs), ys).backward()
    with torch.no_grad():
        for params in zip(*(r.parameters() for r in replicas)):
            params[0].sub_(lr * sum(p.grad * len(xs) for p, (xs, _) in zip(params, shards)) / len(x))


def last_only(model, x, y, replicas, loss_fn, optimizer):
    for xs, ys in zip(x.tensor_split(replicas), y.tensor_split(replicas)):
        copied = copy.deepcopy(model)
        copied.zero_grad()
        loss_fn(copied(xs), ys).backward()
        for p, q in zip(model.parameters(), copied.parameters()):
            p.grad = q.grad
    optimizer.step()


def plain_mean(gradients, counts):
    return np.mean(np.stack(gradients), axis=0)


def plain_sum(gradients, counts):
    return sum(gradients)


def by_replicas(grads, sizes):
    return [sum(n * g[i] for n, g in zip(sizes, grads)) / len(grads) for i in range(len(grads[0]))]
