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
