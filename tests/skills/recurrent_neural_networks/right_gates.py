"""Right cells with gates in NumPy."""
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    """Gates in the order i, f, o, g."""
    H = prev_h.shape[1]
    a = x.dot(Wx) + prev_h.dot(Wh) + b
    i, f, o = sigmoid(a[:, :H]), sigmoid(a[:, H : 2 * H]), sigmoid(a[:, 2 * H : 3 * H])
    g = np.tanh(a[:, 3 * H :])
    next_c = f * prev_c + i * g
    next_h = o * np.tanh(next_c)
    return next_h, next_c, (x, prev_h, prev_c)


class LSTMCell:
    """One matrix for each gate, state and input on top of each other."""

    def __init__(self, input_size, hidden_size):
        rows = hidden_size + input_size
        self.W_f, self.b_f = np.random.randn(rows, hidden_size), np.zeros(hidden_size)
        self.W_i, self.b_i = np.random.randn(rows, hidden_size), np.zeros(hidden_size)
        self.W_c, self.b_c = np.random.randn(rows, hidden_size), np.zeros(hidden_size)
        self.W_o, self.b_o = np.random.randn(rows, hidden_size), np.zeros(hidden_size)

    def forward(self, x, h_prev, c_prev):
        z = np.hstack((h_prev, x))
        f = sigmoid(z @ self.W_f + self.b_f)
        i = sigmoid(z @ self.W_i + self.b_i)
        candidate = np.tanh(z @ self.W_c + self.b_c)
        o = sigmoid(z @ self.W_o + self.b_o)
        c = f * c_prev + i * candidate
        return o * np.tanh(c), c


class LSTM:
    """Gates side by side, in the order f, g, i, o; the states are kept."""

    def __init__(self, input_size, hidden_size):
        self.Wx = np.random.randn(input_size, 4 * hidden_size)
        self.Wh = np.random.randn(hidden_size, 4 * hidden_size)
        self.b = np.zeros(4 * hidden_size)
        self.h = self.c = None

    def forward(self, x):
        n, H = x.shape[0], self.Wh.shape[0]
        if self.h is None:
            self.h, self.c = np.zeros((n, H)), np.zeros((n, H))
        A = x @ self.Wx + self.h @ self.Wh + self.b
        f, g, i, o = A[:, :H], A[:, H : 2 * H], A[:, 2 * H : 3 * H], A[:, 3 * H :]
        self.c = sigmoid(f) * self.c + np.tanh(g) * sigmoid(i)
        self.h = sigmoid(o) * np.tanh(self.c)
        return self.h


class GateByGate:
    """One matrix for each gate and each of input and state, (out, in), one example in a column."""

    def __init__(self, n_x, n_h):
        for gate in "ifog":
            setattr(self, f"Wx{gate}", np.random.randn(n_h, n_x))
            setattr(self, f"Wh{gate}", np.random.randn(n_h, n_h))
            setattr(self, f"b{gate}", np.zeros((n_h, 1)))

    def forward(self, x, h, c):
        i = sigmoid(self.Wxi @ x + self.Whi @ h + self.bi)
        f = sigmoid(self.Wxf @ x + self.Whf @ h + self.bf)
        o = sigmoid(self.Wxo @ x + self.Who @ h + self.bo)
        g = np.tanh(self.Wxg @ x + self.Whg @ h + self.bg)
        c_next = f * c + i * g
        return o * np.tanh(c_next), c_next


class SideBySide:
    """All gates side by side, in the order f, i, g, o."""

    def __init__(self, input_dim, units):
        self.W = np.random.randn(input_dim, 4 * units)
        self.U = np.random.randn(units, 4 * units)
        self.b = np.zeros((1, 4 * units))

    def forward(self, x, h_prev, c_prev):
        f, i, g, o = np.split(x @ self.W + h_prev @ self.U + self.b, 4, axis=1)
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return {"h": sigmoid(o) * np.tanh(c), "c": c}


class GRUCell:
    """The reset gate works before the weights; the update gate says what is new."""

    def __init__(self, input_size, hidden_size):
        for gate in "zrh":
            setattr(self, f"W{gate}", np.random.randn(input_size, hidden_size))
            setattr(self, f"U{gate}", np.random.randn(hidden_size, hidden_size))
            setattr(self, f"b{gate}", np.zeros((1, hidden_size)))

    def forward(self, x, h):
        z = sigmoid(x @ self.Wz + h @ self.Uz + self.bz)
        r = sigmoid(x @ self.Wr + h @ self.Ur + self.br)
        new = np.tanh(x @ self.Wh + (r * h) @ self.Uh + self.bh)
        return (1 - z) * h + z * new


class KeepingGRU:
    """The update gate says what is kept; gates in the order z, r, n, side by side."""

    def __init__(self, n_in, units):
        self.units = units
        self.kernel = np.random.randn(n_in, 3 * units)
        self.recurrent_kernel = np.random.randn(units, 3 * units)
        self.bias = np.zeros(3 * units)

    def __call__(self, x, state):
        xz, xr, xh = np.split(x @ self.kernel + self.bias, 3, axis=1)
        hz, hr, hh = np.split(state @ self.recurrent_kernel, 3, axis=1)
        z, r = sigmoid(xz + hz), sigmoid(xr + hr)
        return z * state + (1 - z) * np.tanh(xh + r * hh)


def gru_cell(x, h_prev, W, U, b):
    """As a function, gates in the order r, z, n."""
    H = h_prev.shape[1]
    a, s = x @ W + b, h_prev @ U
    r, z = sigmoid(a[:, :H] + s[:, :H]), sigmoid(a[:, H : 2 * H] + s[:, H : 2 * H])
    n = np.tanh(a[:, 2 * H :] + r * s[:, 2 * H :])
    return (1 - z) * n + z * h_prev
