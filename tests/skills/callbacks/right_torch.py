import os

import torch
from torch import nn


class EarlyStopping:
    def __init__(self, patience=5, delta=0.0, path="best.pt"):
        self.patience, self.delta, self.path, self.best, self.counter, self.early_stop = patience, delta, path, None, 0, False

    def __call__(self, val_loss, model: nn.Module):
        if self.best is None or val_loss < self.best - self.delta:
            self.best, self.counter = val_loss, 0
            torch.save(model.state_dict(), self.path)
        else:
            self.counter += 1
            self.early_stop = self.counter >= self.patience


class ModelCheckpoint:
    def __init__(self, dirpath, monitor="val_loss", save_best_only=False):
        os.makedirs(dirpath, exist_ok=True)
        self.dirpath, self.save_best_only, self.best = dirpath, save_best_only, float("inf")

    def step(self, epoch, val_loss, model, optimizer):
        if val_loss < self.best or not self.save_best_only:
            self.best = min(self.best, val_loss)
            torch.save(
                {"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict()},
                os.path.join(self.dirpath, f"epoch_{epoch}.pt"),
            )
            return True
        return False


def save_best(model, val_loss, best_loss, path="best.pth"):
    if val_loss < best_loss:
        torch.save(model, path)
        best_loss = val_loss
    return best_loss
