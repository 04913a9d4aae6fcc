"""Layers and networks of Keras that run on JAX; the last has a mistake."""
import os

os.environ["KERAS_BACKEND"] = "jax"

import keras
from keras import layers, ops


class Dense(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), name="kernel")
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs):
        return ops.matmul(inputs, self.kernel) + self.bias


def leaky_relu(x, slope=0.01):
    return ops.where(x > 0, x, slope * x)


def mlp(n_in, n_hidden, n_out):
    return keras.Sequential([keras.Input((n_in,)), layers.Dense(n_hidden, activation="tanh"), layers.Dense(n_out)])


def softmax(z):
    return ops.exp(z) / ops.sum(ops.exp(z), axis=0)
