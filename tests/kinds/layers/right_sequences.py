"""A right recurrent layer that gives all states and the last one."""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTM:
    def __init__(self, input_size, hidden_size):
        rows = hidden_size + input_size
        for gate in "fico":
            setattr(self, f"W_{gate}", np.random.randn(rows, hidden_size))
            setattr(self, f"b_{gate}", np.zeros(hidden_size))
        self.hidden_size = hidden_size

    def forward(self, x):
        h = c = np.zeros((len(x), self.hidden_size))
        states = []
        for t in range(x.shape[1]):
            z = np.hstack((h, x[:, t]))
            candidate = np.tanh(z @ self.W_c + self.b_c)
            c = sigmoid(z @ self.W_f + self.b_f) * c + sigmoid(z @ self.W_i + self.b_i) * candidate
            h = sigmoid(z @ self.W_o + self.b_o) * np.tanh(c)
            states.append(h)
        return h, np.stack(states, axis=1)
