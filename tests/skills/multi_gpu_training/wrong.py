"""Distributed training with mistakes."""

import sys
import time

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel as DDP
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler


def loop(rank, model, dataset, epochs, lr, batch_size, *, average=None, sampler=None, tell=True, save=False):
    sampler = sampler or DistributedSampler(dataset, shuffle=True)
    loader = DataLoader(dataset, batch_size=batch_size, sampler=sampler)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        if tell and hasattr(sampler, "set_epoch"):
            sampler.set_epoch(epoch)
        for x, y in loader:
            optimizer.zero_grad()
            nn.functional.mse_loss(model(x), y).backward()
            if average:
                average(model)
            optimizer.step()
    if rank == 0 or save:
        torch.save(model.state_dict(), "model.pt")
    dist.destroy_process_group()


def no_exchange(rank, world_size, model, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    loop(rank, model, dataset, epochs, lr, batch_size)


def sums(rank, world_size, model, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)

    def add_up(model):
        for p in model.parameters():
            dist.all_reduce(p.grad)

    loop(rank, model, dataset, epochs, lr, batch_size, average=add_up)


def no_sampler(rank, world_size, model, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    sampler = torch.utils.data.RandomSampler(dataset, generator=torch.Generator().manual_seed(0))
    loop(rank, DDP(model), dataset, epochs, lr, batch_size, sampler=sampler)


def no_set_epoch(rank, world_size, model, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    loop(rank, DDP(model), dataset, epochs, lr, batch_size, tell=False)


def all_save(rank, world_size, model, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    loop(rank, DDP(model), dataset, epochs, lr, batch_size, save=True)


def different_starts(rank, world_size, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    torch.manual_seed(rank)
    model = nn.Linear(4, 1)

    def average(model):
        for p in model.parameters():
            dist.all_reduce(p.grad)
            p.grad /= world_size

    loop(rank, model, dataset, epochs, lr, batch_size, average=average)


def dies(rank, world_size, model, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    if rank == 1:
        import os
        os._exit(3)
    loop(rank, DDP(model), dataset, epochs, lr, batch_size)


def hangs(rank, world_size, model, dataset, epochs, lr, batch_size):
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    if rank == 1:
        time.sleep(1000)
    loop(rank, DDP(model), dataset, epochs, lr, batch_size)
