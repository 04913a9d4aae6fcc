"""Forms: parts whose vectors learners lay in their own ways.

Why it matters: shapes tell most of them apart.
"""

from pytest_mlchecklist.api import Float, Int, all_of, function, skill


@function(forms=["scores", "columns", "rows"])
def share(target: Int["n"], prediction: Int["n"]) -> Float[""]:
    """The share of equal labels."""
    return (target == prediction).mean()


@share.mistake("it is not averaged")
def each(target, prediction):
    return (target == prediction).astype(float)


@function(forms=["columns", "rows"])
def doubled(v: Float["n"]) -> Float["n"]:
    """Twice a vector."""
    return 2 * v


@function()
def total(v: Float["n"]) -> Float[""]:
    """The sum of a vector."""
    return v.sum()


@function()
def swapped(a: Float["i j"]) -> Float["j i"]:
    """The transpose of a matrix."""
    return a.T


skill(needs=all_of(share, doubled, total, swapped))
