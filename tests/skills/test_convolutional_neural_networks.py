"""Convolutional layers and networks as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.report import Outcome

RIGHT_LAYERS = {
    "right_layers": (
        "conv_forward_naive conv_forward Conv2D ConvLast FromWeights FlatKernels conv2d TrueConvolution "
        "OnlyWhole"
    ),
    "right_torch": "Conv MyConv conv_forward",
}
RIGHT_NETWORKS = {
    "right_torch": "Net SimpleCNN AnySize YesOrNo build_cnn cnn",
    "right_networks": "CNN create_cnn SimpleConvNet ThreeLayerConvNet ChannelsLast",
}
WRONG_LAYERS = {
    "conv_forward": "the bias is left out",
    "FirstChannelOnly": "only the first channel is looked at",
    "Mirrored": "the kernel is mirrored from left to right only",
    "WithReLU": "a ReLU is applied to the output",
    "NoPadding": "the padding is left out",
    "NoStride": "the stride is left out",
    "Averages": "the window is averaged instead of summed",
    "BiasForEveryChannel": "the bias is added once for every channel of the image",
    "FirstImageOnly": "",
    "SwapsStrides": "",
}
WRONG_NETWORKS = {
    "DenseInDisguise": "there is no convolution, each neuron has a weight for every pixel",
    "AllZero": "it does not learn",
    "MixedByTheBatch": "",
    "NeverUpdates": "it does not learn",
    "Ascends": "it does not learn",
    "HugeKernels": "",
}
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


def cases(samples: dict[str, str]) -> list[tuple[str, str]]:
    """Return each sample as file and symbol."""
    return [(file, symbol) for file, symbols in samples.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "symbol"), cases(RIGHT_LAYERS))
def test_right_layers_pass_every_required_check(show: Callable, file: str, symbol: str) -> None:
    """A right convolutional layer is never refused, whatever way it is written."""
    assert {} == show("conv_layer", f"convolutional_neural_networks/{file}.py", symbol).failures()


@pytest.mark.parametrize(("symbol", "mistake"), WRONG_LAYERS.items())
def test_wrong_layers_fail_and_are_named(show: Callable, symbol: str, mistake: str) -> None:
    """A wrong convolutional layer fails, and a known mistake is named."""
    failures = show("conv_layer", "convolutional_neural_networks/wrong_layers.py", symbol).failures()
    assert "agrees_with_the_reference" in failures
    assert {mistake} == {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize(("file", "symbol"), cases(RIGHT_NETWORKS))
def test_right_networks_pass_every_required_check(show: Callable, file: str, symbol: str) -> None:
    """A right convolutional network is never refused, whatever images it wants and however it learns."""
    assert {} == show("conv_network", f"convolutional_neural_networks/{file}.py", symbol).failures()


@pytest.mark.parametrize(("symbol", "mistake"), WRONG_NETWORKS.items())
def test_wrong_networks_fail_and_are_named(show: Callable, symbol: str, mistake: str) -> None:
    """A wrong convolutional network fails, and a known mistake is named."""
    failures = show("conv_network", "convolutional_neural_networks/wrong_networks.py", symbol).failures()
    assert mistake in {failure.mistake for failure in failures.values()}


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
