"""Slopes: what a number changes where another one does.

Why it matters: a network learns from nothing else.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Given, Value, all_of, assert_close, autograd, skill

STEPS = Given(lambda *_: ["c = a * b", "d = c + a"])


@autograd(names=["value"])
def sloped_number(leaves: Float["2"].between(-2, 2), steps: STEPS) -> Value("mapping"):
    """Of a b + a the slope along a is b + 1, and along b it is a."""
    a, b = leaves
    return {"value": a * b + a, "gradients": np.array([b + 1, a])}


@sloped_number.check(hint="Which way does each gradient come?", examples=3)
def sees_both(sloped_number, leaves, steps):
    """Both numbers get their slopes."""
    came = sloped_number(leaves, steps)
    assert_close(came["gradients"], np.array([leaves[1] + 1, leaves[0]]))


@sloped_number.mistake("nothing is sent back")
def silent(leaves, steps):
    return sloped_number(leaves, steps) | {"gradients": np.zeros(2)}


@sloped_number.mistake("each gets its own")
def own(leaves, steps):
    return sloped_number(leaves, steps) | {"gradients": np.array(leaves)}


@sloped_number.mistake("everything has a slope of one")
def ones(leaves, steps):
    return sloped_number(leaves, steps) | {"gradients": np.ones(2)}


skill(needs=all_of(sloped_number))
