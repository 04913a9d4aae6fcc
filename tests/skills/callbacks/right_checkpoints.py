import os
import pickle

import numpy as np


class ModelCheckpoint:  # keras style, model.save
    def __init__(self, filepath, monitor="val_loss", save_best_only=False, verbose=1):
        self.filepath, self.monitor, self.save_best_only, self.best, self.model = (
            filepath, monitor, save_best_only, None, None,
        )

    def on_epoch_end(self, epoch, logs=None):
        now = logs[self.monitor]
        if self.save_best_only and self.best is not None and now >= self.best:
            return
        self.best = now
        self.model.save(self.filepath)


class Pickles:
    def __init__(self, path):
        self.path, self.best = path, float("inf")

    def __call__(self, loss, model):
        if loss < self.best:
            self.best = loss
            with open(self.path, "wb") as f:
                pickle.dump(model, f)


class Arrays:  # np.savez, one file for each improvement
    def __init__(self, save_dir="checkpoints"):
        self.save_dir, self.best_loss = save_dir, None
        os.makedirs(save_dir, exist_ok=True)

    def save_if_best(self, model, epoch, val_loss):
        if self.best_loss is None or val_loss < self.best_loss:
            self.best_loss = val_loss
            weights = {str(i): w for i, w in enumerate(model.get_weights())}
            np.savez(os.path.join(self.save_dir, f"model_{epoch}.npz"), **weights)
        with open(os.path.join(self.save_dir, "log.txt"), "a") as f:
            f.write(f"{epoch} {val_loss}\n")


class OfAccuracy:
    def __init__(self, filename="best.pkl"):
        self.filename, self.best_acc = filename, -np.inf

    def update(self, val_acc, model):
        if val_acc > self.best_acc:
            self.best_acc = val_acc
            pickle.dump(model.state_dict(), open(self.filename, "wb"))


def save_if_better(model, loss, best_loss, path):
    if loss < best_loss:
        pickle.dump(model.get_weights(), open(path, "wb"))
        return True, loss
    return False, best_loss


class HardCoded:
    best = None

    def step(self, val_loss, model):
        if self.best is None or val_loss < self.best:
            self.best = val_loss
            np.save("best_model", model.get_weights()[0])
