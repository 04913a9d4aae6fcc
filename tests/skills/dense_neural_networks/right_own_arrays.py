"""Dialect F: an array type of the learner's own, one for arrays and one for numbers."""
import math

import numpy as np


class Tensor:
    def __init__(self, data, requires_grad=False, parents=(), back=None):
        self.data = np.asarray(data, dtype=float)
        self.grad = None
        self.requires_grad = requires_grad
        self.parents = parents
        self.back = back

    def __add__(self, other):
        def back(g):
            return g, g.sum(axis=0) if other.data.ndim < g.ndim else g

        return Tensor(self.data + other.data, True, (self, other), back)

    def __mul__(self, other):
        return Tensor(self.data * other.data, True, (self, other), lambda g: (g * other.data, g * self.data))

    def __matmul__(self, other):
        return Tensor(self.data @ other.data, True, (self, other), lambda g: (g @ other.data.T, self.data.T @ g))

    def sum(self):
        return Tensor(self.data.sum(), True, (self,), lambda g: (g * np.ones_like(self.data),))

    def relu(self):
        return Tensor(np.maximum(self.data, 0), True, (self,), lambda g: (g * (self.data > 0),))

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            if node.back is not None:
                for parent, gradient in zip(node.parents, node.back(node.grad)):
                    parent.grad = gradient if parent.grad is None else parent.grad + gradient


def leaky_relu(x: Tensor, alpha=0.01):
    slopes = np.where(x.data > 0, 1.0, alpha)
    return Tensor(x.data * slopes, True, (x,), lambda g: (g * slopes,))


class Linear:
    def __init__(self, n_in, n_out):
        self.w = Tensor(np.random.randn(n_in, n_out) * 0.3, requires_grad=True)
        self.b = Tensor(np.zeros(n_out), requires_grad=True)

    def __call__(self, x):
        return x @ self.w + self.b

    def parameters(self):
        return [self.w, self.b]


class MLP:
    def __init__(self, sizes):
        self.layers = [Linear(i, o) for i, o in zip(sizes, sizes[1:])]

    def __call__(self, x):
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x)

    def parameters(self):
        return [parameter for layer in self.layers for parameter in layer.parameters()]


class Value:
    """One number that knows its gradient."""

    def __init__(self, data, children=()):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(children)

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def back():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = back
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,))

        def back():
            self.grad += (1 - t**2) * out.grad

        out._backward = back
        return out

    def backward(self):
        topo, visited = [], set()

        def build(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build(child)
                topo.append(v)

        build(self)
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()


class Neuron:
    def __init__(self, nin):
        self.w = [Value(0.1 * i) for i in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        return sum((wi * xi for wi, xi in zip(self.w, x)), self.b)


class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, x):
        out = [n(x) for n in self.neurons]
        return out[0] if len(out) == 1 else out
