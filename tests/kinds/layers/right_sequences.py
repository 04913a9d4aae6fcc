"""Right recurrent layers in the dialects of learners."""
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(axis=0))
    return e / e.sum(axis=0)


def rnn_cell_forward(xt, a_prev, parameters):
    """Features first, as a famous course has it, with an output of its own."""
    Wax = parameters["Wax"]
    Waa = parameters["Waa"]
    Wya = parameters["Wya"]
    ba = parameters["ba"]
    by = parameters["by"]
    a_next = np.tanh(np.dot(Waa, a_prev) + np.dot(Wax, xt) + ba)
    yt_pred = softmax(np.dot(Wya, a_next) + by)
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)


def rnn_step_forward(x, prev_h, Wx, Wh, b):
    next_h = np.tanh(x.dot(Wx) + prev_h.dot(Wh) + b)
    return next_h, (x, prev_h, Wx, Wh, next_h)


def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh, next_h = cache
    da = dnext_h * (1 - next_h**2)
    return da.dot(Wx.T), da.dot(Wh.T), x.T.dot(da), prev_h.T.dot(da), da.sum(axis=0)


class RNNCell:
    def __init__(self, input_size, hidden_size):
        self.hidden_size = hidden_size
        self.W_xh = np.random.randn(input_size, hidden_size) * 0.01
        self.W_hh = np.random.randn(hidden_size, hidden_size) * 0.01
        self.b_h = np.zeros((1, hidden_size))

    def forward(self, x, h_prev):
        return np.tanh(x @ self.W_xh + h_prev @ self.W_hh + self.b_h)


class ColumnCell:
    """Weights (out, in), one example at a time; U for the input, W for the state."""

    def __init__(self, n_in, n_hidden):
        self.U = np.random.randn(n_hidden, n_in)
        self.W = np.random.randn(n_hidden, n_hidden)
        self.b = np.zeros(n_hidden)

    def step(self, x, h):
        return np.tanh(self.U.dot(x) + self.W.dot(h) + self.b)

    __call__ = step


class KeepsItsState:
    """The state is kept by the object."""

    def __init__(self, in_size, hidden_size):
        self.Wx = np.random.randn(in_size, hidden_size)
        self.Wh = np.random.randn(hidden_size, hidden_size)
        self.b = np.zeros(hidden_size)
        self.h = None

    def forward(self, x):
        state = 0 if self.h is None else self.h @ self.Wh
        self.h = np.tanh(x @ self.Wx + state + self.b)
        return self.h


class Stacked:
    """The weights of the state and of the input lie on top of each other."""

    def __init__(self, n_x, n_h):
        self.n_h = n_h
        self.Wf = np.random.randn(n_h + n_x, n_h)
        self.bf = np.zeros(n_h)

    def forward(self, x, h):
        return np.tanh(np.concatenate([h, x], axis=1) @ self.Wf + self.bf)


def rnn_forward(x, Wx, Wh, b):
    """Batch first; h0 is zero."""
    n, t, _ = x.shape
    h = np.zeros((n, t, len(b)))
    state = np.zeros((n, len(b)))
    for i in range(t):
        state, _ = rnn_step_forward(x[:, i], state, Wx, Wh, b)
        h[:, i] = state
    return h, None


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
        assert h.shape[1] == self.recurrent_kernel.shape[0]
        for step in x:
            h = np.tanh(step @ self.kernel + h @ self.recurrent_kernel + self.bias)
            states.append(h)
        out = np.array(states)
        assert out.shape[0] == len(x)
        return out


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


class LSTM:
    """A sequence in; all states and the last of them out."""

    def __init__(self, input_size, hidden_size):
        self.cell = LSTMCell(input_size, hidden_size)
        self.hidden_size = hidden_size

    def forward(self, x):
        h = c = np.zeros((len(x), self.hidden_size))
        states = []
        for t in range(x.shape[1]):
            h, c = self.cell.forward(x[:, t], h, c)
            states.append(h)
        return h, np.stack(states, axis=1)
