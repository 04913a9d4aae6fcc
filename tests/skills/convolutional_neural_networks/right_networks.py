"""Right convolutional networks in NumPy."""
import numpy as np


def windows_of(x, size):
    return np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))


class Conv2D:
    def __init__(self, in_channels, out_channels, kernel_size):
        scale = np.sqrt(2 / (in_channels * kernel_size**2))
        self.W = np.random.randn(out_channels, in_channels, kernel_size, kernel_size) * scale
        self.b = np.zeros(out_channels)

    def forward(self, x):
        self.x = x
        return np.einsum("ncijab,ocab->noij", windows_of(x, self.W.shape[2]), self.W) + self.b[:, None, None]

    def backward(self, dout):
        size = self.W.shape[2]
        self.dW = np.einsum("ncijab,noij->ocab", windows_of(self.x, size), dout)
        self.db = dout.sum(axis=(0, 2, 3))
        edge = size - 1
        padded = np.pad(dout, ((0, 0), (0, 0), (edge, edge), (edge, edge)))
        return np.einsum("noijab,ocab->ncij", windows_of(padded, size), self.W[:, :, ::-1, ::-1])

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

    def update(self, lr):
        pass


class MaxPool:
    def forward(self, x):
        n, c, h, w = x.shape
        self.shape, self.tall = x.shape, x[:, :, : h // 2 * 2, : w // 2 * 2]
        blocks = self.tall.reshape(n, c, h // 2, 2, w // 2, 2)
        self.out = blocks.max(axis=(3, 5))
        return self.out

    def backward(self, dout):
        grown = np.repeat(np.repeat(dout, 2, axis=2), 2, axis=3)
        largest = np.repeat(np.repeat(self.out, 2, axis=2), 2, axis=3) == self.tall
        dx = np.zeros(self.shape)
        dx[:, :, : grown.shape[2], : grown.shape[3]] = grown * largest
        return dx

    def update(self, lr):
        pass


class Flatten:
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout):
        return dout.reshape(self.shape)

    def update(self, lr):
        pass


class Dense:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class CNN:
    """With a `fit` of its own, for labels."""

    def __init__(self, input_shape=(1, 28, 28), num_classes=10, lr=0.01):
        c, h, w = input_shape
        self.lr = lr
        rows, columns = (h - 2) // 2, (w - 2) // 2
        self.layers = [Conv2D(c, 8, 3), ReLU(), MaxPool(), Flatten(), Dense(8 * rows * columns, num_classes)]

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return softmax(X)

    def fit(self, X, y, epochs=10, batch_size=16):
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            for i in range(0, len(X), batch_size):
                batch = order[i : i + batch_size]
                probs = self.forward(X[batch])
                grad = probs.copy()
                grad[np.arange(len(batch)), y[batch]] -= 1
                grad /= len(batch)
                for layer in reversed(self.layers):
                    grad = layer.backward(grad)
                for layer in self.layers:
                    layer.update(self.lr)

    def predict(self, X):
        return self.forward(X).argmax(axis=1)


class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    def update(self, lr):
        for layer in self.layers:
            layer.update(lr)


def create_cnn():
    """A framework of one's own, for pictures of 10 by 10."""
    return Sequential([Conv2D(1, 8, 3), ReLU(), MaxPool(), Flatten(), Dense(8 * 4 * 4, 4)])


class SimpleConvNet:
    """Weights in a dictionary; `gradient` gives another."""

    def __init__(self, input_dim=(1, 28, 28), filter_num=10, filter_size=5, hidden_size=20, output_size=10):
        conv_size = input_dim[1] - filter_size + 1
        pooled = filter_num * (conv_size // 2) ** 2
        self.params = {
            "W1": np.random.randn(filter_num, input_dim[0], filter_size, filter_size) * 0.2,
            "b1": np.zeros(filter_num),
            "W2": np.random.randn(pooled, hidden_size) * np.sqrt(2 / pooled),
            "b2": np.zeros(hidden_size),
            "W3": np.random.randn(hidden_size, output_size) * np.sqrt(2 / hidden_size),
            "b3": np.zeros(output_size),
        }
        self.conv, self.first, self.last = Conv2D(1, 1, 1), Dense(1, 1), Dense(1, 1)
        self.conv.W, self.conv.b = self.params["W1"], self.params["b1"]
        self.first.W, self.first.b = self.params["W2"], self.params["b2"]
        self.last.W, self.last.b = self.params["W3"], self.params["b3"]
        self.layers = [self.conv, ReLU(), MaxPool(), Flatten(), self.first, ReLU(), self.last]

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        y = softmax(self.predict(x))
        return -np.log(y[np.arange(len(t)), t] + 1e-7).mean()

    def gradient(self, x, t):
        y = softmax(self.predict(x))
        dout = (y - np.eye(y.shape[1])[t]) / len(t)
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return {
            "W1": self.conv.dW, "b1": self.conv.db, "W2": self.first.dW, "b2": self.first.db,
            "W3": self.last.dW, "b3": self.last.db,
        }


class ThreeLayerConvNet:
    """`loss` gives scores without labels, and with labels a loss and its gradients."""

    def __init__(self, input_dim=(3, 32, 32), num_filters=8, filter_size=3, num_classes=10, weight_scale=0.1):
        C, H, W = input_dim
        rows = (H - filter_size + 1) // 2
        self.params = {}
        self.params["W1"] = np.random.randn(num_filters, C, filter_size, filter_size) * weight_scale
        self.params["b1"] = np.zeros(num_filters)
        self.params["W2"] = np.random.randn(num_filters * rows * rows, num_classes) * weight_scale
        self.params["b2"] = np.zeros(num_classes)

    def loss(self, X, y=None):
        conv, relu, pool, flat, dense = Conv2D(1, 1, 1), ReLU(), MaxPool(), Flatten(), Dense(1, 1)
        conv.W, conv.b = self.params["W1"], self.params["b1"]
        dense.W, dense.b = self.params["W2"], self.params["b2"]
        scores = X
        for layer in (conv, relu, pool, flat, dense):
            scores = layer.forward(scores)
        if y is None:
            return scores
        probs = softmax(scores)
        loss = -np.log(probs[np.arange(len(y)), y]).mean()
        grad = (probs - np.eye(scores.shape[1])[y]) / len(y)
        for layer in (dense, flat, pool, relu, conv):
            grad = layer.backward(grad)
        return loss, {"W1": conv.dW, "b1": conv.db, "W2": dense.dW, "b2": dense.db}


class ChannelsLast:
    """Pictures as (n, height, width, channels); weights are built at the first call."""

    def __init__(self, filters=8, kernel_size=3, n_classes=3):
        self.filters, self.size, self.n_classes = filters, kernel_size, n_classes
        self.kernel = None

    def forward(self, x):
        n, h, w, c = x.shape
        if self.kernel is None:
            rows, columns = h - self.size + 1, w - self.size + 1
            self.kernel = np.random.randn(self.size, self.size, c, self.filters) / 3
            self.kernel_bias = np.zeros(self.filters)
            self.weight = np.random.randn(rows * columns * self.filters, self.n_classes) / 20
            self.bias = np.zeros(self.n_classes)
        self.windows = np.lib.stride_tricks.sliding_window_view(x, (self.size, self.size), axis=(1, 2))
        z = np.einsum("nijcab,abco->nijo", self.windows, self.kernel) + self.kernel_bias
        self.z, self.hidden = z, np.maximum(z, 0).reshape(n, -1)
        return self.hidden @ self.weight + self.bias

    def train_step(self, x, y, lr=0.05):
        scores = self.forward(x)
        slope = (softmax(scores) - np.eye(self.n_classes)[y]) / len(y)
        back = (slope @ self.weight.T).reshape(self.z.shape) * (self.z > 0)
        self.weight -= lr * self.hidden.T @ slope
        self.bias -= lr * slope.sum(axis=0)
        self.kernel -= lr * np.einsum("nijcab,nijo->abco", self.windows, back)
        self.kernel_bias -= lr * back.sum(axis=(0, 1, 2))
