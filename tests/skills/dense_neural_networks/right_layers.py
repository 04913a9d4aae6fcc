"""Right dense layers in the dialects of learners."""
import numpy as np


def linear_forward(A, W, b):
    """Features first, as a famous course has it: returns Z and the cache."""
    Z = np.dot(W, A) + b
    cache = (A, W, b)
    return Z, cache


def affine_forward(x, w, b):
    out = x.reshape(x.shape[0], -1).dot(w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout.dot(w.T).reshape(x.shape), x.T.dot(dout), dout.sum(axis=0)


def weights_first(weights, biases, inputs):
    return np.matmul(inputs, weights.T) + biases


def on_lists(inputs, weights, biases):
    """One example, one row of weights for each neuron."""
    outputs = []
    for neuron_weights, bias in zip(weights, biases):
        total = bias
        for value, weight in zip(inputs, neuron_weights):
            total += value * weight
        outputs.append(total)
    return outputs


def with_einsum(x, kernel, bias):
    return np.einsum("ni,io->no", x, kernel) + bias[np.newaxis, :]


class Dense:
    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.01 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.x = None

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class LazyDense:
    def __init__(self, units, activation=None):
        self.units = units
        self.activation = activation
        self.params = {"W": None, "b": None}

    def __call__(self, X, training=False):
        if self.params["W"] is None:
            self.params["W"] = np.random.randn(X.shape[1], self.units).astype(np.float32)
            self.params["b"] = np.zeros(self.units, dtype=np.float32)
        z = X @ self.params["W"] + self.params["b"]
        return z if self.activation is None else self.activation(z)


class ColumnLayer:
    """W (out, in), one example in each column, an activation by name."""

    def __init__(self, in_features, out_features, activation="relu"):
        self.W = np.random.randn(out_features, in_features) * np.sqrt(2 / in_features)
        self.b = np.zeros((out_features, 1))
        self.act = activation

    def forward(self, A_prev):
        self.A_prev = A_prev
        Z = self.W @ A_prev + self.b
        if self.act == "relu":
            return np.maximum(0, Z)
        if self.act == "sigmoid":
            return 1 / (1 + np.exp(-Z))
        return Z


class FoldedLayer:
    """The bias is one more row of the weights."""

    def __init__(self, nin, nout):
        self.w = np.random.randn(nin + 1, nout)

    def forward(self, x):
        ones = np.ones((len(x), 1))
        return np.hstack([x, ones]) @ self.w


class BuiltDense:
    def __init__(self, out_dim):
        self.out_dim = out_dim

    def build(self, input_shape):
        self.kernel = np.random.uniform(-1, 1, (input_shape[-1], self.out_dim))
        self.bias = np.zeros(self.out_dim)

    def call(self, inputs):
        return inputs @ self.kernel + self.bias


class Neuron:
    def __init__(self, n):
        self.w = np.random.randn(n)
        self.b = 0.0

    def __call__(self, x):
        return float(np.dot(self.w, x) + self.b)


class LayerOfNeurons:
    def __init__(self, n_in, n_out):
        self.neurons = [Neuron(n_in) for _ in range(n_out)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]


class ListLayer:
    def __init__(self, inputs, outputs):
        self.weights = [[0.1] * inputs for _ in range(outputs)]
        self.bias = [0.0] * outputs

    def forward(self, x):
        return [sum(w * v for w, v in zip(row, x)) + b for row, b in zip(self.weights, self.bias)]
