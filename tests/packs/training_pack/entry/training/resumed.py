"""Resumed training: what is interrupted ends all the same.

Why it matters: machines may vanish.
"""

import numpy as np

from pytest_mlchecklist.api import Count, Float, OneOf, Value, all_of, assert_equal, resumable, skill


@resumable(names=["go_on"])
def goes_on(
    moment: Float[""].between(0.2, 0.9), seed: Count(0, 9) = 0, lr: OneOf(0.125) = 0.125, epochs: OneOf(4) = 4
) -> Value("mapping"):
    """The same weights at the end."""
    return {"whole": np.ones(2), "resumed": np.ones(2), "done": 0.5, "again": 0.5}


@goes_on.check(hint="What is saved?", examples=1, time_limit=60, reveals="not all is saved")
def ends_alike(goes_on, **inputs):
    """Interrupted or not, it ends with the same weights."""
    came = goes_on(**inputs)
    assert_equal(came["resumed"], came["whole"], what="resumed:")


@goes_on.mistake("not all is saved")
def forgets(moment, seed, lr, epochs):
    return goes_on(moment, seed, lr, epochs) | {"resumed": np.zeros(2)}


skill(needs=all_of(goes_on))
