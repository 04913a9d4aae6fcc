import numpy as np


class ForwardOnly:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)

    def forward(self, x):
        return np.tanh(x @ self.W)


class NotTransposed:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        self.z = x @ self.W + self.b
        return self.z**2

    def backward(self, dout):
        dz = dout * self.z
        self.dW = self.x.T @ (dz * 2)
        self.db = 2 * dz.sum(0)
        return dz @ self.W.T


class BiasOfOneRow:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout[0]
        return dout @ self.W.T


class MissesItsBias:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.random.randn(n_out)

    def parameters(self):
        return [self.W]

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(0)
        return dout @ self.W.T


class SharedWeights:
    W = np.random.randn(6, 6)

    def __init__(self, dim):
        self.b = np.zeros(dim)
        self.weights = self.W

    def forward(self, x):
        self.x = x
        return x @ self.weights + self.b

    def backward(self, dout):
        self.db = dout.sum(0)
        self.dweights = self.x.T @ dout
        return dout @ self.weights.T


class SlightlyOff:
    def __init__(self, n_in, n_out):
        self.W = (np.random.randn(n_in, n_out) * 0.5).astype(np.float32)
        self.b = np.zeros(n_out, dtype=np.float32)

    def forward(self, x):
        self.x = x.astype(np.float32)
        return (self.x @ self.W + self.b).astype(np.float32)

    def backward(self, grad):
        self.dW, self.db = self.x.T @ grad, grad.sum(axis=0)
        return 0.95 * grad @ self.W.T


class AlwaysTrains:
    def __init__(self, units):
        self.scale = np.ones(units)

    def forward(self, x, training=True):
        self.mask = (np.random.rand(*x.shape) < 0.5) * 2.0
        self.x = x
        return x * self.scale * self.mask

    def backward(self, error):
        self.d_scale = (error * self.x * self.mask).sum(axis=0)
        return error * self.scale * self.mask
