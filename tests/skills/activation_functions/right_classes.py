# Dialect D: classes that remember their input.
import numpy as np


class LeakyReLU:
    def __init__(self, negative_slope=0.2):
        self.negative_slope = negative_slope

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.where(inputs > 0, inputs, self.negative_slope * inputs)

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] *= self.negative_slope


class Sigmoid:
    def __call__(self, x):
        return 0.5 * (1 + np.tanh(0.5 * x))

    def gradient(self, x):
        s = self(x)
        return s * (1 - s)


class Tanh:
    def forward_pass(self, X, training=True):
        self.out = np.tanh(X)
        return self.out

    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.out**2)


class Softmax:
    def forward(self, x):
        e = np.exp(x - np.max(x, axis=1, keepdims=True))
        self.out = e / np.sum(e, axis=1, keepdims=True)
        return self.out

    def backward(self, dout):
        s = self.out
        return s * (dout - np.sum(dout * s, axis=1, keepdims=True))


class Activations:
    @staticmethod
    def relu(x, derivative=False):
        if derivative:
            return (x > 0).astype(float)
        return x * (x > 0)

    @staticmethod
    def swish(x):
        return x / (1 + np.exp(-x))

    @staticmethod
    def swish_derivative(x):
        s = 1 / (1 + np.exp(-x))
        return s + x * s * (1 - s)


class NeuralNetwork:
    def __init__(self, sizes, lr):
        self.weights = [np.random.randn(i, o) for i, o in zip(sizes, sizes[1:])]
        self.lr = lr

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def sigmoid_prime(self, z):
        return self.sigmoid(z) * (1 - self.sigmoid(z))
