"""Recurrent cells and networks as learners write them: what is said besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
