"""Ours: shows the package's training as a function of arrays."""

import sys
from pathlib import Path

import numpy as np

# Its folder is called torch, so only the folder's inside may be searched.
sys.path.append(str(Path(__file__).parent / "torch"))

from minitorch import Linear, Pipeline, Sequential, Tensor


class Descent:
    """The plain step, in the place of an Adam whose rate is written into the pipeline."""

    def __init__(self, parameters, **_):
        self.parameters, self.lr, self.base_lr = parameters, 0.0, 0.0

    def step(self):
        for parameter in self.parameters:
            parameter.data -= self.lr * parameter.grad

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad.fill(0.0)

    def update_lr(self, factor):
        self.lr = self.base_lr * factor


def train(x, y, weight, bias, epochs, lr):
    layer = Linear(x.shape[1], 1)
    layer.W.data[...] = weight[:, None]
    layer.b.data[...] = bias
    loop = Pipeline(Sequential(layer), optimizer=Descent, batch_size=len(x))
    loop.optimizer.lr = loop.optimizer.base_lr = lr
    loop.mean, loop.std = np.zeros(x.shape[1]), np.ones(x.shape[1])
    loop.fit(Tensor(x), Tensor(y[:, None].astype(float)), epochs=epochs)
    return layer.W.data[:, 0], layer.b.data[0]
