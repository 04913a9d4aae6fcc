"""Dense layers and networks as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_the_way_weights_are_set_is_told(show: Callable) -> None:
    """The convention says how the layer is constructed and where its weights lie."""
    expected = (
        "called as ColumnLayer(in, out, activation=None), weights set through .W and .b, forward(A_prev), "
        "weights (out, in), bias (out, 1), examples in columns, on NumPy arrays"
    )
    assert expected == show("dense_layer", "dense_neural_networks/right_layers.py", "ColumnLayer").description
