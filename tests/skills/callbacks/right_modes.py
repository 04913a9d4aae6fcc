import copy
import os
import pickle

import numpy as np


class EarlyStopper:  # losses within a band above the best do not count
    def __init__(self, patience=1, min_delta=0):
        self.patience = patience
        self.min_delta = min_delta
        self.counter = 0
        self.min_validation_loss = float("inf")

    def early_stop(self, validation_loss):
        if validation_loss < self.min_validation_loss:
            self.min_validation_loss = validation_loss
            self.counter = 0
        elif validation_loss > (self.min_validation_loss + self.min_delta):
            self.counter += 1
            if self.counter >= self.patience:
                return True
        return False


class EarlyStopping:  # ties are better; min or max
    def __init__(self, patience=7, mode="min", delta=0.0, verbose=False):
        self.patience, self.mode, self.delta, self.verbose = patience, mode, delta, verbose
        self.counter, self.best_score, self.early_stop = 0, None, False

    def __call__(self, metric):
        score = -metric if self.mode == "min" else metric
        if self.best_score is None:
            self.best_score = score
        elif score < self.best_score + self.delta:
            self.counter += 1
            if self.counter >= self.patience:
                self.early_stop = True
        else:
            self.best_score = score
            self.counter = 0


class OfAccuracy:  # told an accuracy, with a mode
    def __init__(self, patience=3, min_delta=0.0, mode="max"):
        self.patience, self.min_delta, self.mode = patience, min_delta, mode
        self.best = -np.inf if mode == "max" else np.inf
        self.wait = 0

    def step(self, val_acc):
        better = val_acc > self.best + self.min_delta if self.mode == "max" else val_acc < self.best - self.min_delta
        if better:
            self.best, self.wait = val_acc, 0
        else:
            self.wait += 1
        return self.wait >= self.patience


class RestoresBest:  # remembers the best weights, and gives them back
    def __init__(self, patience=5, min_delta=0.0, restore_best_weights=True):
        self.patience, self.min_delta, self.restore_best_weights = patience, min_delta, restore_best_weights
        self.best_model, self.best_loss, self.counter, self.status = None, None, 0, ""

    def __call__(self, model, val_loss):
        if self.best_loss is None:
            self.best_loss, self.best_model = val_loss, copy.deepcopy(model.state_dict())
        elif self.best_loss - val_loss > self.min_delta:
            self.best_model, self.best_loss, self.counter = copy.deepcopy(model.state_dict()), val_loss, 0
        else:
            self.counter += 1
            if self.counter >= self.patience:
                self.status = f"Stopped on {self.counter}"
                if self.restore_best_weights:
                    model.load_state_dict(self.best_model)
                return True
        self.status = f"{self.counter}/{self.patience}"
        return False


class Plain:  # no min_delta, no mode
    def __init__(self, patience):
        self.patience, self.history = patience, []

    def update(self, loss):
        self.history.append(loss)
        best = int(np.argmin(self.history))
        return len(self.history) - 1 - best >= self.patience


class OwnPatience:  # its patience is its own
    def __init__(self):
        self.best, self.bad = None, 0

    def step(self, val_loss):
        if self.best is None or val_loss < self.best:
            self.best, self.bad = val_loss, 0
        else:
            self.bad += 1
        return self.bad >= 5


class ModelCheckpoint:  # every n epochs
    def __init__(self, save_dir, every=1):
        self.save_dir, self.every = save_dir, every

    def on_epoch_end(self, epoch, model):
        if (epoch + 1) % self.every == 0:
            path = os.path.join(self.save_dir, f"epoch_{epoch + 1}.pkl")
            pickle.dump(model.get_weights(), open(path, "wb"))


class PeriodicCheckpoint:  # from epoch 0 on
    def __init__(self, path, save_freq=1):
        self.path, self.save_freq = path, save_freq

    def step(self, epoch, loss, model):
        if epoch % self.save_freq == 0:
            with open(self.path, "wb") as f:
                pickle.dump({"epoch": epoch, "loss": loss, "weights": model.get_weights()}, f)


class EveryEpoch:  # one file for each epoch
    def __init__(self, folder):
        self.folder = folder

    def on_epoch_end(self, epoch, logs, model):
        np.savez(f"{self.folder}/weights_{epoch}.npz", *model.get_weights())


class BestOfMode:
    def __init__(self, filepath, monitor="val_loss", mode="min", save_best_only=True, verbose=0):
        self.filepath, self.monitor, self.mode, self.save_best_only = filepath, monitor, mode, save_best_only
        self.best = float("inf") if mode == "min" else -float("inf")

    def on_epoch_end(self, epoch, logs, model):
        current = logs[self.monitor]
        improved = current < self.best if self.mode == "min" else current > self.best
        if improved or not self.save_best_only:
            if improved:
                self.best = current
            model.save(self.filepath)


class BestAndEvery:  # the best among every n-th
    def __init__(self, path, period=1):
        self.path, self.period, self.best = path, period, None

    def __call__(self, epoch, val_loss, model):
        if (epoch + 1) % self.period:
            return
        if self.best is None or val_loss < self.best:
            self.best = val_loss
            pickle.dump(model, open(self.path, "wb"))
