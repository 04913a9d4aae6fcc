"""Ours: a network of the package's layers, for what it saves and loads."""

from kronyx.layers import Dense
from kronyx.model import Sequential
from kronyx.serialization import load_model, save_model


class Network(Sequential):
    def __init__(self, inputs=4, outputs=3):
        super().__init__()
        self.add(Dense(inputs, outputs))
