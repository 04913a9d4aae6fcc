import numpy as np


class Callback:
    def on_train_begin(self, logs=None):
        pass

    def on_train_end(self, logs=None):
        pass

    def on_epoch_begin(self, epoch, logs=None):
        pass

    def on_epoch_end(self, epoch, logs=None):
        pass

    def on_batch_begin(self, batch, logs=None):
        pass

    def on_batch_end(self, batch, logs=None):
        pass


class CallbackTrainer:
    """Logistic regression, trained by mini-batches, with callbacks all along."""

    def __init__(self, lr=0.1, callbacks=None):
        self.lr = lr
        self.callbacks = callbacks or []

    def _tell(self, event, *args):
        for callback in self.callbacks:
            getattr(callback, event)(*args)

    def fit(self, X, y, epochs=5, batch_size=2):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        self._tell("on_train_begin")
        for epoch in range(epochs):
            self._tell("on_epoch_begin", epoch)
            for batch, i in enumerate(range(0, len(X), batch_size)):
                self._tell("on_batch_begin", batch)
                loss = self._step(X[i : i + batch_size], y[i : i + batch_size])
                self._tell("on_batch_end", batch, {"loss": loss})
            self._tell("on_epoch_end", epoch, {"loss": loss})
        self._tell("on_train_end")
        return self

    def _step(self, xb, yb):
        p = 1 / (1 + np.exp(-(xb @ self.w + self.b)))
        self.w -= self.lr * xb.T @ (p - yb) / len(xb)
        self.b -= self.lr * np.mean(p - yb)
        return float(-np.mean(yb * np.log(p + 1e-9) + (1 - yb) * np.log(1 - p + 1e-9)))


class CyclicLR:
    """Triangular, as in Smith (2017)."""

    def __init__(self, base_lr=0.001, max_lr=0.006, step_size=2000):
        self.base_lr, self.max_lr, self.step_size = base_lr, max_lr, step_size

    def __call__(self, iteration):
        cycle = np.floor(1 + iteration / (2 * self.step_size))
        x = np.abs(iteration / self.step_size - 2 * cycle + 1)
        return self.base_lr + (self.max_lr - self.base_lr) * max(0.0, 1 - x)
