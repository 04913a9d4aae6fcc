"""Scalar autograd classes as learners write them after watching a lecture."""

import math


class Value:
    def __init__(self, data, _children=(), _op=""):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += 1.0 * out.grad
            other.grad += 1.0 * out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, other):
        assert isinstance(other, (int, float))
        out = Value(self.data**other, (self,), f"**{other}")

        def _backward():
            self.grad += other * self.data ** (other - 1) * out.grad

        out._backward = _backward
        return out

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other**-1

    def tanh(self):
        t = (math.exp(2 * self.data) - 1) / (math.exp(2 * self.data) + 1)
        out = Value(t, (self,), "tanh")

        def _backward():
            self.grad += (1 - t**2) * out.grad

        out._backward = _backward
        return out

    def exp(self):
        out = Value(math.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += out.data * out.grad

        out._backward = _backward
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
        for node in reversed(topo):
            node._backward()


class Var:
    """Sends each path's gradient on by itself: slow, and right."""

    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.grad = 0.0

    def __add__(self, other):
        return Var(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        return Var(self.value * other.value, [(self, other.value), (other, self.value)])

    def __sub__(self, other):
        return Var(self.value - other.value, [(self, 1.0), (other, -1.0)])

    def backward(self, gradient=1.0):
        self.grad += gradient
        for parent, slope in self.parents:
            parent.backward(gradient * slope)


class Scalar:
    """Methods with names instead of operators, and a gradient that begins as None."""

    def __init__(self, val, inputs=(), slopes=()):
        self.val = val
        self.inputs = inputs
        self.slopes = slopes
        self.gradient = None

    def add(self, other):
        return Scalar(self.val + other.val, (self, other), (1.0, 1.0))

    def mul(self, other):
        return Scalar(self.val * other.val, (self, other), (other.val, self.val))

    def relu(self):
        return Scalar(max(0.0, self.val), (self,), (1.0 if self.val > 0 else 0.0,))

    def backprop(self, upstream):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, done = waiting.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                waiting.append((node, True))
                waiting.extend((item, False) for item in node.inputs)
        self.gradient = upstream
        for node in reversed(order):
            for item, slope in zip(node.inputs, node.slopes):
                item.gradient = (item.gradient or 0.0) + node.gradient * slope
