"""Shared training: two ranks stay one model.

Why it matters: two models are not twice as good.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Int, OneOf, Value, all_of, assert_close, ranks, skill


@ranks(names=["train_ranks"])
def one_model(
    x: Float["4 2"],
    y: Int["4"],
    weight: Float["2"],
    bias: Float[""],
    ranks: OneOf(2),
    epochs: OneOf(1) = 1,
    lr: OneOf(0.125) = 0.125,
    batch_size: OneOf(2) = 2,
) -> Value("mapping"):
    """All ranks hold the same weights."""
    return {"final": np.tile(np.append(weight, bias), (ranks, 1))}


@one_model.check(hint="Who exchanges what?", examples=1, time_limit=60, reveals="each trains for itself")
def stays_one(one_model, **inputs):
    """The ranks end with the same weights."""
    final = one_model(**inputs)["final"]
    assert_close(final[0], final[1])


@one_model.mistake("each trains for itself")
def two_models(weight, bias, ranks, **_):
    return {"final": np.append(weight, bias) + np.arange(ranks)[:, None]}


skill(needs=all_of(one_model))
