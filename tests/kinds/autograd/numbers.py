"""Classes that differentiate, each in a way of its own."""

import numpy as np


class Plain:
    def __init__(self, data, made_of=()):
        self.data, self.made_of, self.grad = data, made_of, 0.0

    def __add__(self, other):
        return type(self)(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return type(self)(self.data * other.data, ((self, other.data), (other, self.data)))

    def backward(self, gradient=1.0):
        self.grad = self.grad + gradient
        for item, slope in self.made_of:
            item.backward(slope * gradient)


class Named(Plain):
    __add__ = __mul__ = None

    def add(self, other):
        return Plain.__add__(self, other)

    def mul(self, other):
        return Plain.__mul__(self, other)

    def backward(self, gradient):
        Plain.backward(self, gradient)


class OfArrays(Plain):
    def __init__(self, data, made_of=()):
        assert isinstance(data, np.ndarray | np.generic)
        super().__init__(data, made_of)


def relu(x):
    return type(x)(max(x.data, 0.0), ((x, float(x.data > 0)),))


class NoBackward:
    def __init__(self, data):
        self.data = data


class OnlySums(Plain):
    __mul__ = None
