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


class CountsEpochs:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience, self.epoch = patience, 0

    def step(self, loss):
        self.epoch += 1
        return self.epoch > self.patience


class SavesAlways:
    def __init__(self, path):
        self.path = path

    def step(self, loss, model):
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


class SavesWhatItRemembers:  # the weights are remembered, and written one step late
    def __init__(self, path):
        self.path, self.best, self.weights = path, float("inf"), None

    def step(self, val_loss, model):
        if val_loss < self.best:
            self.best = val_loss
            pickle.dump(self.weights or model.get_weights(), open(self.path, "wb"))
        self.weights = model.get_weights()


class NeedsARun:
    def __init__(self, run):
        self.run = run

    def step(self, loss):
        return self.run.stop(loss)


class NothingToSee:
    def __init__(self, patience=3):
        self.patience = patience

    def step(self, loss):
        self.seen = loss


def raises(losses, patience):
    raise KeyError("val_loss")
