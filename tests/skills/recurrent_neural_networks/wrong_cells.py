"""Recurrent networks with the mistakes that learners make."""
import numpy as np
from right_gates import GRUCell, LSTMCell, sigmoid
from right_sequences import RNN, LastStateOnly, RNNCell


def rnn_step_forward(x, prev_h, Wx, Wh, b):
    """The state is left out."""
    return np.tanh(x @ Wx + b), None


class LinearCell(RNNCell):
    def forward(self, x, h_prev):
        return x @ self.W_xh + h_prev @ self.W_hh + self.b_h


class SigmoidCell(RNNCell):
    def forward(self, x, h_prev):
        return sigmoid(x @ self.W_xh + h_prev @ self.W_hh + self.b_h)


class BareState(RNNCell):
    def forward(self, x, h_prev):
        return np.tanh(x @ self.W_xh + h_prev + self.b_h)


class NoBias(RNNCell):
    def forward(self, x, h_prev):
        return np.tanh(x @ self.W_xh + h_prev @ self.W_hh)


class Forgetful(RNN):
    """The state is forgotten at every step."""

    def forward(self, x):
        h = np.zeros((x.shape[0], self.cell.hidden_size))
        return np.stack([self.cell.forward(x[:, t], h) for t in range(x.shape[1])], axis=1)


class Backwards(RNN):
    def forward(self, x):
        states, h = super().forward(x[:, ::-1])
        return states[:, ::-1], h


class FirstInputOnly(RNN):
    def forward(self, x):
        return super().forward(np.repeat(x[:, :1], x.shape[1], axis=1))


class OneStepLate(RNN):
    def forward(self, x):
        states, h = super().forward(x)
        return np.concatenate([states[:, :1] * 0, states[:, :-1]], axis=1), h


class ForgetfulLast(LastStateOnly):
    """Only the last step counts."""

    def forward(self, X):
        return super().forward(X[:, -1:])


class LSTMWithoutTanh(LSTMCell):
    def forward(self, x, h_prev, c_prev):
        _, c = super().forward(x, h_prev, c_prev)
        return sigmoid(np.hstack((h_prev, x)) @ self.W_o + self.b_o) * c, c


class LSTMWithoutMemory(LSTMCell):
    def forward(self, x, h_prev, c_prev):
        return super().forward(x, h_prev, c_prev * 0)


class GatesExchanged(LSTMCell):
    """What is called the forget gate lets in, and the input gate forgets."""

    def forward(self, x, h_prev, c_prev):
        z = np.hstack((h_prev, x))
        f = sigmoid(z @ self.W_i + self.b_i)
        i = sigmoid(z @ self.W_f + self.b_f)
        c = f * c_prev + i * np.tanh(z @ self.W_c + self.b_c)
        return sigmoid(z @ self.W_o + self.b_o) * np.tanh(c), c


class GRUWithoutReset(GRUCell):
    def forward(self, x, h):
        z = sigmoid(x @ self.Wz + h @ self.Uz + self.bz)
        r = sigmoid(x @ self.Wr + h @ self.Ur + self.br)
        new = np.tanh(x @ self.Wh + h @ self.Uh + self.bh) + 0 * r
        return z * h + (1 - z) * new


class GRUWithAnotherSigmoid(GRUCell):
    def forward(self, x, h):
        z = sigmoid(x @ self.Wz + h @ self.Uz + self.bz)
        r = sigmoid(x @ self.Wr + h @ self.Ur + self.br)
        return z * h + (1 - z) * sigmoid(x @ self.Wh + r * (h @ self.Uh) + self.bh)


class GRUThatAdds(GRUCell):
    def forward(self, x, h):
        z = sigmoid(x @ self.Wz + h @ self.Uz + self.bz)
        r = sigmoid(x @ self.Wr + h @ self.Ur + self.br)
        return h + z * np.tanh(x @ self.Wh + (r * h) @ self.Uh + self.bh)
