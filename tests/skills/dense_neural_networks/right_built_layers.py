"""Layers that get their sizes and weights in less usual ways."""
import math

import numpy as np


class ByShape:
    def __init__(self, shape):
        self.W = np.random.randn(*shape)
        self.B = np.random.randn(1, shape[1])

    def forward_propagation(self, batch):
        return np.dot(batch, self.W) + self.B


class ByFirstInput:
    def __init__(self, width, **settings):
        self._width = width
        self._weights = None

    def initialize(self, batch):
        self._weights = np.random.randn(batch.shape[1], self._width)
        self._bias = np.zeros(self._width)

    def forward(self, batch):
        return batch @ self._weights + self._bias


class ByOptimizer:
    """The weights come with initialize(optimizer); the bias is called w0."""

    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape = n_units, input_shape
        self.W = self.w0 = None

    def initialize(self, optimizer):
        limit = 1 / math.sqrt(self.input_shape[0])
        self.W = np.random.uniform(-limit, limit, (self.input_shape[0], self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.optimizer = optimizer

    def forward_pass(self, X, training=True):
        self.last_input = X
        return X.dot(self.W) + self.w0


class WithDefaults:
    def __init__(self, inputs=1, cells=5):
        self.weights = 0.1 * np.random.randn(inputs, cells)
        self.biases = np.zeros((1, cells))

    def forward(self, inputs):
        self.output = np.dot(inputs, self.weights) + self.biases


class OutFirst:
    weights = None
    biases = None

    def __init__(self, n_neurons: int, n_inputs: int) -> None:
        self.weights = np.random.randn(n_neurons, n_inputs)
        self.biases = np.zeros(n_neurons)

    def forward(self, inputs: list) -> None:
        self.outputs = np.array(inputs) @ self.weights.T + self.biases


class InSlots:
    __slots__ = ("b", "w")

    def __init__(self, fan_in, fan_out):
        self.w = np.random.randn(fan_in, fan_out)
        self.b = np.zeros(fan_out)

    def __call__(self, x):
        return x @ self.w + self.b
