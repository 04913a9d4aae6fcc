"""The data on which ways to call a splitting function are tried, and how well sizes fit."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARES = {"test": 0.25, "validation": 0.125}
_CLASSES, _ROWS, _WIDTH = 4, 320, 7
"""Every share of every class is a whole number of rows, however it is rounded."""


class Fit(IntEnum):
    """How well the sizes of sets fit the shares that were asked for."""

    OTHER = 0
    PERMUTED = 1
    EXACT = 2


def probe() -> dict[str, Any]:
    """Return the values of all roles."""
    x = np.arange(_ROWS * _WIDTH, dtype=float).reshape(_ROWS, _WIDTH)
    return {"x": x, "y": np.arange(_ROWS) % _CLASSES, "seed": 1, **SHARES}


def fit_of_sizes(sizes: Mapping[str, int]) -> Fit:
    """Return how well the sizes fit, whichever whole the validation share counts from.

    Exchanged sizes count as well: to give the training set the share of the test set is
    wrong, but shows that the shares were understood.
    """
    test, validation = SHARES["test"], SHARES["validation"] * ("validation" in sizes)
    of_all = {"train": 1 - test - validation, "validation": validation, "test": test}
    of_rest = {"train": (1 - test) * (1 - validation), "validation": validation * (1 - test), "test": test}
    return max(_fit(sizes, shares) for shares in (of_all, of_rest))


def _fit(sizes: Mapping[str, int], shares: Mapping[str, float]) -> Fit:
    expected = {name: shares[name] * _ROWS for name in sizes}
    if all(abs(sizes[name] - expected[name]) <= _CLASSES for name in sizes):
        return Fit.EXACT
    ordered = zip(sorted(sizes.values()), sorted(expected.values()), strict=True)
    is_permuted = all(abs(size - other) <= _CLASSES for size, other in ordered)
    return Fit.PERMUTED if is_permuted else Fit.OTHER


def is_share_of_rest(rows: int) -> bool:
    """Return whether so many rows of validation are a share of what the test set leaves."""
    of_all = SHARES["validation"] * _ROWS
    return abs(rows - of_all * (1 - SHARES["test"])) < abs(rows - of_all)
