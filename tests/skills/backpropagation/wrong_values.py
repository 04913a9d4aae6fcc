"""Autograd classes that went wrong."""

import math


class Node:
    def __init__(self, data, children=(), slopes=()):
        self.data = data
        self.children = children
        self.slopes = slopes
        self.grad = 0.0

    def make(self, data, children, slopes):
        return type(self)(data, children, slopes)

    def __add__(self, other):
        return self.make(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return self.make(self.data * other.data, (self, other), (other.data, self.data))

    def order(self):
        found = []

        def visit(node):
            if node not in found:
                for child in node.children:
                    visit(child)
                found.append(node)

        visit(self)
        return found[::-1]

    def backward(self):
        self.grad = 1.0
        for node in self.order():
            for child, slope in zip(node.children, node.slopes):
                child.grad += slope * node.grad


class Overwriting(Node):
    def backward(self):
        self.grad = 1.0
        for node in self.order():
            for child, slope in zip(node.children, node.slopes):
                child.grad = slope * node.grad


class OwnFactor(Node):
    def __mul__(self, other):
        return self.make(self.data * other.data, (self, other), (self.data, other.data))


class SentTooOften(Node):
    def backward(self, gradient=1.0):
        self.grad += gradient
        for child, slope in zip(self.children, self.slopes):
            child.backward(slope * self.grad)


class NeverStarted(Node):
    def backward(self):
        for node in self.order():
            for child, slope in zip(node.children, node.slopes):
                child.grad += slope * node.grad


class BreadthFirst(Node):
    def order(self):
        found, waiting = [], [self]
        while waiting:
            node = waiting.pop(0)
            if node not in found:
                found.append(node)
                waiting.extend(node.children)
        return found


class MinusSub(Node):
    def __sub__(self, other):
        return self.make(self.data - other.data, (self, other), (1.0, 1.0))


class WrongTanh(Node):
    def tanh(self):
        t = math.tanh(self.data)
        return self.make(t, (self,), (1 - t,))


class SameTwice(Node):
    """Children are a set, so a + a is one arrow."""

    def make(self, data, children, slopes):
        known = dict(zip(children, slopes))
        return type(self)(data, tuple(known), tuple(known.values()))
