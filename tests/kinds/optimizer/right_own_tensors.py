import numpy as np


class Tensor:
    def __init__(self, data, requires_grad=False):
        self.data = np.asarray(data, dtype=float)
        self.requires_grad = requires_grad
        self.grad = np.zeros_like(self.data) if requires_grad else None

    def __mul__(self, other):
        return Tensor(self.data * other.data)

    def backward(self):
        self.grad = np.ones_like(self.data)

    def zero_grad(self):
        self.grad = np.zeros_like(self.data)


class SGD:
    def __init__(self, params, lr=0.01, momentum=0.9):
        self.params = [p for p in params if isinstance(p, Tensor) and p.requires_grad]
        self.lr, self.momentum = lr, momentum
        self.v = [np.zeros_like(p.data) for p in self.params]

    def step(self):
        for i, p in enumerate(self.params):
            self.v[i] = self.momentum * self.v[i] + p.grad
            p.data -= self.lr * self.v[i]
