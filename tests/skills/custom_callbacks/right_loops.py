"""Right loops that call callbacks on torch models."""

from torch import nn

class Trainer:
    def __init__(self, model, optimizer, loss_fn, callbacks=None):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.callbacks = callbacks or []

    def _call(self, name, *args):
        for callback in self.callbacks:
            getattr(callback, name)(self, *args)

    def fit(self, loader, epochs):
        self._call("on_train_begin")
        for epoch in range(epochs):
            self._call("on_epoch_begin", epoch)
            self.model.train()
            for i, (x, y) in enumerate(loader):
                self._call("on_batch_begin", i)
                self.optimizer.zero_grad()
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                self.optimizer.step()
                self._call("on_batch_end", i, {"loss": loss.item()})
            self._call("on_epoch_end", epoch, {"loss": loss.item()})
        self._call("on_train_end")


def train_with_callbacks(model, loader, criterion, optimizer, n_epochs, callback):
    callback.before_fit()
    for epoch in range(n_epochs):
        callback.before_epoch()
        for x, y in loader:
            callback.before_batch()
            loss = criterion(model(x), y)
            callback.after_loss()
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            callback.after_batch()
        callback.after_epoch()
    callback.after_fit()


class CallbackHandler:
    def __init__(self, callbacks):
        self.callbacks = callbacks

    def fire(self, name, *a, **k):
        for cb in self.callbacks:
            if hasattr(cb, name):
                getattr(cb, name)(*a, **k)


class Learner:
    def __init__(self, model, train_dl, loss_func, opt, cbs):
        self.model, self.dl, self.loss_func, self.opt = model, train_dl, loss_func, opt
        self.handler = CallbackHandler(cbs)

    def one_batch(self, xb, yb):
        self.handler.fire("before_batch", self)
        self.loss = self.loss_func(self.model(xb), yb)
        self.loss.backward()
        self.opt.step()
        self.opt.zero_grad()
        self.handler.fire("after_batch", self)

    def fit(self, epochs):
        self.handler.fire("before_fit", self)
        for self.epoch in range(epochs):
            self.handler.fire("before_epoch", self)
            for xb, yb in self.dl:
                self.one_batch(xb, yb)
            self.handler.fire("after_epoch", self)
        self.handler.fire("after_fit", self)


def keras_like(model, loader, loss_fn, optimizer, epochs=3, callbacks=()):
    logs = {}
    for cb in callbacks:
        cb.on_train_begin(logs)
    for epoch in range(epochs):
        for cb in callbacks:
            cb.on_epoch_begin(epoch, logs)
        for step, (x, y) in enumerate(loader):
            for cb in callbacks:
                cb.on_train_batch_begin(step, logs)
            loss = loss_fn(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            for cb in callbacks:
                cb.on_train_batch_end(step, {"loss": loss.item()})
        for cb in callbacks:
            cb.on_epoch_end(epoch, logs)
    for cb in callbacks:
        cb.on_train_end(logs)
