"""Several processes on one machine:  torchrun --nproc-per-node=2 scripts/train_ddp.py"""
import os

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset


def make_data():
    generator = torch.Generator().manual_seed(7)
    x = torch.randn(96, 6, generator=generator)
    y = (x[:, :1] - x[:, 1:2] > 0).float()
    return TensorDataset(x, y)


def train_ddp(rank, world_size, epochs=3, lr=0.05, batch_size=16):
    os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
    os.environ.setdefault("MASTER_PORT", "29511")
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    torch.manual_seed(1)
    model = DistributedDataParallel(torch.nn.Linear(6, 1))
    dataset = make_data()
    sampler = DistributedSampler(dataset, num_replicas=world_size, rank=rank)
    loader = DataLoader(dataset, batch_size=batch_size, sampler=sampler)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    criterion = torch.nn.BCEWithLogitsLoss()
    for epoch in range(epochs):
        sampler.set_epoch(epoch)
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
        if rank == 0:
            print(f"epoch {epoch}: loss {loss.item():.3f}")
            torch.save(model.module.state_dict(), "ddp_model.pt")
    dist.destroy_process_group()


if __name__ == "__main__":
    train_ddp(int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"]))
