"""Layers for sequences: a state is carried from step to step, and each step sees what came before it.

Why it matters: the meaning of a word hangs on the words before it.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Pieces, all_of, assert_close, layer, skill


@layer(
    names=["rnn_cell", "rnn_step", "rnn_cell_forward", "rnn_step_forward", "simple_rnn_cell"],
    activation="tanh",
)
def rnn_cell(
    x: Float["n i"], h: Float["n d"], w_x: Float["i d"], w_h: Float["d d"], b: Float["d"]
) -> Float["n d"]:
    """The tanh of the input's and the state's weighted sums, plus a bias (Elman 1990)."""
    return np.tanh(x @ w_x + h @ w_h + b)


@rnn_cell.check(hint="With weights of zero for the state, it does not matter which state it is.")
def needs_its_weights_to_see_the_state(cell, x, h, w_x, b):
    """With weights of zero, the state does not matter."""
    none = np.zeros((h.shape[1], h.shape[1]))
    assert_close(cell(x, h, w_x, none, b), cell(x, h * 0, w_x, none, b))


@rnn_cell.mistake("the tanh is left out")
def cell_without_tanh(x, h, w_x, w_h, b):
    return x @ w_x + h @ w_h + b


@rnn_cell.mistake("the state is left out")
def cell_without_state(x, h, w_x, w_h, b):
    return np.tanh(x @ w_x + b)


@rnn_cell.mistake("the weights of the state are transposed")
def cell_with_transposed_weights(x, h, w_x, w_h, b):
    return np.tanh(x @ w_x + h @ w_h.T + b)


@layer(names=["rnn_forward", "simple_rnn", "recurrent", "vanilla_rnn"], activation="tanh")
def rnn(x: Float["n t i"], w_x: Float["i d"], w_h: Float["d d"], b: Float["d"]) -> Float["n t d"]:
    """The cell, step by step, from a state of zeros; all states."""
    states, h = [], np.zeros((len(x), len(w_h)))
    for step in range(x.shape[1]):
        h = rnn_cell(x[:, step], h, w_x, w_h, b)
        states.append(h)
    return np.stack(states, axis=1)


@rnn.check(hint="What is yet to come can't be known: go through the steps in their order.")
def does_not_look_ahead(rnn, x, w_x, w_h, b):
    """The states of the first steps do not depend on later inputs."""
    half = (x.shape[1] + 1) // 2
    later = x.copy()
    later[:, half:] = 0
    assert_close(rnn(later, w_x, w_h, b)[:, :half], rnn(x, w_x, w_h, b)[:, :half])


@rnn.mistake("the state is forgotten at every step")
def rnn_without_memory(x, w_x, w_h, b):
    return np.tanh(x @ w_x + b)


@rnn.mistake("it starts at the last step")
def rnn_backwards(x, w_x, w_h, b):
    return rnn(x[:, ::-1], w_x, w_h, b)[:, ::-1]


@rnn.mistake("the first step's output is missing in the next")
def rnn_without_tanh_in_state(x, w_x, w_h, b):
    states, h = [], np.zeros((len(x), len(w_h)))
    for step in range(x.shape[1]):
        h = x[:, step] @ w_x + h @ w_h + b
        states.append(np.tanh(h))
    return np.stack(states, axis=1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(x, h, c, pre, order):
    i, f, g, o = (pre[:, order.index(gate)] for gate in "ifgo")
    cell = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return {"state": sigmoid(o) * np.tanh(cell), "cell": cell}


@layer(
    names=["lstm_step", "lstm_cell_forward", "lstm_step_forward", "lstmcell"], gates="ifgo", activation="tanh"
)
def lstm_cell(
    x: Float["n i"],
    h: Float["n d"],
    c: Float["n d"],
    w_x: Float["i 4 d"],
    w_h: Float["d 4 d"],
    b: Float["4 d"],
) -> Float["n d"]:
    """What is kept of the cell, what comes in, and what goes out; gates in torch's order.

    Hochreiter and Schmidhuber 1997.
    """
    return lstm_step(x, h, c, before_the_gates(x, h, w_x, w_h, b), "ifgo")["state"]


def before_the_gates(x, h, w_x, w_h, b):
    return np.einsum("ni,igd->ngd", x, w_x) + np.einsum("nd,dge->nge", h, w_h) + b


@lstm_cell.variant("cell whose gates lie in the order i, f, o, g")
def lstm_cell_ifog(x, h, c, w_x, w_h, b):
    return lstm_step(x, h, c, before_the_gates(x, h, w_x, w_h, b), "ifog")["state"]


@lstm_cell.variant("cell whose gates lie in the order f, i, g, o")
def lstm_cell_figo(x, h, c, w_x, w_h, b):
    return lstm_step(x, h, c, before_the_gates(x, h, w_x, w_h, b), "figo")["state"]


@lstm_cell.check(hint="The sigmoid of the output's gate multiplies the tanh of the cell.")
def stays_between_minus_one_and_one(cell, x, h, c, w_x, w_h, b):
    """A state lies between −1 and 1."""
    came = cell(x, h, c, w_x, w_h, b)
    assert_close(np.clip(came, -1, 1), came)


@lstm_cell.mistake("the last tanh is left out")
def lstm_without_tanh(x, h, c, w_x, w_h, b):
    pre = before_the_gates(x, h, w_x, w_h, b)
    return sigmoid(pre[:, 3]) * lstm_step(x, h, c, pre, "ifgo")["cell"]


@lstm_cell.mistake("the old cell is forgotten")
def lstm_without_memory(x, h, c, w_x, w_h, b):
    return lstm_cell(x, h, c * 0, w_x, w_h, b)


@lstm_cell.mistake("the candidate goes through a sigmoid")
def lstm_with_another_sigmoid(x, h, c, w_x, w_h, b):
    pre = before_the_gates(x, h, w_x, w_h, b)
    cell = sigmoid(pre[:, 1]) * c + sigmoid(pre[:, 0]) * sigmoid(pre[:, 2])
    return sigmoid(pre[:, 3]) * np.tanh(cell)


@layer(names=["lstm_both"], gates="ifgo", activation="tanh")
def lstm_states(x: Float["n t i"], w_x: Float["i 4 d"], w_h: Float["d 4 d"], b: Float["4 d"]) -> Pieces(
    states=Float["n t d"], last=Float["n d"]
):
    """All states of a sequence, and the last of them."""
    h = c = np.zeros((len(x), w_h.shape[0]))
    states = []
    for step in range(x.shape[1]):
        came = lstm_step(x[:, step], h, c, before_the_gates(x[:, step], h, w_x, w_h, b), "ifgo")
        h, c = came["state"], came["cell"]
        states.append(h)
    return {"states": np.stack(states, axis=1), "last": h}


skill(needs=all_of(rnn_cell, rnn, lstm_cell))
