"""Plain arrays, in a file that has numbers of its own besides."""

import numpy as np


def dropout(x, rate=0.5, train=True):
    if not train:
        return x
    keep = np.random.rand(*x.shape) > rate
    return np.where(keep, x, 0) / (1 - rate)


class Value:
    def __init__(self, data, parents=(), back=lambda g: ()):
        self.data, self.parents, self.back, self.grad = data, parents, back, 0.0
    def __add__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.data+o.data, (self, o), lambda g: (g, g))
    __radd__ = __add__
    def __mul__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.data*o.data, (self, o), lambda g: (g*o.data, g*self.data))
    __rmul__ = __mul__
    def backward(self):
        order, seen = [], set()
        def visit(v):
            if v not in seen:
                seen.add(v)
                for p in v.parents: visit(p)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            for p, g in zip(v.parents, v.back(v.grad)):
                p.grad += g
