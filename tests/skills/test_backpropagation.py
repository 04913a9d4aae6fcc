"""Backpropagation as learners write it: what is said of it besides the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
import torch

from pytest_mlchecklist.skill import Part

FUNCTIONS = {
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "exp": torch.exp,
    "log": torch.log,
}


def torch_gradients(leaves: np.ndarray, steps: list[str]) -> np.ndarray:
    """Return what torch says of the same steps, read as Python."""
    tensors = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in leaves.tolist()]
    known = dict(zip("abc", tensors, strict=False)) | FUNCTIONS
    for step in steps:
        name, made_of = step.split(" = ")
        words = made_of.split()
        called = f"{words[0]}({words[1]})" if words[0] in FUNCTIONS else made_of
        known[name] = eval(called, {}, known)  # noqa: S307 - steps of our own
    known[name].backward()
    return np.array([0.0 if tensor.grad is None else tensor.grad.item() for tensor in tensors])


@pytest.mark.parametrize("seed", range(10))
def test_the_reference_is_that_of_torch(parts: Mapping[str, Part], seed: int) -> None:
    """Slopes that are carried forward agree with torch's autograd on random graphs."""
    part = parts["autograd_value"]
    page = part.reference.__globals__
    leaves = np.random.default_rng(seed).uniform(0.5, 2, size=3)
    steps = page["random_graph"](seed, leaves, page["EVERYTHING"], 12)
    assert np.allclose(part.reference(leaves, steps)["gradients"], torch_gradients(leaves, steps))


def test_a_failure_is_a_step_that_can_be_worked_by_hand(show: Callable) -> None:
    """The expression that fails is written as a learner would."""
    failures = show("autograd_value", "backpropagation/wrong_values.py", "SameTwice").failures()
    assert (
        "autograd_value(leaves=[2], steps=['b = a + a'])"
        in failures["adds_up_what_comes_along_two_ways"].message
    )


def test_an_operation_that_is_missing_is_no_failure(show: Callable) -> None:
    """A class that only adds and multiplies is right in what it does, and a remark names what it lacks."""
    shown = show("autograd_value", "backpropagation/right_tensors.py", "Variable")
    assert ["+", "*"] == shown.convention.facts["operations"]
    assert {} == shown.failures()
    assert "2 * a" in shown.reports()["takes_plain_numbers"].message


ENDS = {"softmax": lambda z: torch.softmax(z, dim=1), "sigmoid": torch.sigmoid, "tanh": torch.tanh}
BENDS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "ReLU": torch.relu,
    "leaky ReLU": torch.nn.functional.leaky_relu,
}


def torch_loss(family: Any, x: torch.Tensor, y: torch.Tensor, weights: list[torch.Tensor]) -> torch.Tensor:
    """Return the loss of a family, with torch's own functions."""
    w1, b1, w2, b2 = weights
    z = BENDS[family.hidden](x @ w1 + b1) @ w2 + b2
    functional = torch.nn.functional
    if family.error == "squared error":
        return functional.mse_loss(ENDS.get(family.output, lambda same: same)(z), y, reduction="sum") / 2
    if family.output == "softmax":
        return functional.cross_entropy(z, y, reduction="sum")
    return functional.binary_cross_entropy_with_logits(z, y, reduction="sum")


def test_each_family_is_that_of_torch(parts: Mapping[str, Part]) -> None:
    """The gradients of every network and loss that is understood are those of torch's autograd."""
    page = parts["network_backward"].reference.__globals__
    inputs, families = page["_probe"](())
    for family, gradients in families.items():
        names = ("w1", "b1", "w2", "b2")
        weights = [torch.tensor(inputs[name], requires_grad=True) for name in names]
        y = torch.eye(2, dtype=torch.float64)[inputs["labels"]]
        factor = page["FACTORS"][family.factor](*y.shape)
        (factor * torch_loss(family, torch.tensor(inputs["x"]), y, weights)).backward()
        for name, weight in zip(names, weights, strict=True):
            assert np.allclose(gradients[name], weight.grad.numpy()), (family, name)


def test_the_reference_is_one_of_the_families(parts: Mapping[str, Part]) -> None:
    """What stands in the book is what the page says of it."""
    part = parts["network_backward"]
    inputs, families = part.reference.__globals__["_probe"](())
    usual = families[part.reference.__globals__["USUAL"]]
    assert all(np.allclose(slope, usual[name]) for name, slope in part.reference(**inputs).items())


def test_a_network_is_named(show: Callable) -> None:
    """The report says which network and which loss the gradients are of."""
    reports = show("network_backward", "backpropagation/right_networks.py", "Network").reports()
    notes = [note for report in reports.values() for note in report.notes]
    assert "this is the sum over the examples of the squared error, with sigmoid and sigmoid" in notes


def test_wrong_gradients_are_no_known_network(show: Callable) -> None:
    """Where no network fits, none is named."""
    shown = show("network_backward", "backpropagation/wrong_networks.py", "upside_down")
    assert not [note for report in shown.reports().values() for note in report.notes]


def test_a_failure_shows_the_weights_that_were_given(show: Callable) -> None:
    """The call that is shown is the one whose gradients are wrong, and not one of ours before it."""
    failures = show("network_backward", "backpropagation/wrong_networks.py", "no_bend").failures()
    message = failures["is_right_for_the_first_layer"].message
    assert "the slope of the hidden layer's bend is left out" in message
    labels = re.search(r"labels=\[(.*?)\]", message)
    # Ours has seven rows, and the least that are drawn are five.
    assert labels
    assert len(labels[1].split(",")) < 7
