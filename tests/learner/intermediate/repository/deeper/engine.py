"""Backpropagation on single numbers, to see that there is no magic in it."""
import math


class Scalar:
    """A number that remembers which numbers it was made from, and how much it changes with each of them."""

    def __init__(self, value, parents=(), slopes=()):
        self.value = float(value)
        self.grad = 0.0
        self._parents = parents
        self._slopes = slopes

    def __repr__(self):
        return f"Scalar({self.value:.4f}, grad={self.grad:.4f})"

    def __add__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.value * other.value, (self, other), (other.value, self.value))

    def __pow__(self, n):
        return Scalar(self.value ** n, (self,), (n * self.value ** (n - 1),))

    def tanh(self):
        t = math.tanh(self.value)
        return Scalar(t, (self,), (1 - t * t,))

    def relu(self):
        return Scalar(max(0.0, self.value), (self,), (float(self.value > 0),))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other ** -1

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node._parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in zip(node._parents, node._slopes):
                parent.grad += slope * node.grad
