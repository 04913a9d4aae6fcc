"""Ours: a network of the package's layers, for what it saves and loads."""

from neuralnetlib.layers import Dense, Input
from neuralnetlib.models import Sequential


class Network(Sequential):
    def __init__(self, inputs=4, outputs=3):
        super().__init__()
        self.add(Input(inputs))
        self.add(Dense(outputs))
        self.compile(loss_function="mse", optimizer="sgd")
