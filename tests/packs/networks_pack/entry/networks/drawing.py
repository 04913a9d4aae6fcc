"""Drawing: functions that draw, from a state of the generators that can be chosen.

Why it matters: what is drawn must be comparable with what was drawn before.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Unavailable,
    all_of,
    assert_close,
    assert_that,
    sampled,
    skill,
)


@sampled()
def noisy(x: Float["n d"].between(-3, 3)) -> Float["n d"]:
    """A number and a normal one."""
    return drawn(x, 0)


@noisy.operation
def drawn(x, seed):
    """The same, from a state of one's own."""
    return x + np.random.default_rng(seed).standard_normal(np.shape(x))


@noisy.operation
def slopes(x, seed):
    """It moves as its argument does."""
    return {"x": np.ones_like(x)}


@noisy.check(hint="Draw anew.", reveals="nothing is drawn")
def differs_from_state_to_state(noisy, x, seed: Count(0, 9)):
    """From one state the same comes, from another one something else."""
    first = noisy.drawn(x=x, seed=seed)
    assert_close(noisy.drawn(x=x, seed=seed), first)
    other = noisy.drawn(x=x, seed=seed + 1)
    assert_that(not np.allclose(other, first), came="the same", expected="something else")


@noisy.check(hint="Do not detach.", reveals="it is detached")
def moves_with_its_argument(noisy, x, seed: Count(0, 9)):
    """Its slope is one, where it runs on tensors."""
    try:
        came = noisy.slopes(x=x, seed=seed)["x"]
    except Unavailable:
        return
    assert_close(came, np.ones_like(x))


@noisy.mistake("nothing is drawn", operation="drawn")
def quiet(x, seed):
    return x


@noisy.mistake("it is detached", operation="slopes")
def detached(x, seed):
    return {"x": np.zeros_like(x)}


skill(needs=all_of(noisy))
