"""Convolutional layers and networks as learners write them: what is said besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.report import Outcome

PLACES = {
    "right_networks": {
        "ThreeLayerConvNet": (
            "built as ThreeLayerConvNet(input_dim=shape, num_classes=classes), outputs by loss(x), "
            "images of 1 channel, 8 by 8, on NumPy arrays"
        ),
        "ChannelsLast": (
            "built as ChannelsLast(n_classes=classes), outputs by forward(x), "
            "images of 1 channel, 8 by 8, channels last, on NumPy arrays"
        ),
    },
    "right_torch": {
        "Net": "built as Net(), outputs by __call__(x), images of 1 channel, 28 by 28, on torch tensors",
        "SimpleCNN": (
            "built as SimpleCNN(num_classes=classes), outputs by __call__(x), "
            "images of 3 channels, 32 by 32, on torch tensors"
        ),
    },
}


@pytest.mark.parametrize(
    ("file", "symbol", "expected"),
    [(file, symbol, text) for file, several in PLACES.items() for symbol, text in several.items()],
)
def test_the_images_that_a_network_takes_are_told(
    show: Callable, file: str, symbol: str, expected: str
) -> None:
    """The convention says what images a network wants, and how they lie."""
    assert expected == show("conv_network", f"convolutional_neural_networks/{file}.py", symbol).description


def test_a_stride_that_does_not_fit_may_be_refused(show: Callable) -> None:
    """A layer that refuses a stride which leaves a rest gets a remark, and no more."""
    reports = show("conv_layer", "convolutional_neural_networks/right_layers.py", "OnlyWhole").reports()
    failed = {name for name, report in reports.items() if report.outcome is Outcome.FAILED}
    assert {"leaves_out_what_holds_no_window"} == failed


def test_a_dense_network_is_told_what_it_lacks(show: Callable) -> None:
    """The message says which weights are too many, and what was expected."""
    shown = show("conv_network", "convolutional_neural_networks/wrong_networks.py", "DenseInDisguise")
    expected = (
        "we called    the weights of conv_network()\n"
        "it gave      weights of the shape (32, 784) for images of 784 numbers\n"
        "we expected  kernels: fewer weights for each output than the image has numbers\n"
        "to try       This is what one gets when there is no convolution, each neuron has a weight for every "
        "pixel. A kernel is a few pixels wide, and the same one slides over all of the image."
    )
    assert expected == shown.failures()["has_kernels_smaller_than_its_images"].message
