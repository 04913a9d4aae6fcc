"""Dense layers as users of TensorFlow and Keras write them."""
import keras
import tensorflow as tf


def dense(x, w, b):
    return tf.matmul(x, w) + b


@tf.function
def compiled_dense(x, w, b):
    return x @ w + b


class Dense(keras.layers.Layer):
    def __init__(self, units, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="random_normal", trainable=True)
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", trainable=True)

    def call(self, inputs):
        return self.activation(tf.matmul(inputs, self.w) + self.b)


class WrappedDense(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.inner = keras.layers.Dense(units)

    def call(self, x):
        return self.inner(x)


class ModuleDense(tf.Module):
    def __init__(self, in_features, out_features, name=None):
        super().__init__(name=name)
        self.w = tf.Variable(tf.random.normal([in_features, out_features]), name="w")
        self.b = tf.Variable(tf.zeros([out_features]), name="b")

    def __call__(self, x):
        return tf.matmul(x, self.w) + self.b


KerasDense = keras.layers.Dense


class DenseWithoutBias(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), name="kernel")
        self.bias = self.add_weight(shape=(self.units,), name="bias")

    def call(self, inputs):
        return tf.matmul(inputs, self.kernel)


class DenseBiasTwice(tf.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.weights = tf.Variable(tf.random.normal([n_in, n_out]))
        self.bias = tf.Variable(tf.zeros([n_out]))

    def __call__(self, x):
        return x @ self.weights + 2 * self.bias
