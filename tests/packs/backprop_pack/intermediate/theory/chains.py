"""Chains: how an error goes back through two layers.

Why it matters: a network learns from nothing else.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Int, Value, all_of, assert_close, backprop, skill


@backprop(names=["chain"])
def straight_chain(
    x: Float["n 3"].at_least(n=5),
    labels: Int["n"].between(0, 1),
    w1: Float["3 4"],
    b1: Float["4"],
    w2: Float["4 2"],
    b2: Float["2"],
) -> Value("mapping"):
    """Two layers without a bend, and half the squared error."""
    error = (x @ w1 + b1) @ w2 + b2 - np.eye(2)[labels]
    back = error @ w2.T
    return {"w1": x.T @ back, "b1": back.sum(axis=0), "w2": (x @ w1 + b1).T @ error, "b2": error.sum(axis=0)}


@straight_chain.check(hint="What is the slope of a sum?", examples=3)
def sends_the_error_back(straight_chain, x, labels, w1, b1, w2, b2):
    """Every weight gets its gradient."""
    lacking = straight_chain.facts.get("without", ())
    biases = [bias * (name not in lacking) for name, bias in (("b1", b1), ("b2", b2))]
    came = straight_chain(x, labels, w1, b1, w2, b2)
    expected = straight_chain.part.reference(x, labels, w1, biases[0], w2, biases[1])
    for name, slope in came.items():
        assert_close(slope, expected[name], scale=1000)


@straight_chain.mistake("the signs are reversed")
def reversed_signs(**inputs):
    return {name: -slope for name, slope in straight_chain(**inputs).items()}


@straight_chain.mistake("everything is halved")
def halved(**inputs):
    return {name: slope / 2 for name, slope in straight_chain(**inputs).items()}


@straight_chain.mistake("nothing is sent back")
def silent(**inputs):
    return {name: slope * 0 for name, slope in straight_chain(**inputs).items()}


skill(needs=all_of(straight_chain))
