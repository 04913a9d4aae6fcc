"""Right resumable training with torch: weights, optimizer, chance and epoch lie in the checkpoint."""

import argparse
import os

import torch
from torch import nn


def resumable_train(checkpoint_dir, epochs=10, lr=0.01, seed=0):
    path = os.path.join(checkpoint_dir, "last.pt")
    torch.manual_seed(seed)
    x, y = torch.randn(16, 3), torch.randn(16, 1)
    model = nn.Sequential(nn.Linear(3, 4), nn.Dropout(0.2), nn.Linear(4, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    start = 0
    if os.path.exists(path):
        state = torch.load(path, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        start = state["epoch"] + 1
    for epoch in range(start, epochs):
        for rows in torch.randperm(16).split(4):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
        torch.save({
            "model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch,
            "rng": torch.get_rng_state(),
        }, path)
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output-dir", default=os.environ.get("SM_MODEL_DIR", "out"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--learning-rate", type=float, default=0.1)
    args = parser.parse_args()
    resumable_train(args.output_dir, args.epochs, args.learning_rate)


def train_jobs(checkpoint_path, num_epochs=5, learning_rate=0.1, seed=42, resume=True):
    torch.manual_seed(seed)
    x, y = torch.randn(20, 3), torch.randn(20, 1)
    model = nn.Linear(3, 1)
    opt = torch.optim.Adam(model.parameters(), lr=learning_rate)
    sched = torch.optim.lr_scheduler.StepLR(opt, 2)
    start = 0
    if resume and os.path.exists(checkpoint_path):
        ck = torch.load(checkpoint_path)
        model.load_state_dict(ck["model"]); opt.load_state_dict(ck["opt"]); sched.load_state_dict(ck["sched"])
        start = ck["epoch"]
    for epoch in range(start, num_epochs):
        for xb, yb in zip(x.split(5), y.split(5)):
            opt.zero_grad(); nn.functional.mse_loss(model(xb), yb).backward(); opt.step()
        sched.step()
        tmp = checkpoint_path + ".tmp"
        torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "sched": sched.state_dict(), "epoch": epoch + 1}, tmp)
        os.replace(tmp, checkpoint_path)
    return {"model": model, "epoch": num_epochs}
