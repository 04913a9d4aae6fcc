"""Recurrent Neural Networks: a cell reads a sequence step by step and carries a memory along.

Why it matters: Order changes meaning, in speech as in stock prices, and a running memory is the
simplest way to take it into account.

Next step: Let a cell read your own name letter by letter and guess each next letter; print what it
carries along before and after a letter that comes twice.
"""

from itertools import product

import numpy as np

from pytest_mlchecklist.api import Float, all_of, assert_close, assert_that, layer, skill

STEP = Float["n i"].between(-2, 2)
STATE = Float["n d"].between(-1, 1)
SEQUENCE = Float["n t i"].between(-2, 2)
# Small, so that no tanh is saturated: what a weight changes then shows.
INPUT_WEIGHT, STATE_WEIGHT = Float["i d"].between(-0.5, 0.5), Float["d d"].between(-0.5, 0.5)
BIAS = Float["d"].between(-0.5, 0.5)


@layer(
    names=["rnn_step", "rnn_cell_forward", "rnn_step_forward", "simple_rnn_cell", "vanilla_rnn_cell",
           "elman_cell", "recurrent_cell", "rnn_forward_step", "vanilla_rnn_step", "rnn"],
    activation="tanh",
)  # fmt: skip
def rnn_cell(x: STEP, h: STATE, w_x: INPUT_WEIGHT, w_h: STATE_WEIGHT, b: BIAS) -> Float["n d"]:
    """The tanh of the input's and the state's weighted sums, plus a bias (Elman 1990)."""
    return np.tanh(x @ w_x + h @ w_h + b)


@rnn_cell.check(hint="With weights of zero for the state, only the input and the bias are left.")
def sees_the_state_through_its_weights(cell, x, h, w_x, w_h, b):
    """With weights of zero for the state, it does not matter what the state was."""
    assert_close(cell(x, h, w_x, w_h * 0, b), cell(x, h * 0, w_x, w_h * 0, b))


@rnn_cell.check(hint="With weights of zero for the input, only the state and the bias are left.")
def sees_the_input_through_its_weights(cell, x, h, w_x, w_h, b):
    """With weights of zero for the input, it does not matter what came in."""
    assert_close(cell(x, h, w_x * 0, w_h, b), cell(x * 0, h, w_x * 0, w_h, b))


@rnn_cell.check(hint="A tanh never leaves the range from -1 to 1: what is done to the state after it?")
def stays_between_minus_one_and_one(cell, x, h, w_x, w_h, b):
    """However large the input is, the new state lies between -1 and 1."""
    came = cell(x * 8, h, w_x, w_h, b)
    assert_close(np.clip(came, -1, 1), came)


@rnn_cell.check(hint="What is before the tanh is an odd function of all that goes in, bias and all.")
def turns_its_sign_with_all_that_goes_in(cell, x, h, w_x, w_h, b):
    """With the signs of input, state and bias turned, the sign of the new state turns."""
    assert_close(cell(-x, -h, w_x, w_h, -b), -cell(x, h, w_x, w_h, b))


@rnn_cell.check(
    severity="remark",
    hint="The slope of tanh at z is 1 - tanh(z)²; from there it is a dense layer's gradient.",
)
def sends_gradients_back(cell, x, h, w_x, w_h, b, upstream: Float["n d"].between(-2, 2)):
    """Its backward pass, where it has one, gives the gradients of input, state and weights."""
    came = cell.gradients(x=x, h=h, w_x=w_x, w_h=w_h, b=b, upstream=upstream)
    right = gradients(x, h, w_x, w_h, b, upstream)
    for name in came:
        share = len(x) if cell.facts.get("gradients_averaged") and name not in ("x", "h") else 1
        assert_close(came[name], right[name] / share, scale=10 * upstream.size)


@rnn_cell.operation
def gradients(x, h, w_x, w_h, b, upstream):
    inner = upstream * (1 - rnn_cell(x, h, w_x, w_h, b) ** 2)
    return {
        "x": inner @ w_x.T, "h": inner @ w_h.T, "w_x": x.T @ inner, "w_h": h.T @ inner, "b": inner.sum(axis=0)
    }  # fmt: skip


@rnn_cell.mistake("the tanh is left out")
def cell_without_tanh(x, h, w_x, w_h, b):
    return x @ w_x + h @ w_h + b


@rnn_cell.mistake("the state is left out")
def cell_without_state(x, h, w_x, w_h, b):
    return np.tanh(x @ w_x + b)


@rnn_cell.mistake("the bias is left out")
def cell_without_bias(x, h, w_x, w_h, b):
    return np.tanh(x @ w_x + h @ w_h)


@rnn_cell.mistake("the state is added without its weights")
def cell_with_a_bare_state(x, h, w_x, w_h, b):
    return np.tanh(x @ w_x + h + b)


@rnn_cell.mistake("the state's part stands outside the tanh")
def cell_with_state_outside(x, h, w_x, w_h, b):
    return np.tanh(x @ w_x + b) + h @ w_h


@rnn_cell.mistake("a sigmoid stands in place of the tanh")
def cell_with_sigmoid(x, h, w_x, w_h, b):
    return sigmoid(x @ w_x + h @ w_h + b)


@rnn_cell.mistake("a ReLU stands in place of the tanh")
def cell_with_relu(x, h, w_x, w_h, b):
    return np.maximum(x @ w_x + h @ w_h + b, 0)


@layer(
    names=["rnn_forward", "simple_rnn", "recurrent", "vanilla_rnn", "rnn_layer", "elman_rnn",
           "recurrent_layer", "recurrent_neural_network", "rnn_forward_pass", "run_rnn",
           "recurrent_network", "time_rnn"],
    activation="tanh",
)  # fmt: skip
def rnn(x: SEQUENCE, w_x: INPUT_WEIGHT, w_h: STATE_WEIGHT, b: BIAS, h: STATE = None) -> Float["n t d"]:
    """The cell, step by step, from a state of zeros unless another is given; all states."""
    state, states = np.zeros((len(x), len(w_h))) if h is None else h, []
    for step in range(x.shape[1]):
        state = rnn_cell(x[:, step], state, w_x, w_h, b)
        states.append(state)
    return np.stack(states, axis=1)


@rnn.check(examples=15, hint="What is yet to come can't be known: go through the steps in their order.")
def does_not_look_ahead(rnn, x, w_x, w_h, b, h):
    """The states of the first steps do not depend on later inputs."""
    half = (x.shape[1] + 1) // 2
    later = x.copy()
    later[:, half:] = 1 - later[:, half:]
    assert_close(rnn(later, w_x, w_h, b, h)[:, :half], rnn(x, w_x, w_h, b, h)[:, :half])


@rnn.check(examples=15, hint="The state of one step goes into the next: follow it through your loop.")
def remembers_its_first_input(rnn, x: SEQUENCE.at_least(t=2), w_x, w_h, b, h):
    """What came first still shows in the last state."""
    other = x.copy()
    other[:, 0] = 1 - other[:, 0]
    moved = rnn(x, w_x, w_h, b, h)[:, -1] - rnn(other, w_x, w_h, b, h)[:, -1]
    right = rnn.reference(x, w_x, w_h, b, h)[:, -1] - rnn.reference(other, w_x, w_h, b, h)[:, -1]
    assert_close(moved, right)


@rnn.check(examples=15, hint="The number of steps is the length of what comes in, whatever it is.")
def takes_sequences_of_any_length(rnn, x: SEQUENCE.at_least(t=9), w_x, w_h, b, h):
    """A longer sequence begins as the shorter one does."""
    came = rnn(x, w_x, w_h, b, h)
    for length in (1, 2, 7):
        assert_close(rnn(x[:, :length], w_x, w_h, b, h), came[:, :length])


@rnn.check(examples=15, hint="Each sequence of the batch has a state of its own, which begins anew.")
def keeps_its_sequences_apart(rnn, x: SEQUENCE.at_least(n=2), w_x, w_h, b, h):
    """Another first sequence changes nothing for the others."""
    other = x.copy()
    other[0] = 1 - other[0]
    assert_close(rnn(other, w_x, w_h, b, h)[1:], rnn(x, w_x, w_h, b, h)[1:])


@rnn.mistake("the state is forgotten at every step")
def rnn_without_memory(x, w_x, w_h, b, h=None):
    return np.tanh(x @ w_x + b)


@rnn.mistake("it starts at the last step")
def rnn_backwards(x, w_x, w_h, b, h=None):
    return rnn(x[:, ::-1], w_x, w_h, b, h)[:, ::-1]


@rnn.mistake("what is carried along has not gone through the tanh")
def rnn_without_tanh_in_state(x, w_x, w_h, b, h=None):
    state, states = np.zeros((len(x), len(w_h))) if h is None else h, []
    for step in range(x.shape[1]):
        state = x[:, step] @ w_x + state @ w_h + b
        states.append(np.tanh(state))
    return np.stack(states, axis=1)


@rnn.mistake("each step gets the state of the step before")
def rnn_one_step_late(x, w_x, w_h, b, h=None):
    first = np.zeros((len(x), 1, len(w_h))) if h is None else h[:, None]
    return np.concatenate([first, rnn(x, w_x, w_h, b, h)[:, :-1]], axis=1)


@rnn.mistake("the state of one sequence goes on into the next")
def rnn_through_the_batch(x, w_x, w_h, b, h=None):
    state, states = None if h is None else h[:1], []
    for sequence in x:
        states.append(rnn(sequence[None], w_x, w_h, b, state))
        state = states[-1][:, -1]
    return np.concatenate(states)


@rnn.mistake("every step reads the first input")
def rnn_of_the_first_input(x, w_x, w_h, b, h=None):
    return rnn(np.repeat(x[:, :1], x.shape[1], axis=1), w_x, w_h, b, h)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def before_the_gates(x, h, w_x, w_h, b):
    """The weighted sums of every gate: (n, gates, d)."""
    return np.einsum("ni,igd->ngd", x, w_x) + np.einsum("nd,dge->nge", h, w_h) + b


@layer(
    names=["lstm_step", "lstm_cell_forward", "lstm_step_forward", "lstmcell", "lstm_forward_step"],
    gates="ifgo",
    activation="tanh",
)
def lstm_cell(
    x: STEP,
    h: STATE,
    c: Float["n d"].between(-2, 2),
    w_x: Float["i 4 d"].between(-0.5, 0.5),
    w_h: Float["d 4 d"].between(-0.5, 0.5),
    b: Float["4 d"].between(-0.5, 0.5),
) -> Float["n d"]:
    """What is kept of the memory, what comes in and what goes out; gates in torch's order.

    Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000.
    """
    return lstm_states(x, h, c, w_x, w_h, b)["state"]


def lstm_states(x, h, c, w_x, w_h, b, order="ifgo"):
    sums = before_the_gates(x, h, w_x, w_h, b)
    i, f, g, o = (sums[:, order.index(gate)] for gate in "ifgo")
    memory = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return {"state": sigmoid(o) * np.tanh(memory), "memory": memory, "gate": sigmoid(o)}


def lstm_in_order(order):
    """The cell whose gates lie side by side in another order."""
    return lambda x, h, c, w_x, w_h, b: lstm_states(x, h, c, w_x, w_h, b, order)["state"]


for gates in ("ifog", "igfo", "figo", "fiog", "fgio", "gifo"):
    lstm_cell.variant(f"cell whose gates lie in the order {', '.join(gates)}")(lstm_in_order(gates))


@lstm_cell.check(hint="A gate, from 0 to 1, multiplies a tanh, from -1 to 1.")
def keeps_its_state_small(cell, x, h, c, w_x, w_h, b):
    """The new state lies between -1 and 1, whatever is remembered."""
    came = cell(x, h, 4 * c, w_x, w_h, b)
    assert_close(np.clip(came, -1, 1), came)


@lstm_cell.check(hint="A gate is a sigmoid of its sums: with weights of zero every gate is half open.")
def opens_its_gates_half_without_weights(cell, x, h, c, w_x, w_h, b):
    """With all weights zero, half of the memory is kept, and half of its tanh comes out."""
    assert_close(cell(x, h, c, w_x * 0, w_h * 0, b * 0), np.tanh(c / 2) / 2)


@lstm_cell.check(hint="A gate's name says what it does: look at which sums each of them takes.")
def gives_each_gate_its_own_work(cell, x, h, c, w_x, w_h, b):
    """Gates that have names do what these say."""
    if cell.facts.get("gates") != "each in a place of its own":
        return  # side by side, in whatever order
    assert_close(cell(x, h, c, w_x, w_h, b), lstm_cell(x, h, c, w_x, w_h, b))


@lstm_cell.mistake("the last tanh is left out")
def lstm_without_tanh(x, h, c, w_x, w_h, b):
    came = lstm_states(x, h, c, w_x, w_h, b)
    return came["gate"] * came["memory"]


@lstm_cell.mistake("the old memory is forgotten")
def lstm_without_memory(x, h, c, w_x, w_h, b):
    return lstm_cell(x, h, c * 0, w_x, w_h, b)


@lstm_cell.mistake("the old memory is kept whole, without a forget gate")
def lstm_without_forgetting(x, h, c, w_x, w_h, b):
    i, _, g, o = np.moveaxis(before_the_gates(x, h, w_x, w_h, b), 1, 0)
    return sigmoid(o) * np.tanh(c + sigmoid(i) * np.tanh(g))


@lstm_cell.mistake("what comes in goes through a sigmoid instead of a tanh")
def lstm_with_another_sigmoid(x, h, c, w_x, w_h, b):
    i, f, g, o = np.moveaxis(before_the_gates(x, h, w_x, w_h, b), 1, 0)
    return sigmoid(o) * np.tanh(sigmoid(f) * c + sigmoid(i) * sigmoid(g))


@lstm_cell.mistake("the output gate is left out")
def lstm_without_output_gate(x, h, c, w_x, w_h, b):
    return np.tanh(lstm_states(x, h, c, w_x, w_h, b)["memory"])


@layer(
    names=["gru_step", "gru_cell_forward", "gru_step_forward", "grucell", "gru_forward_step"],
    gates="rzn",
    activation="tanh",
)
def gru_cell(
    x: STEP,
    h: STATE,
    w_x: Float["i 3 d"].between(-0.5, 0.5),
    w_h: Float["d 3 d"].between(-0.5, 0.5),
    b: Float["3 d"].between(-0.5, 0.5),
) -> Float["n d"]:
    """A share of the old state is kept, and the rest is new; gates in torch's order.

    Cho et al. 2014; as torch has it, the reset gate multiplies after the state's weights.
    """
    return gru_state(x, h, w_x, w_h, b)


def gru_state(x, h, w_x, w_h, b, order="rzn", *, reset_before=False, keeps=True):
    of_input = np.einsum("ni,igd->ngd", x, w_x) + b
    of_state = np.einsum("nd,dge->nge", h, w_h)
    at = {gate: order.index(gate) for gate in "rzn"}
    reset, update = (sigmoid(of_input[:, at[gate]] + of_state[:, at[gate]]) for gate in "rz")
    seen = (reset * h) @ w_h[:, at["n"]] if reset_before else reset * of_state[:, at["n"]]
    new = np.tanh(of_input[:, at["n"]] + seen)
    kept = update if keeps else 1 - update
    return kept * h + (1 - kept) * new


def gru_family(order, reset_before, keeps):
    """The cell of another book."""
    return lambda x, h, w_x, w_h, b: gru_state(
        x, h, w_x, w_h, b, order, reset_before=reset_before, keeps=keeps
    )


for gates, before, keeps in list(product(("rzn", "zrn"), (False, True), (True, False)))[1:]:
    when, what = ("before" if before else "after"), ("keeps" if keeps else "renews")
    gru_cell.variant(
        f"cell with gates {', '.join(gates)}, whose reset gate works {when} the state's weights, "
        f"and whose update gate {what}"
    )(gru_family(gates, before, keeps))


@gru_cell.check(hint="The share that is kept and the share that is new are one together.")
def lies_between_old_and_new(cell, x, h, w_x, w_h, b):
    """A state between -1 and 1 stays there."""
    came = cell(x, h, w_x, w_h, b)
    assert_close(np.clip(came, -1, 1), came)


@gru_cell.check(hint="A gate is a sigmoid of its sums: with weights of zero every gate is half open.")
def keeps_half_without_weights(cell, x, h, w_x, w_h, b):
    """With all weights zero, half of the old state is left."""
    assert_close(cell(x, h, w_x * 0, w_h * 0, b * 0), h / 2)


@gru_cell.check(hint="A closed reset gate hides the old state from the new one.")
def can_hide_the_old_state(cell, x, h, w_x, w_h, b):
    """With weights of zero for the state, it shows only in what is kept of it."""
    came, nothing = cell(x, h, w_x, w_h * 0, b), cell(x, h * 0, w_x, w_h * 0, b)
    kept = came - nothing
    assert_that(
        bool(np.all(np.abs(kept) <= np.abs(h) + 1e-9) and np.all(kept * h >= -1e-9)),
        came=f"{kept.ravel()[0]:.4g} more for a state of {h.ravel()[0]:.4g}",
        expected="a share of the state",
    )


@gru_cell.mistake("nothing of the old state is kept")
def gru_without_keeping(x, h, w_x, w_h, b):
    r, _, n = np.moveaxis(np.einsum("ni,igd->ngd", x, w_x) + b, 1, 0)
    of_state = np.einsum("nd,dge->nge", h, w_h)
    return np.tanh(n + sigmoid(r + of_state[:, 0]) * of_state[:, 2])


@gru_cell.mistake("the reset gate is left out")
def gru_without_reset(x, h, w_x, w_h, b):
    _, z, n = np.moveaxis(before_the_gates(x, h, w_x, w_h, b), 1, 0)
    return sigmoid(z) * h + (1 - sigmoid(z)) * np.tanh(n)


@gru_cell.mistake("the new state is added to all of the old one")
def gru_that_adds(x, h, w_x, w_h, b):
    _, z, _ = np.moveaxis(before_the_gates(x, h, w_x, w_h, b), 1, 0)
    return gru_cell(x, h, w_x, w_h, b) + (1 - sigmoid(z)) * h


@gru_cell.mistake("the new state goes through a sigmoid instead of a tanh")
def gru_with_another_sigmoid(x, h, w_x, w_h, b):
    r, z, n = np.moveaxis(np.einsum("ni,igd->ngd", x, w_x) + b, 1, 0)
    of_state = np.einsum("nd,dge->nge", h, w_h)
    update = sigmoid(z + of_state[:, 1])
    return update * h + (1 - update) * sigmoid(n + sigmoid(r + of_state[:, 0]) * of_state[:, 2])


@gru_cell.mistake("both gates share one set of weights")
def gru_with_one_gate(x, h, w_x, w_h, b):
    shared = [0, 0, 2]
    return gru_cell(x, h, w_x[:, shared], w_h[:, shared], b[shared])


skill(needs=all_of(rnn_cell, rnn))
