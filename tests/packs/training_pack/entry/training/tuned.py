"""Tuned models: a new head on an old backbone.

Why it matters: what is learnt once need not be learnt again.
"""

import numpy as np

from pytest_mlchecklist.api import Count, Value, all_of, assert_equal, skill, tuner


@tuner(does="build", names=["on_top"])
def new_head(seed: Count(0, 9), classes: Count(2, 3), steps: Count(1, 2) = 1) -> Value("mapping"):
    """The backbone stays."""
    return {"pretrained": np.ones(3), "after": np.ones(3)}


@new_head.check(hint="Which parameters learn?", examples=1, time_limit=30, reveals="the backbone learns too")
def stays(new_head, **inputs):
    """Training leaves the backbone as it was."""
    came = new_head(**inputs)
    assert_equal(came["after"], came["pretrained"], what="the backbone:")


@new_head.mistake("the backbone learns too")
def learns(seed, classes, steps=1):
    return {"pretrained": np.ones(3), "after": np.zeros(3)}


skill(needs=all_of(new_head))
