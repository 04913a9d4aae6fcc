"""Right data-parallel steps on torch models, as tutorials and learners write them."""

import copy

import torch


def data_parallel_step(model, batch, replicas, loss_fn, optimizer):
    x, y = batch
    optimizer.zero_grad()
    grads = [torch.zeros_like(p) for p in model.parameters()]
    for xs, ys in zip(torch.chunk(x, replicas), torch.chunk(y, replicas)):
        replica = copy.deepcopy(model)
        replica.zero_grad()
        loss = loss_fn(replica(xs), ys)
        loss.backward()
        for g, p in zip(grads, replica.parameters()):
            g += p.grad * len(xs) / len(x)
    for p, g in zip(model.parameters(), grads):
        p.grad = g
    optimizer.step()


def parallel_step(replicas, x, y, criterion, lr):
    shards = list(zip(x.tensor_split(len(replicas)), y.tensor_split(len(replicas))))
    for replica, (xs, ys) in zip(replicas, shards):
        replica.zero_grad()
        criterion(replica(xs), ys).backward()
    with torch.no_grad():
        for params in zip(*(r.parameters() for r in replicas)):
            mean = sum(p.grad * len(xs) for p, (xs, _) in zip(params, shards)) / len(x)
            for p in params:
                p -= lr * mean


def data_parallel_gradients(model, x, y, n_replicas, loss_fn):
    total = [torch.zeros_like(p) for p in model.parameters()]
    for xs, ys in zip(x.tensor_split(n_replicas), y.tensor_split(n_replicas)):
        local = torch.autograd.grad(loss_fn(model(xs), ys), list(model.parameters()))
        total = [t + g * len(xs) for t, g in zip(total, local)]
    return [t / len(x) for t in total]


def train_data_parallel(model, loader, loss_fn, optimizer, num_replicas):
    model.train()
    for inputs, targets in loader:
        copies = [copy.deepcopy(model) for _ in range(num_replicas)]
        for c in copies:
            c.zero_grad()
        pieces = torch.tensor_split(torch.arange(len(inputs)), num_replicas)
        for c, rows in zip(copies, pieces):
            if len(rows) == 0:
                continue
            (loss_fn(c(inputs[rows]), targets[rows]) * len(rows) / len(inputs)).backward()
        optimizer.zero_grad()
        for name, p in model.named_parameters():
            p.grad = sum(
                dict(c.named_parameters())[name].grad for c in copies
                if dict(c.named_parameters())[name].grad is not None
            )
        optimizer.step()


class DataParallel:
    def __init__(self, model, optimizer, loss_fn, devices):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.devices = devices

    def train_step(self, x, y):
        k = len(self.devices)
        self.optimizer.zero_grad()
        outputs = [self.model(xs.to(d)) for xs, d in zip(x.tensor_split(k), self.devices)]
        loss = self.loss_fn(torch.cat(outputs), y)
        loss.backward()
        self.optimizer.step()
        return loss.item()


def average_gradients(gradients, counts):
    stacked = torch.stack(list(gradients))
    share = torch.as_tensor(counts, dtype=stacked.dtype) / sum(counts)
    return (share[:, None] * stacked).sum(dim=0)
