"""Right distributed training whose gradients are averaged by hand."""

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed import init_process_group
from torch.utils.data import DataLoader, TensorDataset


def average_gradients(model):
    size = float(dist.get_world_size())
    for param in model.parameters():
        dist.all_reduce(param.grad.data, op=dist.ReduceOp.SUM)
        param.grad.data /= size


def shard(n, rank, world_size, epoch):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(1234 + epoch))
    return order[rank::world_size]


def train(rank, world_size, model, x, y, loss_fn, lr, epochs, batch_size):
    init_process_group("gloo", rank=rank, world_size=world_size, init_method="tcp://127.0.0.1:23456")
    for p in model.parameters():
        dist.broadcast(p.data, src=0)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        rows = shard(len(x), rank, world_size, epoch)
        data = TensorDataset(x[rows], y[rows])
        for xb, yb in DataLoader(data, batch_size=batch_size):
            opt.zero_grad()
            loss_fn(model(xb), yb).backward()
            average_gradients(model)
            opt.step()
    if dist.get_rank() == 0:
        with open("weights.txt", "w") as f:
            f.write(str(list(model.state_dict())))
    dist.destroy_process_group()


def train_config(rank, world_size, args):
    torch.manual_seed(0)
    dist.init_process_group(backend="gloo", rank=rank, world_size=world_size)
    model = nn.Linear(4, 1)
    opt = torch.optim.SGD(model.parameters(), lr=args.lr)
    data = torch.randn(16, 4), torch.randn(16, 1)
    for epoch in range(args.epochs):
        rows = shard(16, rank, world_size, epoch)
        for batch in DataLoader(TensorDataset(*(d[rows] for d in data)), batch_size=args.batch_size):
            opt.zero_grad(set_to_none=True)
            nn.MSELoss()(model(batch[0]), batch[1]).backward()
            average_gradients(model)
            opt.step()
    dist.destroy_process_group()


def run_worker(rank, world_size):
    """No loader tells one epoch from the next."""
    dist.init_process_group("gloo", rank=rank, world_size=world_size)
    torch.manual_seed(1234)
    model = nn.Linear(5, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    data = torch.randn(40, 5, generator=torch.Generator().manual_seed(1))
    target = data.sum(1, keepdim=True)
    for epoch in range(3):
        for rows in shard(40, rank, world_size, epoch).split(5):
            optimizer.zero_grad()
            nn.functional.mse_loss(model(data[rows]), target[rows]).backward()
            average_gradients(model)
            optimizer.step()
    if rank == 0:
        torch.save(model.state_dict(), "model.pt")
    dist.destroy_process_group()


def train_gpu(gpu, args):
    rank = args.nr * args.gpus + gpu
    dist.init_process_group(backend="nccl", init_method="env://", world_size=args.world_size, rank=rank)
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    torch.cuda.set_device(gpu)
    model.cuda(gpu)
    criterion = nn.CrossEntropyLoss().cuda(gpu)
    optimizer = torch.optim.SGD(model.parameters(), 1e-2)
    model = nn.parallel.DistributedDataParallel(model, device_ids=[gpu])
    g = torch.Generator().manual_seed(0)
    data = torch.utils.data.TensorDataset(torch.randn(32, 4, generator=g), torch.randint(0, 2, (32,), generator=g))
    sampler = torch.utils.data.distributed.DistributedSampler(data, num_replicas=args.world_size, rank=rank)
    loader = torch.utils.data.DataLoader(data, batch_size=8, shuffle=False, num_workers=0, pin_memory=False, sampler=sampler)
    for epoch in range(args.epochs):
        sampler.set_epoch(epoch)
        for images, labels in loader:
            images = images.cuda(non_blocking=True)
            labels = labels.cuda(non_blocking=True)
            loss = criterion(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
