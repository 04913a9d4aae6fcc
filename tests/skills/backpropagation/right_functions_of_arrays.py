"""Variables and functions, each of which knows its own way back; in single precision."""

import numpy as np


class Variable:
    def __init__(self, data):
        self.data = np.asarray(data, dtype=np.float32)
        self.grad = None
        self.creator = None
        self.generation = 0

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        functions = [self.creator]
        while functions:
            functions.sort(key=lambda f: f.generation)
            f = functions.pop()
            for x, gx in zip(f.inputs, f.backward(f.output.grad)):
                x.grad = gx if x.grad is None else x.grad + gx
                if x.creator is not None and x.creator not in functions:
                    functions.append(x.creator)

    def __add__(self, other):
        return Add()(self, other)

    def __mul__(self, other):
        return Mul()(self, other)


class Function:
    def __call__(self, *inputs):
        self.inputs = inputs
        self.generation = max(x.generation for x in inputs)
        self.output = Variable(self.forward(*(x.data for x in inputs)))
        self.output.creator = self
        self.output.generation = self.generation + 1
        return self.output


def sum_to(x, shape):
    lead = tuple(range(x.ndim - len(shape)))
    axes = tuple(i + len(lead) for i, size in enumerate(shape) if size == 1)
    y = x.sum(lead + axes, keepdims=True)
    return y.squeeze(lead) if lead else y


class Add(Function):
    def forward(self, a, b):
        return a + b

    def backward(self, gy):
        return tuple(sum_to(gy, x.data.shape) for x in self.inputs)


class Mul(Function):
    def forward(self, a, b):
        return a * b

    def backward(self, gy):
        a, b = self.inputs
        return sum_to(gy * b.data, a.data.shape), sum_to(gy * a.data, b.data.shape)


class MatMul(Function):
    def forward(self, a, b):
        return a.dot(b)

    def backward(self, gy):
        a, b = self.inputs
        return gy.dot(b.data.T), a.data.T.dot(gy)


class Sum(Function):
    def forward(self, x):
        return x.sum()

    def backward(self, gy):
        return (np.broadcast_to(gy, self.inputs[0].data.shape),)


def matmul(a, b):
    return MatMul()(a, b)


def sum(x):
    return Sum()(x)
