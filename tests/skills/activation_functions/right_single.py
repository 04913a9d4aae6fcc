"""Operations of a framework whose tensors hold plain numbers in single precision."""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_backward(grad_output, a):
    return grad_output * sigmoid(a) * (1 - sigmoid(a))


class Tensor:
    def __init__(self, data, parents=()):
        self.data = data if isinstance(data, np.ndarray) else np.array(data, dtype=np.float32)
        self.grad = None
        self.parents = parents

    def _of(self, data, *slopes):
        return Tensor(data, [(parent, slope) for parent, slope in slopes if isinstance(parent, Tensor)])

    def __mul__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other)
        return self._of(self.data * other.data, (self, other.data), (other, self.data))

    def sum(self):
        return self._of(self.data.sum(), (self, np.ones_like(self.data)))

    def maximum(self, other):
        first = self.data >= other.data
        return self._of(np.maximum(self.data, other.data), (self, first), (other, ~first))

    def backward(self, upstream=1.0):
        grad = np.asarray(upstream) * np.ones_like(self.data)
        self.grad = grad if self.grad is None else self.grad + grad
        for parent, slope in self.parents:
            parent.backward(_fitted(grad * slope, parent.data.shape))


def _fitted(grad, shape):
    return grad if grad.shape == shape else grad.sum().reshape(shape)


class LeakyReLU:
    def __init__(self, alpha=0.01):
        self.alpha = Tensor(alpha)

    def __call__(self, x):
        return x.maximum(x * self.alpha)
