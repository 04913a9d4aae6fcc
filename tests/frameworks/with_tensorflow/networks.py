"""Networks as users of Keras build them."""
import keras
import tensorflow as tf
from keras import layers


def build_model(n_in, n_hidden, n_out):
    return keras.Sequential([
        keras.Input(shape=(n_in,)),
        layers.Dense(n_hidden, activation="relu"),
        layers.Dense(n_out, activation="sigmoid"),
    ])


def compiled_mlp(input_dim, hidden_units, output_dim):
    inputs = keras.Input((input_dim,))
    x = layers.Dense(hidden_units, activation="tanh")(inputs)
    model = keras.Model(inputs, layers.Dense(output_dim)(x))
    model.compile(optimizer="adam", loss="mse")
    return model


class MLP(keras.Model):
    def __init__(self, hidden, outputs):
        super().__init__()
        self.hidden = layers.Dense(hidden, activation="tanh")
        self.out = layers.Dense(outputs)

    def call(self, inputs, training=False):
        return self.out(self.hidden(inputs))


model = keras.Sequential([layers.Dense(8, activation="tanh", input_shape=(2,)), layers.Dense(1, activation="sigmoid")])


class Layer(tf.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.w = tf.Variable(tf.random.normal([n_in, n_out]))
        self.b = tf.Variable(tf.zeros([n_out]))

    def __call__(self, x):
        return x @ self.w + self.b


class ModuleMLP(tf.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = [Layer(i, o) for i, o in zip(sizes[:-1], sizes[1:])]

    def __call__(self, x):
        for layer in self.layers[:-1]:
            x = tf.tanh(layer(x))
        return self.layers[-1](x)


def straight_model(n_in, n_hidden, n_out):
    return keras.Sequential([keras.Input((n_in,)), layers.Dense(n_hidden), layers.Dense(n_out)])


def model_without_biases(n_in, n_hidden, n_out):
    return keras.Sequential([
        keras.Input((n_in,)),
        layers.Dense(n_hidden, activation="relu", use_bias=False),
        layers.Dense(n_out, use_bias=False),
    ])
