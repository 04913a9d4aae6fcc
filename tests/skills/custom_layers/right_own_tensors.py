import numpy as np


class Tensor:
    def __init__(self, data, parents=(), requires_grad=True):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self.step = lambda: None

    def __matmul__(self, other):
        out = Tensor(self.data @ other.data, (self, other))

        def step():
            self.grad += out.grad @ other.data.T
            other.grad += self.data.T @ out.grad

        out.step = step
        return out

    def __add__(self, other):
        out = Tensor(self.data + other.data, (self, other))

        def step():
            self.grad += out.grad
            other.grad += out.grad.sum(0) if other.data.ndim < out.data.ndim else out.grad

        out.step = step
        return out

    def __mul__(self, other):
        out = Tensor(self.data * other.data, (self, other))

        def step():
            self.grad += out.grad * other.data
            other.grad += out.grad * self.data

        out.step = step
        return out

    def sum(self):
        out = Tensor(self.data.sum(), (self,))

        def step():
            self.grad += out.grad

        out.step = step
        return out

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
            node.step()


class Layer:
    def __init__(self, nin, nout):
        self.w = Tensor(np.random.randn(nin, nout))
        self.b = Tensor(np.zeros(nout))

    def __call__(self, x):
        return x @ self.w + self.b

    def parameters(self):
        return [self.w, self.b]
