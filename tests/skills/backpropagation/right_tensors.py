"""Autograd on arrays, with functions beside the class."""

import numpy as np


class Tensor:
    tape = []

    def __init__(self, data, requires_grad=False):
        self.data = np.asarray(data, dtype=float)
        self.requires_grad = requires_grad
        self.grad = None
        self.creator = None
        self.generation = 0

    def _make(self, data, inputs, pull):
        out = Tensor(data, requires_grad=True)
        out.creator = (inputs, pull)
        out.generation = 1 + max(item.generation for item in inputs)
        return out

    def __add__(self, other):
        other = as_tensor(other)
        return self._make(self.data + other.data, (self, other), lambda g: (g, g))

    def __mul__(self, other):
        other = as_tensor(other)
        return self._make(self.data * other.data, (self, other), lambda g: (g * other.data, g * self.data))

    def __sub__(self, other):
        other = as_tensor(other)
        return self._make(self.data - other.data, (self, other), lambda g: (g, -g))

    def __truediv__(self, other):
        other = as_tensor(other)
        return self._make(
            self.data / other.data,
            (self, other),
            lambda g: (g / other.data, -g * self.data / other.data**2),
        )

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self, grad=None):
        self.grad = np.ones_like(self.data) if grad is None else grad
        waiting = [self]
        while waiting:
            waiting.sort(key=lambda item: item.generation)
            node = waiting.pop()
            if node.creator is None:
                continue
            inputs, pull = node.creator
            for item, gradient in zip(inputs, pull(node.grad)):
                item.grad = gradient if item.grad is None else item.grad + gradient
                if item not in waiting:
                    waiting.append(item)


def as_tensor(value):
    return value if isinstance(value, Tensor) else Tensor(value)


def sigmoid(x):
    s = 1 / (1 + np.exp(-x.data))
    return x._make(s, (x,), lambda g: (g * s * (1 - s),))


def exp(x):
    return x._make(np.exp(x.data), (x,), lambda g: (g * np.exp(x.data),))


def log(x):
    return x._make(np.log(x.data), (x,), lambda g: (g / x.data,))


class Variable:
    """Takes arrays of at least one axis only."""

    def __init__(self, array):
        assert array.ndim >= 1
        self.array = array
        self.grad = np.zeros_like(array)
        self.back = lambda: None
        self.inputs = []

    def __add__(self, other):
        out = Variable(self.array + other.array)

        def back():
            self.grad = self.grad + out.grad
            other.grad = other.grad + out.grad

        out.back, out.inputs = back, [self, other]
        return out

    def __mul__(self, other):
        out = Variable(self.array * other.array)

        def back():
            self.grad = self.grad + out.grad * other.array
            other.grad = other.grad + out.grad * self.array

        out.back, out.inputs = back, [self, other]
        return out

    def backward(self):
        order = []

        def visit(node):
            if all(node is not seen for seen in order):
                for item in node.inputs:
                    visit(item)
                order.append(node)

        visit(self)
        self.grad = np.ones_like(self.array)
        for node in order[::-1]:
            node.back()
