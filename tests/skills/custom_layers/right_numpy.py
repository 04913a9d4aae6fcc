import numpy as np


class CustomDense:
    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.1 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class Tanh:
    """The update is a part of its backward."""

    def __init__(self, input_size, output_size):
        self.W = np.random.randn(input_size, output_size)
        self.b = np.random.randn(1, output_size)

    def forward(self, x):
        self.x = x
        self.a = np.tanh(x @ self.W + self.b)
        return self.a

    def backward(self, output_gradient, learning_rate):
        dz = output_gradient * (1 - self.a**2)
        dx = dz @ self.W.T
        self.W -= learning_rate * self.x.T @ dz
        self.b -= learning_rate * dz.sum(axis=0, keepdims=True)
        return dx


class Lazy:
    """Its weights are made at the first call, and its gradients are means."""

    def __init__(self, units):
        self.units = units
        self.params, self.grads = {}, {}

    def forward(self, X):
        if not self.params:
            self.params = {"W": np.random.randn(X.shape[1], self.units), "b": np.zeros(self.units)}
        self.X = X
        return np.maximum(0, X @ self.params["W"] + self.params["b"])

    def backward(self, dout):
        n = len(dout)
        dz = dout * (self.X @ self.params["W"] + self.params["b"] > 0)
        self.grads["W"] = self.X.T @ dz / n
        self.grads["b"] = dz.sum(0) / n
        return dz @ self.params["W"].T


class DropScale:
    def __init__(self, dim, p=0.5):
        self.gamma = np.ones(dim)
        self.p = p
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def parameters(self):
        return [self.gamma]

    def forward(self, x):
        self.mask = (np.random.rand(*x.shape) > self.p) / (1 - self.p) if self.training else np.ones_like(x)
        self.x = x
        return x * self.gamma * self.mask

    def backward(self, grad):
        dgamma = (grad * self.x * self.mask).sum(0)
        return grad * self.gamma * self.mask, dgamma


class RunningNorm:
    def __init__(self, num_features, momentum=0.9):
        self.gamma, self.beta = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.momentum = momentum

    def forward(self, x, training=True):
        if training:
            mean, var = x.mean(0), x.var(0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + 1e-5)
        self.xhat = (x - mean) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dgamma = (dout * self.xhat).sum(0)
        self.dbeta = dout.sum(0)
        dxhat = dout * self.gamma
        return (dxhat - dxhat.mean(0) - self.xhat * (dxhat * self.xhat).mean(0)) / self.std


class InSinglePrecision:
    def __init__(self, n_in, n_out, dtype=np.float32):
        self.W = (np.random.randn(n_in, n_out) * 0.5).astype(dtype)
        self.b = np.zeros(n_out, dtype=dtype)
        self.dtype = dtype

    def forward(self, x):
        self.x = x.astype(self.dtype)
        return np.tanh(self.x @ self.W.astype(self.dtype) + self.b.astype(self.dtype))

    def backward(self, grad):
        out = np.tanh(self.x @ self.W.astype(self.dtype) + self.b.astype(self.dtype))
        grad = grad.astype(self.dtype) * (1 - out**2)
        self.dW, self.db = self.x.T @ grad, grad.sum(axis=0)
        return grad @ self.W.T.astype(self.dtype)


class ToldTheMode:
    """Chance comes from a generator of its own, and the call says whether it trains."""

    def __init__(self, units, rate=0.5):
        self.scale = np.ones(units)
        self.rate = rate
        self.rng = np.random.default_rng()

    def forward_pass(self, x, training=True):
        keep = 1 - self.rate
        self.mask = (self.rng.random(x.shape) < keep) / keep if training else np.ones(x.shape)
        self.x = x
        return x * self.scale * self.mask

    def backward_pass(self, error):
        self.d_scale = (error * self.x * self.mask).sum(axis=0)
        return error * self.scale * self.mask
