"""Ours: what the package saves and loads, beside a network of its layers."""

from lynxlearn.neural_network import Dense, Sequential


class Network(Sequential):
    def __init__(self, inputs=4, outputs=3):
        super().__init__([Dense(outputs, input_shape=(inputs,))])


def save_model(model, path):
    model.save(path)


def load_model(path):
    return Sequential.load(path)
