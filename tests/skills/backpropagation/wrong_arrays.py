"""Arrays whose gradients are wrong."""

import numpy as np


def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


class Stretched:

    def __init__(self, data, _children=()):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self._prev = set(_children)
        self._backward = lambda: None

    def _wrap(self, other):
        return other if isinstance(other, Stretched) else Stretched(other)

    def __add__(self, other):
        other = self._wrap(other)
        out = Stretched(self.data + other.data, (self, other))

        def _backward():
            self.grad += unbroadcast(out.grad, self.data.shape)
            other.grad = other.grad + out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = self._wrap(other)
        out = Stretched(self.data * other.data, (self, other))

        def _backward():
            self.grad += unbroadcast(out.grad * other.data, self.data.shape)
            other.grad += unbroadcast(out.grad * self.data, other.data.shape)

        out._backward = _backward
        return out

    def __matmul__(self, other):
        out = Stretched(self.data @ other.data, (self, other))

        def _backward():
            self.grad += out.grad @ other.data.T
            other.grad += self.data.T @ out.grad

        out._backward = _backward
        return out

    def sum(self):
        out = Stretched(self.data.sum(), (self,))

        def _backward():
            self.grad += np.ones_like(self.data) * out.grad

        out._backward = _backward
        return out

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for child in node._prev:
                    visit(child)
                order.append(node)

        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            node._backward()


class Right(Stretched):
    """The bias is added up; the rest is for others to break."""

    def _wrap(self, other):
        return other

    def _new(self, data, children, backward):
        out = type(self)(data, children)
        out._backward = lambda: backward(out.grad)
        return out

    def __add__(self, other):
        def backward(g):
            self.grad += unbroadcast(g, self.data.shape)
            other.grad += self.added_up(g, other.data.shape)

        return self._new(self.data + other.data, (self, other), backward)

    def added_up(self, g, shape):
        return unbroadcast(g, shape)

    def __mul__(self, other):
        def backward(g):
            self.grad = self.received(self.grad, g * other.data)
            other.grad = self.received(other.grad, g * self.data)

        return self._new(self.data * other.data, (self, other), backward)

    def received(self, held, new):
        return held + new

    def __matmul__(self, other):
        def backward(g):
            first, second = self.through(g, self.data, other.data)
            self.grad = self.grad + first
            other.grad = other.grad + second

        return self._new(self.data @ other.data, (self, other), backward)

    def through(self, g, a, b):
        return g @ b.T, a.T @ g

    def sum(self):
        def backward(g):
            self.grad = self.grad + np.ones_like(self.data) * g

        return self._new(self.data.sum(), (self,), backward)


class Averaged(Right):
    def added_up(self, g, shape):
        return g.mean(axis=0)


class OneOfTwo(Right):
    def received(self, held, new):
        return new


class FirstForgotten(Right):
    def through(self, g, a, b):
        return 0 * a, a.T @ g
