"""Compiled steps: a step that a compiler can take.

Why it matters: it is fast.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Int, OneOf, Value, all_of, assert_that, compiled, skill


@compiled(names=["fast_step"])
def pure_step(
    x: Float["4 2"], y: Int["4"], weight: Float["2"], bias: Float[""], lr: OneOf(0.125) = 0.125
) -> Value("mapping"):
    """It looks at no value."""
    return {"plain": np.append(weight, bias), "error": ""}


@pure_step.check(
    hint="Which if looks at a number?", examples=1, time_limit=60, reveals="it looks at the loss"
)
def can_be_compiled(pure_step, **inputs):
    """A compiler can take it."""
    error = pure_step(**inputs)["error"]
    assert_that(not error, came=error, expected="no error")


@pure_step.mistake("it looks at the loss")
def looks(x, y, weight, bias, lr):
    return {"plain": np.append(weight, bias), "error": "a branch"}


skill(needs=all_of(pure_step))
