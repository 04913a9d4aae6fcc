import math

import numpy as np


class EarlyStopping:  # es(val_loss, model), sets early_stop, saves a checkpoint
    def __init__(self, patience=7, verbose=False, delta=0, path="checkpoint.npy", trace_func=print):
        self.patience = patience
        self.verbose = verbose
        self.counter = 0
        self.best_score = None
        self.early_stop = False
        self.val_loss_min = np.inf
        self.delta = delta
        self.path = path
        self.trace_func = trace_func

    def __call__(self, val_loss, model):
        score = -val_loss
        if self.best_score is None:
            self.best_score = score
            self.save_checkpoint(val_loss, model)
        elif score <= self.best_score + self.delta:
            self.counter += 1
            self.trace_func(f"EarlyStopping counter: {self.counter} out of {self.patience}")
            if self.counter >= self.patience:
                self.early_stop = True
        else:
            self.best_score = score
            self.save_checkpoint(val_loss, model)
            self.counter = 0

    def save_checkpoint(self, val_loss, model):
        np.save(self.path, model.get_weights()[0])
        self.val_loss_min = val_loss


class Stopper:  # step(val_loss) -> bool
    def __init__(self, patience=5, min_delta=0.0):
        self.patience, self.min_delta, self.wait, self.best_loss = patience, min_delta, 0, float("inf")

    def step(self, val_loss):
        if val_loss < self.best_loss - self.min_delta:
            self.best_loss = val_loss
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


class OfAccuracy:  # check(acc, model): higher is better
    def __init__(self, tolerance=3, min_delta=0.0):
        self.tolerance, self.min_delta, self.best, self.bad, self.should_stop = tolerance, min_delta, None, 0, False

    def check(self, acc, model):
        if self.best is None or acc > self.best + self.min_delta:
            self.best, self.bad, self.state = acc, 0, dict(model.state_dict())
        else:
            self.bad += 1
            self.should_stop = self.bad >= self.tolerance
        return self.best == acc


class OfScore:  # nothing says that higher is better
    def __init__(self, patience=3, threshold=0.0):
        self.patience, self.threshold, self.best, self.n = patience, threshold, None, 0

    def update(self, score):
        if self.best is None or score > self.best + self.threshold:
            self.best, self.n = score, 0
            return False
        self.n += 1
        return self.n >= self.patience


class WithMode:
    def __init__(self, patience=3, mode="max", min_delta=0.0):
        self.patience, self.mode, self.min_delta, self.best, self.count = patience, mode, min_delta, None, 0

    def is_better(self, metric):
        if self.best is None:
            return True
        if self.mode == "min":
            return metric < self.best - self.min_delta
        return metric > self.best + self.min_delta

    def __call__(self, metric):
        if self.is_better(metric):
            self.best, self.count = metric, 0
        else:
            self.count += 1
        return False if self.count < self.patience else True


class Callback:
    def set_model(self, model):
        self.model = model

    def on_train_begin(self, logs=None):
        pass


class KerasStyle(Callback):
    def __init__(self, monitor="val_accuracy", patience=0, min_delta=0, restore_best_weights=True):
        self.monitor, self.patience, self.min_delta, self.restore = monitor, patience, min_delta, restore_best_weights

    def on_train_begin(self, logs=None):
        self.wait, self.stopped_epoch, self.best, self.weights = 0, 0, math.inf, None

    def on_epoch_end(self, epoch, logs=None):
        current = (logs or {}).get(self.monitor)
        if current < self.best - self.min_delta:
            self.best, self.wait, self.weights = current, 0, self.model.get_weights()
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.stopped_epoch = epoch
                self.model.stop_training = True


class Asked:  # update(loss), should_stop()
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta, self.losses = patience, min_delta, []

    def add(self, loss):
        self.losses.append(loss)

    def should_stop(self):
        best, at = math.inf, -1
        for i, loss in enumerate(self.losses):
            if loss < best - self.min_delta:
                best, at = loss, i
        return len(self.losses) - 1 - at >= self.patience


class Raises:
    class StopTraining(Exception):
        pass

    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.n, self.stopped = patience, min_delta, math.inf, 0, False

    def on_epoch_end(self, epoch, train_loss, val_loss):
        if val_loss < self.best - self.min_delta:
            self.best, self.n = val_loss, 0
        else:
            self.n += 1
        if self.n >= self.patience:
            raise self.StopTraining(epoch)


def should_stop(val_losses, patience=3, min_delta=0.0):  # the list so far
    best, at = math.inf, -1
    for i, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, at = loss, i
    return len(val_losses) - 1 - at >= patience


def early_stopping(losses, patience=3, min_delta=0.0):  # the contract itself
    stop = np.zeros(len(losses), dtype=int)
    for i in range(len(losses)):
        if should_stop(losses[: i + 1], patience, min_delta):
            stop[i:] = 1
            break
    return stop


def stopping_epoch(losses, patience=3, min_delta=0.0):  # the step where it stops
    trace = early_stopping(losses, patience, min_delta)
    return int(np.argmax(trace)) if trace.any() else None


def check_stop(val_loss, best_loss, counter, patience, min_delta=0.0):  # the state is handed in and out
    if val_loss < best_loss - min_delta:
        best_loss, counter = val_loss, 0
    else:
        counter += 1
    return counter >= patience, best_loss, counter
