"""Backpropagation as learners write it: what is said of it besides the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
