import numpy as np

from nets.activations import leaky_relu, relu, sigmoid
from nets.layers import Dense
from nets.network import NeuralNet


def test_activations():
    assert sigmoid(np.array([0.0]))[0] == 0.5
    x = np.array([1.0, 2.5, 3.0])
    assert np.array_equal(relu(-x), np.zeros(3))
    assert np.array_equal(leaky_relu(x), x)


def test_dense_shapes():
    layer = Dense(4, 3)
    out = layer.forward(np.ones((7, 4)))
    assert out.shape == (7, 3)
    assert layer.backward(out).shape == (7, 4)


def test_xor():
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([[0], [1], [1], [0]])
    net = NeuralNet([2, 8, 1])
    net.fit(X, y)
    assert np.array_equal(net.predict(X), y)
    assert net.losses[-1] < net.losses[0]
