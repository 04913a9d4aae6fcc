import pickle


class NeverResets:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.n = patience, min_delta, float("inf"), 0

    def step(self, loss):
        if loss < self.best - self.min_delta:
            self.best = loss
        else:
            self.n += 1
        return self.n >= self.patience


class ComparesWithTheLast:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.min_delta, self.last, self.n, self.early_stop = patience, min_delta, float("inf"), 0, False

    def __call__(self, val_loss):
        self.n = 0 if val_loss < self.last - self.min_delta else self.n + 1
        self.last = val_loss
        if self.n >= self.patience:
            self.early_stop = True


class TooPatient:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.n = patience, min_delta, float("inf"), 0

    def step(self, loss):
        if loss < self.best - self.min_delta:
            self.best, self.n = loss, 0
        else:
            self.n += 1
        return self.n > self.patience


class TooHasty:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.n, self.stop = patience, min_delta, float("inf"), 0, False

    def update(self, val_loss):
        if val_loss < self.best - self.min_delta:
            self.best, self.n = val_loss, 0
        else:
            self.n += 1
        if self.n >= self.patience - 1:
            self.stop = True


class CountsEpochs:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.epoch, self.best = patience, 0, None

    def step(self, loss):
        self.epoch += 1
        return self.epoch > self.patience


class WrongSide:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.n = patience, min_delta, float("inf"), 0

    def step(self, val_loss):
        if val_loss < self.best + self.min_delta:
            self.best, self.n = val_loss, 0
        else:
            self.n += 1
        return self.n >= self.patience


class IgnoresMinDelta:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.n = patience, min_delta, float("inf"), 0

    def step(self, val_loss):
        self.n = 0 if val_loss < self.best else self.n + 1
        self.best = min(self.best, val_loss)
        return self.n >= self.patience


class OneMode:  # max is written, and never looked at
    def __init__(self, patience=3, min_delta=0.0, mode="min"):
        self.patience, self.min_delta, self.mode, self.best, self.n = patience, min_delta, mode, None, 0

    def step(self, metric):
        if self.best is None or metric < self.best - self.min_delta:
            self.best, self.n = metric, 0
        else:
            self.n += 1
        return self.n >= self.patience


class SavesAlways:  # the best is compared, and never kept
    def __init__(self, path):
        self.path, self.best = path, float("inf")

    def step(self, val_loss, model):
        if val_loss < self.best:
            pickle.dump(model.get_weights(), open(self.path, "wb"))


class SavesWhenItFalls:
    def __init__(self, path):
        self.path, self.last = path, float("inf")

    def step(self, val_loss, model):
        if val_loss < self.last:
            pickle.dump(model.get_weights(), open(self.path, "wb"))
        self.last = val_loss


class SavesTheWorst:
    def __init__(self, path):
        self.path, self.best = path, -float("inf")

    def step(self, val_loss, model):
        if val_loss > self.best:
            self.best = val_loss
            pickle.dump(model.get_weights(), open(self.path, "wb"))


class NeverTheFirst:
    def __init__(self, path):
        self.path, self.best = path, None

    def step(self, val_loss, model):
        if self.best is None:
            self.best = val_loss
        elif val_loss < self.best:
            self.best = val_loss
            pickle.dump(model.get_weights(), open(self.path, "wb"))


class SavesWhatItRemembers:  # the weights are remembered, and written one step late
    def __init__(self, path):
        self.path, self.best, self.weights = path, float("inf"), None

    def step(self, val_loss, model):
        if val_loss < self.best:
            self.best = val_loss
            pickle.dump(self.weights or model.get_weights(), open(self.path, "wb"))
        self.weights = model.get_weights()


class IgnoresTheMode:
    def __init__(self, filepath, mode="min"):
        self.filepath, self.mode, self.best = filepath, mode, float("inf")

    def step(self, metric, model):
        if metric < self.best:
            self.best = metric
            pickle.dump(model.get_weights(), open(self.filepath, "wb"))


class KeepsTheFirst:  # < is written the wrong way round
    def __init__(self, filepath):
        self.filepath, self.best = filepath, None

    def step(self, val_loss, model):
        if self.best is None or self.best < val_loss < 0:
            self.best = val_loss
            pickle.dump(model.get_weights(), open(self.filepath, "wb"))
