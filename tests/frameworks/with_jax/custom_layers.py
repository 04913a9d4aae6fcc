"""Layers of Keras as learners write them; what comes last has mistakes."""
import os

os.environ["KERAS_BACKEND"] = "jax"

import keras
from keras import layers, ops


class MyDense(layers.Layer):
    def __init__(self, units=32, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="random_normal")
        self.b = self.add_weight(shape=(self.units,), initializer="zeros")

    def call(self, inputs):
        return ops.matmul(inputs, self.w) + self.b


class ResidualBlock(layers.Layer):
    """With dropout in training, and statistics that training moves."""

    def __init__(self, dim, rate=0.5):
        super().__init__()
        self.norm = layers.BatchNormalization()
        self.dense = layers.Dense(dim, activation="tanh")
        self.drop = layers.Dropout(rate)

    def call(self, x, training=None):
        x = self.norm(x, training=training)
        return x + self.drop(self.dense(x), training=training)


class TokenAndPositionEmbedding(layers.Layer):
    def __init__(self, maxlen, vocab_size, embed_dim):
        super().__init__()
        self.token_emb = layers.Embedding(vocab_size, embed_dim)
        self.pos_emb = layers.Embedding(maxlen, embed_dim)

    def call(self, x):
        return self.token_emb(x) + self.pos_emb(ops.arange(0, ops.shape(x)[-1]))


class PlainTensor(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)
        self.units = units

    def build(self, input_shape):
        self.scale = keras.random.normal((self.units,))

    def call(self, x):
        return self.dense(x) * self.scale


class AlwaysDrops(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)
        self.seeds = keras.random.SeedGenerator(1)

    def call(self, x):
        return keras.random.dropout(self.dense(x), 0.5, seed=self.seeds)


class Stopped(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)

    def call(self, x):
        return ops.stop_gradient(self.dense(x)) + 0 * ops.sum(x, axis=-1, keepdims=True)


class Nothing(layers.Layer):
    def call(self, x):
        return ops.relu(x)
