"""Right recurrent networks in NumPy: functions, classes, states kept, states given."""
import numpy as np


def rnn_step_forward(x, prev_h, Wx, Wh, b):
    """One step; the cache is for the way back."""
    next_h = np.tanh(x.dot(Wx) + prev_h.dot(Wh) + b)
    cache = (x, prev_h, Wx, Wh, next_h)
    return next_h, cache


def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh, next_h = cache
    da = dnext_h * (1 - next_h**2)
    return da.dot(Wx.T), da.dot(Wh.T), x.T.dot(da), prev_h.T.dot(da), da.sum(axis=0)


def rnn_forward(x, h0, Wx, Wh, b):
    """A first state is given."""
    N, T, _ = x.shape
    h = np.zeros((N, T, h0.shape[1]))
    cache = []
    prev_h = h0
    for t in range(T):
        prev_h, step = rnn_step_forward(x[:, t], prev_h, Wx, Wh, b)
        h[:, t] = prev_h
        cache.append(step)
    return h, cache


def rnn_from_zero(x, Wx, Wh, b):
    """Batch first; h0 is zero."""
    n, t, _ = x.shape
    h = np.zeros((n, t, len(b)))
    state = np.zeros((n, len(b)))
    for i in range(t):
        state, _ = rnn_step_forward(x[:, i], state, Wx, Wh, b)
        h[:, i] = state
    return h, None


class RNNCell:
    def __init__(self, input_size, hidden_size):
        self.hidden_size = hidden_size
        self.W_xh = np.random.randn(input_size, hidden_size) * 0.01
        self.W_hh = np.random.randn(hidden_size, hidden_size) * 0.01
        self.b_h = np.zeros((1, hidden_size))

    def forward(self, x, h_prev):
        return np.tanh(x @ self.W_xh + h_prev @ self.W_hh + self.b_h)


class ColumnCell:
    """Weights (out, in); one example at a time."""

    def __init__(self, n_in, n_hidden):
        self.U = np.random.randn(n_hidden, n_in)
        self.W = np.random.randn(n_hidden, n_hidden)
        self.b = np.zeros(n_hidden)

    def step(self, x, h):
        return np.tanh(self.U.dot(x) + self.W.dot(h) + self.b)

    __call__ = step


class StatefulCell:
    """The object remembers its state."""

    def __init__(self, in_size, hidden_size):
        self.Wx = np.random.randn(in_size, hidden_size)
        self.Wh = np.random.randn(hidden_size, hidden_size)
        self.b = np.zeros(hidden_size)
        self.h = None

    def reset_state(self):
        self.h = None

    def forward(self, x):
        state = 0 if self.h is None else self.h @ self.Wh
        self.h = np.tanh(x @ self.Wx + state + self.b)
        return self.h


class KeepsAllStates:
    """All states are kept in a list, and so are the inputs; weights are built at the first step."""

    def __init__(self, n_out):
        self.n_out = n_out
        self.params = {"Wx": None, "Wh": None, "b": None}
        self.derived = None

    def forward(self, Xt):
        if self.derived is None:
            rng = np.random.default_rng(0)
            self.params["Wx"] = rng.normal(size=(Xt.shape[1], self.n_out))
            self.params["Wh"] = rng.normal(size=(self.n_out, self.n_out))
            self.params["b"] = np.zeros((1, self.n_out))
            self.derived = {"A": [], "X": []}
        states = self.derived["A"]
        if not states:
            states.append(np.zeros((len(Xt), self.n_out)))
        new = np.tanh(Xt @ self.params["Wx"] + states[-1] @ self.params["Wh"] + self.params["b"])
        states.append(new)
        self.derived["X"].append(Xt)
        return new


class Stacked:
    """The weights of state and input lie on top of each other."""

    def __init__(self, n_x, n_h):
        self.n_h = n_h
        self.W = np.random.randn(n_h + n_x, n_h)
        self.b = np.zeros(n_h)

    def forward(self, x, h):
        return np.tanh(np.concatenate([h, x], axis=1) @ self.W + self.b)


class RNN:
    """All states and the last one come back."""

    def __init__(self, input_dim, hidden_dim):
        self.cell = RNNCell(input_dim, hidden_dim)

    def forward(self, x):
        h = np.zeros((x.shape[0], self.cell.hidden_size))
        outputs = []
        for t in range(x.shape[1]):
            h = self.cell.forward(x[:, t, :], h)
            outputs.append(h)
        return np.stack(outputs, axis=1), h


class TimeFirst:
    def __init__(self, inputs, units):
        self.kernel = np.random.randn(inputs, units)
        self.recurrent_kernel = np.random.randn(units, units)
        self.bias = np.zeros(units)

    def forward(self, x):
        h, states = np.zeros((x.shape[1], len(self.bias))), []
        for step in x:
            h = np.tanh(step @ self.kernel + h @ self.recurrent_kernel + self.bias)
            states.append(h)
        return np.array(states)


class LastStateOnly:
    """Only the last state comes back, as a classifier needs it."""

    def __init__(self, input_size, hidden_size):
        self.Wxh = np.random.randn(input_size, hidden_size) * 0.1
        self.Whh = np.random.randn(hidden_size, hidden_size) * 0.1
        self.bh = np.zeros(hidden_size)

    def forward(self, X):
        h = np.zeros((X.shape[0], self.Whh.shape[0]))
        for t in range(X.shape[1]):
            h = np.tanh(X[:, t] @ self.Wxh + h @ self.Whh + self.bh)
        return h


class SimpleRNN:
    """`return_sequences` asks for all states."""

    def __init__(self, units, return_sequences=False, activation="tanh"):
        self.units = units
        self.return_sequences = return_sequences
        self.Wx = self.Wh = self.b = None

    def build(self, input_dim):
        self.Wx = np.random.randn(input_dim, self.units)
        self.Wh = np.random.randn(self.units, self.units)
        self.b = np.zeros((1, self.units))

    def forward(self, x):
        if self.Wx is None:
            self.build(x.shape[-1])
        states = [np.zeros((len(x), self.units))]
        for t in range(x.shape[1]):
            states.append(np.tanh(x[:, t] @ self.Wx + states[-1] @ self.Wh + self.b))
        return np.stack(states[1:], axis=1) if self.return_sequences else states[-1]
