# L-layer network: tanh in the hidden layers, sigmoid at the end (binary classification)
import numpy as np

from nets.activations import d_tanh, sigmoid, tanh
from nets.layers import Dense


class NeuralNet:
    def __init__(self, layer_sizes, learning_rate=0.5, seed=0):
        # layer_sizes for example [2, 8, 1]
        self.learning_rate = learning_rate
        self.layers = []
        for i in range(len(layer_sizes) - 1):
            self.layers.append(Dense(layer_sizes[i], layer_sizes[i + 1], seed=seed + i))
        self.zs = []
        self.losses = []

    def forward(self, X):
        self.zs = []
        out = X
        for layer in self.layers[:-1]:
            z = layer.forward(out)
            self.zs.append(z)
            out = tanh(z)
        return sigmoid(self.layers[-1].forward(out))

    def backward(self, y_hat, y):
        # sigmoid and cross entropy together: the derivative is just (y_hat - y) :)
        grad = (y_hat - y) / len(y)
        grad = self.layers[-1].backward(grad)
        for layer, z in zip(reversed(self.layers[:-1]), reversed(self.zs)):
            grad = layer.backward(grad * d_tanh(z))

    def compute_loss(self, y_hat, y):
        eps = 1e-12  # log(0) is -inf
        return -np.mean(y * np.log(y_hat + eps) + (1 - y) * np.log(1 - y_hat + eps))

    def fit(self, X, y, epochs=2000, verbose=False):
        y = np.reshape(y, (len(X), -1))
        self.losses = []
        for epoch in range(epochs):
            y_hat = self.forward(X)
            self.losses.append(self.compute_loss(y_hat, y))
            self.backward(y_hat, y)
            for layer in self.layers:
                layer.update(self.learning_rate)
            if verbose and epoch % 100 == 0:
                print("epoch", epoch, "loss", self.losses[-1])

    def predict(self, X):
        return (self.forward(X) > 0.5).astype(int)


if __name__ == "__main__":
    # the famous XOR problem, a single neuron can't do it
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([[0], [1], [1], [0]])
    net = NeuralNet([2, 8, 1])
    net.fit(X, y, verbose=True)
    print(net.predict(X))
