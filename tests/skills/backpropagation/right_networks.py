"""Networks as classes, whose gradients are returned, kept, or taken off the weights at once."""

import numpy as np
import torch


class TwoLayerNet:
    """As in a university's course: the loss and the gradients in a mapping."""

    def __init__(self, input_size, hidden_size, output_size, std=1e-1):
        self.params = {}
        self.params["W1"] = std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def loss(self, X, y=None, reg=0.0):
        W1, b1, W2, b2 = (self.params[k] for k in ("W1", "b1", "W2", "b2"))
        N = X.shape[0]
        h = np.maximum(0, X.dot(W1) + b1)
        scores = h.dot(W2) + b2
        if y is None:
            return scores
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        loss = -np.log(p[np.arange(N), y]).mean() + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        d = p.copy()
        d[np.arange(N), y] -= 1
        d /= N
        grads = {"W2": h.T.dot(d) + 2 * reg * W2, "b2": d.sum(axis=0)}
        dh = d.dot(W2.T)
        dh[h <= 0] = 0
        grads["W1"] = X.T.dot(dh) + 2 * reg * W1
        grads["b1"] = dh.sum(axis=0)
        return loss, grads


class Network:
    """As in a free book: one example at a time, as a column; quadratic cost."""

    def __init__(self, sizes):
        self.num_layers = len(sizes)
        self.sizes = sizes
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = sigmoid(np.dot(w, a) + b)
        return a

    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        activation, activations, zs = x, [x], []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].transpose())
        for l in range(2, self.num_layers):
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * sigmoid_prime(zs[-l])
            nabla_b[-l] = delta
            nabla_w[-l] = np.dot(delta, activations[-l - 1].transpose())
        return (nabla_b, nabla_w)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


class NeuralNetwork:
    """As in a short tutorial: no biases, one output, and the update in backprop itself."""

    def __init__(self, x, y):
        self.input = x
        self.weights1 = np.random.rand(self.input.shape[1], 4)
        self.weights2 = np.random.rand(4, 1)
        self.y = y
        self.output = np.zeros(self.y.shape)

    def feedforward(self):
        self.layer1 = sigmoid(np.dot(self.input, self.weights1))
        self.output = sigmoid(np.dot(self.layer1, self.weights2))

    def backprop(self):
        error = 2 * (self.y - self.output) * self.output * (1 - self.output)
        d_weights2 = np.dot(self.layer1.T, error)
        d_weights1 = np.dot(
            self.input.T, np.dot(error, self.weights2.T) * self.layer1 * (1 - self.layer1)
        )
        self.weights1 += d_weights1
        self.weights2 += d_weights2


class MLP:
    """The gradients stay in the object."""

    def __init__(self, n_in, n_hidden, n_out, lr=0.1, reg=0.01):
        self.reg = reg
        self.W1 = np.random.randn(n_in, n_hidden)
        self.b1 = np.zeros((1, n_hidden))
        self.W2 = np.random.randn(n_hidden, n_out)
        self.b2 = np.zeros((1, n_out))
        self.lr = lr

    def forward(self, X):
        self.X = X
        self.h = np.tanh(X @ self.W1 + self.b1)
        self.out = self.h @ self.W2 + self.b2
        return self.out

    def backward(self, y):
        d = 2 * (self.out - y) / y.size
        self.dW2 = self.h.T @ d + self.reg * self.W2
        self.db2 = d.sum(axis=0, keepdims=True)
        dh = d @ self.W2.T * (1 - self.h**2)
        self.dW1 = self.X.T @ dh + self.reg * self.W1
        self.db1 = dh.sum(axis=0, keepdims=True)


class Updating:
    """The update is made in backward."""

    def __init__(self, input_size, hidden_size, output_size, learning_rate=0.5):
        self.learning_rate = learning_rate
        self.W1 = np.random.randn(input_size, hidden_size)
        self.b1 = np.zeros(hidden_size)
        self.W2 = np.random.randn(hidden_size, output_size)
        self.b2 = np.zeros(output_size)

    def forward(self, X):
        self.a1 = sigmoid(X @ self.W1 + self.b1)
        self.a2 = sigmoid(self.a1 @ self.W2 + self.b2)
        return self.a2

    def backward(self, X, y, output):
        d2 = (output - y) * output * (1 - output)
        d1 = d2.dot(self.W2.T) * self.a1 * (1 - self.a1)
        self.W2 -= self.learning_rate * self.a1.T.dot(d2)
        self.b2 -= self.learning_rate * d2.sum(axis=0)
        self.W1 -= self.learning_rate * X.T.dot(d1)
        self.b1 -= self.learning_rate * d1.sum(axis=0)


class Upstream:
    """The gradient of the loss is handed to backward."""

    def __init__(self, n_inputs, n_hidden, n_outputs):
        self.w1, self.b1 = np.random.randn(n_inputs, n_hidden), np.zeros(n_hidden)
        self.w2, self.b2 = np.random.randn(n_hidden, n_outputs), np.zeros(n_outputs)

    def forward(self, x):
        self.x = x
        self.z = x @ self.w1 + self.b1
        self.h = np.maximum(self.z, 0)
        return self.h @ self.w2 + self.b2

    def backward(self, grad_output):
        self.grad_w2, self.grad_b2 = self.h.T @ grad_output, grad_output.sum(0)
        back = (grad_output @ self.w2.T) * (self.z > 0)
        self.grad_w1, self.grad_b1 = self.x.T @ back, back.sum(0)
        return back @ self.w1.T


class ManualTorch:
    """Tensors, with the gradients worked out by hand."""

    def __init__(self, n_in, n_hidden, n_out):
        self.W1 = torch.randn(n_in, n_hidden, dtype=torch.float64)
        self.b1 = torch.zeros(n_hidden, dtype=torch.float64)
        self.W2 = torch.randn(n_hidden, n_out, dtype=torch.float64)
        self.b2 = torch.zeros(n_out, dtype=torch.float64)

    def forward(self, x):
        self.h = torch.tanh(x @ self.W1 + self.b1)
        return torch.softmax(self.h @ self.W2 + self.b2, dim=1)

    def backward(self, x, y):
        d = (self.forward(x) - y) / x.shape[0]
        dh = d @ self.W2.T * (1 - self.h**2)
        return {"W1": x.T @ dh, "b1": dh.sum(0), "W2": self.h.T @ d, "b2": d.sum(0)}


class Fitting:
    """Backpropagation stands within fit, which steps after every example."""

    def __init__(self, input_size, hidden_size, output_size):
        self.weights1 = np.random.rand(input_size, hidden_size)
        self.weights2 = np.random.rand(hidden_size, output_size)

    def forward(self, X):
        self.hidden = sigmoid(np.dot(X, self.weights1))
        return sigmoid(np.dot(self.hidden, self.weights2))

    def fit(self, X, y, epochs=1000, learning_rate=0.1):
        for _ in range(epochs):
            for row, label in zip(X, y):
                output = self.forward(row[None])
                d_output = (label - output) * output * (1 - output)
                d_hidden = d_output.dot(self.weights2.T) * self.hidden * (1 - self.hidden)
                self.weights2 += self.hidden.T.dot(d_output) * learning_rate
                self.weights1 += row[:, None].dot(d_hidden) * learning_rate


class Stubborn:
    """The length of its steps stands in its own code."""

    def __init__(self, n_in, n_hidden, n_out):
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)

    def forward(self, X):
        self.h = np.tanh(X @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def backward(self, X, y):
        d_out = 2 * (self.forward(X) - y) / len(X)
        d_hidden = (d_out @ self.W2.T) * (1 - self.h**2)
        self.W2 -= 0.05 * self.h.T @ d_out
        self.b2 -= 0.05 * d_out.sum(axis=0)
        self.W1 -= 0.05 * X.T @ d_hidden
        self.b1 -= 0.05 * d_hidden.sum(axis=0)
