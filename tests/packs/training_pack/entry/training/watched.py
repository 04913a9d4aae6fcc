"""Watched networks: what a layer gave is what is kept.

Why it matters: one can't mend what one can't see.
"""

import numpy as np

from pytest_mlchecklist.api import Float, OneOf, Value, all_of, assert_equal, recorder, skill


@recorder(names=["watch"])
def watches(x: Float["n 4"], passes: OneOf(1, 2) = 1) -> Value("mapping"):
    """The outputs of the layers."""
    kept = {"layers": ["only"], "gave": [x], "recorded": [x], "tracked": [False]}
    return kept | {"outputs": x, "alone": x}


@watches.check(hint="Which pass was the last?", examples=2, reveals="something else is kept")
def keeps_the_last(watches, **inputs):
    """What is kept is what the layers gave last."""
    came = watches(**inputs)
    assert_equal(came["recorded"][0], came["gave"][0], what="kept:")


@watches.mistake("something else is kept")
def other(x, passes):
    return watches(x, passes) | {"recorded": [np.zeros(0)]}


skill(needs=all_of(watches))
