"""Dense layers and networks as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

RIGHT_LAYERS = {
    "right_layers": (
        "linear_forward affine_forward weights_first on_lists with_einsum Dense Affine LazyDense ColumnLayer "
        "FoldedLayer BuiltDense LayerOfNeurons ListLayer"
    ),
    "right_own_arrays": "Linear Layer",
    "right_built_layers": "ByShape ByFirstInput ByOptimizer WithDefaults OutFirst InSlots",
    "right_torch_layers": "dense MyLinear PlainTensors Wrapped Linear",
}
WRONG_LAYERS = {
    "NoBias": "the bias is left out",
    "BiasTwice": "the bias is added twice",
    "AlwaysReLU": "a ReLU is applied to the output",
    "bias_as_one_number": "",
    "mean_over_batch": "",
    "minus_the_bias": "the bias is subtracted",
    "first_row_only": "",
    "OwnRandomWeights": "",
}
RIGHT_NETWORKS = {
    "right_networks": "NeuralNetwork Network",
    "right_course_network": "nn_model initialize_parameters",
    "right_own_arrays": "MLP",
    "right_libraries": "MLPClassifier WithBatchNorm",
    "right_torch_networks": "Net Classifier build_mlp model",
}
WRONG_NETWORKS = {
    "NoBend": "there is no non-linearity between the layers",
    "NoBiases": "the layers have no biases",
    "ZeroWeights": "it does not learn",
    "OneLayer": "there is no hidden layer",
    "IdleBiases": "the layers have no biases",
    "LearnsNothing": "it does not learn",
    "LearnsTheOpposite": "it does not learn",
}


def cases(samples: dict[str, str]) -> list[tuple[str, str]]:
    """Return each sample as file and symbol."""
    return [(file, symbol) for file, symbols in samples.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "symbol"), cases(RIGHT_LAYERS))
def test_right_layers_pass_every_required_check(show: Callable, file: str, symbol: str) -> None:
    """A right dense layer is never refused, whatever way it is written."""
    assert {} == show("dense_layer", f"dense_neural_networks/{file}.py", symbol).failures()


@pytest.mark.parametrize(("symbol", "mistake"), WRONG_LAYERS.items())
def test_wrong_layers_fail_and_are_named(show: Callable, symbol: str, mistake: str) -> None:
    """A wrong dense layer fails, and a known mistake is named."""
    failures = show("dense_layer", "dense_neural_networks/wrong_layers.py", symbol).failures()
    assert "agrees_with_the_reference" in failures
    assert {mistake} == {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize(("file", "symbol"), cases(RIGHT_NETWORKS))
def test_right_networks_pass_every_required_check(show: Callable, file: str, symbol: str) -> None:
    """A right network is never refused, whatever way it is built and trained."""
    assert {} == show("dense_network", f"dense_neural_networks/{file}.py", symbol).failures()


@pytest.mark.parametrize(("symbol", "mistake"), WRONG_NETWORKS.items())
def test_wrong_networks_fail_and_are_named(show: Callable, symbol: str, mistake: str) -> None:
    """A wrong network fails, and its mistake is named."""
    failures = show("dense_network", "dense_neural_networks/wrong_networks.py", symbol).failures()
    assert mistake in {failure.mistake for failure in failures.values()}


def test_the_way_weights_are_set_is_told(show: Callable) -> None:
    """The convention says how the layer is constructed and where its weights lie."""
    expected = (
        "called as ColumnLayer(in, out, activation=None), weights set through .W and .b, forward(A_prev), "
        "weights (out, in), bias (out, 1), examples in columns, on NumPy arrays"
    )
    assert expected == show("dense_layer", "dense_neural_networks/right_layers.py", "ColumnLayer").description
