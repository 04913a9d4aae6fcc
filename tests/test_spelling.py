"""Names as learners spell them."""

from __future__ import annotations

import pytest

from pytest_mlchecklist.spelling import likeness, mentions, normal


@pytest.mark.parametrize(
    "name",
    [
        "LeakyReLU",
        "LeakyRelu",
        "leakyrelu",
        "_leaky_relu",
        "lrelu",
        "my_leaky_relu",
        "leaky_relu_forward",
        "LeakyReLULayer",
        "Activation_LeakyReLU",
        "leaky_relu_v2",
        "leaky_relu2",
        "leaky_relu_from_scratch",
    ],
)
def test_knows_one_name_in_many_spellings(name: str) -> None:
    """Case, underscores, and words that say how or by whom make no difference."""
    assert normal(name) == "leakyrelu"


@pytest.mark.parametrize(
    "name",
    [
        "leaky_relu_derivative",
        "leaky_relu_backward",
        "d_leaky_relu",
        "leaky_relu_test",
        "relu6",
        "log_softmax",
        "l2",
    ],
)
def test_keeps_other_things_apart(name: str) -> None:
    """A derivative, a test or a relative of the thing is not the thing."""
    assert likeness(name, ["leaky_relu", "relu", "softmax", "l1"]) == 0


def test_ranks_the_spellings() -> None:
    """The name itself comes before its decorated form, and that before its words in another order."""
    names = ["leaky_relu", "my_leaky_relu", "relu_leaky"]
    ranks = [likeness(name, ["leaky_relu"]) for name in names]

    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 3


@pytest.mark.parametrize("argument", ["learning_rate", "learningRate", "lr", "init_lr"])
def test_finds_a_synonym_in_an_argument(argument: str) -> None:
    """An argument means a thing when it is, or holds, one of the thing's names."""
    assert mentions(argument, {"lr", "learningrate"})


def test_takes_a_name_in_another_script_as_it_is() -> None:
    """A name without Latin letters is like no other name."""
    assert likeness("сеть", ["net", "слой"]) == 0
