"""Recurrent cells and networks as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

RIGHT = {
    ("rnn_cell", "right_sequences"): (
        "rnn_step_forward RNNCell ColumnCell StatefulCell KeepsAllStates Stacked"
    ),
    ("rnn_cell", "right_course"): "rnn_cell_forward",
    ("rnn_cell", "right_torch"): "MyCell Concatenated WithOutput TorchCell",
    ("rnn", "right_sequences"): "rnn_forward RNN TimeFirst LastStateOnly SimpleRNN",
    ("rnn", "right_course"): "rnn_forward",
    ("rnn", "right_torch"): "TorchRNN BatchFirst StepByStep Classifier",
    ("lstm_cell", "right_gates"): "lstm_step_forward LSTMCell LSTM",
    ("lstm_cell", "right_torch"): "TorchLSTMCell MyLSTMCell",
    ("gru_cell", "right_gates"): "GRUCell KeepingGRU gru_cell",
    ("gru_cell", "right_torch"): "TorchGRUCell",
}
WRONG = {
    ("rnn_cell", "rnn_step_forward"): "the state is left out",
    ("rnn_cell", "LinearCell"): "the tanh is left out",
    ("rnn_cell", "SigmoidCell"): "a sigmoid stands in place of the tanh",
    ("rnn_cell", "BareState"): "the state is added without its weights",
    ("rnn_cell", "NoBias"): "the bias is left out",
    ("rnn", "Forgetful"): "the state is forgotten at every step",
    ("rnn", "Backwards"): "it starts at the last step",
    ("rnn", "FirstInputOnly"): "every step reads the first input",
    ("rnn", "OneStepLate"): "each step gets the state of the step before",
    ("rnn", "ForgetfulLast"): "the state is forgotten at every step",
    ("lstm_cell", "LSTMWithoutTanh"): "the last tanh is left out",
    ("lstm_cell", "LSTMWithoutMemory"): "the old memory is forgotten",
    ("lstm_cell", "GatesExchanged"): "",
    ("gru_cell", "GRUWithoutReset"): "the reset gate is left out",
    ("gru_cell", "GRUThatAdds"): "",
}
DESCRIBED = {
    ("rnn_cell", "right_sequences", "KeepsAllStates"): (
        "called as KeepsAllStates(out), weights set through .params['Wx'] and .params['Wh'] and "
        ".params['b'], h set through .derived['A'], forward(Xt), w_x (in, d), w_h (d, d), b (1, d), "
        "on NumPy arrays"
    ),
    ("rnn", "right_torch", "Classifier"): (
        "called as Classifier(in, out, out + 1, num_layers=1), weights set through .rnn.weight_ih_l0 and "
        ".rnn.weight_hh_l0 and .rnn.bias_ih_l0, __call__(x), w_x (d, in), w_h (d, d) transposed, b (d,), "
        "on torch tensors, gives the last state only, so it is asked after every step"
    ),
}


@pytest.mark.parametrize(
    ("part", "file", "symbol"),
    [(part, file, symbol) for (part, file), symbols in RIGHT.items() for symbol in symbols.split()],
)
def test_right_ones_pass_every_required_check(show: Callable, part: str, file: str, symbol: str) -> None:
    """A right cell or network is never refused, whatever way it is written."""
    assert {} == show(part, f"recurrent_neural_networks/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol", "mistake"), [(*key, mistake) for key, mistake in WRONG.items()])
def test_wrong_ones_fail_and_are_named(show: Callable, part: str, symbol: str, mistake: str) -> None:
    """A wrong cell or network fails, and a known mistake is named."""
    failures = show(part, "recurrent_neural_networks/wrong_cells.py", symbol).failures()
    assert {mistake} == {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize(
    ("part", "file", "symbol", "text"), [(*key, text) for key, text in DESCRIBED.items()]
)
def test_where_states_and_weights_lie_is_told(
    show: Callable, part: str, file: str, symbol: str, text: str
) -> None:
    """The convention says where a state is kept, what has a head, and what is asked step by step."""
    assert text == show(part, f"recurrent_neural_networks/{file}.py", symbol).description


def test_the_family_of_a_cell_is_told(show: Callable) -> None:
    """The report says which of the right gated cells this one is."""
    reports = show("gru_cell", "recurrent_neural_networks/right_gates.py", "KeepingGRU").reports()
    expected = (
        "this is the cell with gates z, r, n, whose reset gate works after the state's weights, "
        "and whose update gate keeps"
    )
    assert {expected} == {note for report in reports.values() for note in report.notes}
