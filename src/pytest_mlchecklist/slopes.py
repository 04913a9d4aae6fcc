"""The gradient of a loss: the slope of what the code computes, in whichever way losses are reduced.

Learners differentiate a sum where they report a mean, drop the factor two of a square, or give the slope by
the scores before a softmax. Such a gradient leads to the same place, is right, and is said to differ.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.asserts import assert_that
from pytest_mlchecklist.errors import LearnerError, Unavailable
from pytest_mlchecklist.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Inner = Callable[[np.ndarray, np.ndarray], np.ndarray]

UPHILL = "the gradient has the wrong sign"
STEP = 1e-6
_SHARED = (
    "",
    "its gradient is summed where its value is averaged",
    "its gradient is averaged where its value is not",
)
_FACTORS = {
    "": 1.0,
    "its gradient is twice the slope of its value": 2.0,
    "its gradient is half the slope of its value": 0.5,
}


def sloping(
    by: str, inner: Inner | None = None, *, fused: str = "", trains: bool = True
) -> Callable[..., Any]:
    """Return what adds the check of a loss's own gradient: it is the slope of what the code computes.

    Args:
        by: The argument by which it differentiates.
        inner: Makes of a slope by this argument, and of the argument, the slope by what is read in its place.
        fused: What is read in its place by code that gives its gradient by that, whatever goes in.
        trains: Whether it is a loss and no more: a score need not let a gradient flow back.
    """

    def add(part: Any) -> Any:
        @part.check(examples=15, hint="Differentiate the formula by hand, then compare at this input.")  # type: ignore[untyped-decorator]
        def has_the_right_gradient(code: Any, **inputs: Any) -> None:
            """Its own gradient, where it has one, is the slope of its curve, as a mean or as a sum."""
            came = _own_gradient(code, inputs, trains=trains)
            if came is None:
                if trains:
                    code.note("no gradient of its own was found, so none was compared")
                return
            slope, bends = slope_of(code.reference, by, inputs)
            rights = {"": slope} | _by_the_other(code, by, inputs)
            if inner is not None and not np.array_equal(code.as_read({by: inputs[by]})[by], inputs[by]):
                rights = {"": inner(slope, inputs[by])}
            elif inner is not None and fused:
                rights[f"its gradient is that by {fused}"] = inner(slope, inputs[by])
            _compare(code, came, rights, bends)

        def gradient(**inputs: Any) -> np.ndarray:
            return slope_of(part.part.reference, by, inputs)[0]

        part.operation(gradient)
        part.mistake(UPHILL, operation="gradient")(lambda **inputs: -gradient(**inputs))
        return part

    return add


def slope_of(loss: Callable[..., Any], by: str, inputs: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """The slope of the sum of a loss by one argument, and where it has none, as it bends there."""
    at = np.asarray(inputs[by], dtype=float)
    slope, bends = np.zeros(at.shape), np.zeros(at.shape, dtype=bool)
    for place in np.ndindex(at.shape):
        moved = (at + move * (np.arange(at.size).reshape(at.shape) == np.ravel_multi_index(place, at.shape))
                 for move in (-STEP, 0, STEP))  # fmt: skip
        low, here, high = (float(np.sum(loss(**{**inputs, by: one}))) for one in moved)
        slope[place] = (high - low) / (2 * STEP)
        bends[place] = abs(high - 2 * here + low) > 1e-2 * STEP * (1 + abs(slope[place]))
    return slope, bends


def _own_gradient(code: Any, inputs: Mapping[str, Any], *, trains: bool) -> np.ndarray | None:
    try:
        return np.asarray(code.gradient(**inputs))
    except Unavailable:
        return None
    except LearnerError:  # no gradient reaches the argument
        if trains:
            raise
        return None


def _by_the_other(code: Any, by: str, inputs: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return the slope by the other argument, where no name of the learner's tells which is which."""
    pair = {*code.part.options.get("interchangeable", ())}
    if not pair or not pair <= {*code.facts.get("guessed", ())}:
        return {}
    return {
        f"its gradient is that by the {other}": slope_of(code.reference, other, inputs)[0]
        for other in sorted(pair - {by})
    }


def _compare(code: Any, came: np.ndarray, rights: Mapping[str, np.ndarray], bends: np.ndarray) -> None:
    """Fail where a gradient is none of these, nor summed or averaged, nor twice or half as steep."""
    shares = list(zip(_SHARED, _shares_of(bends), strict=True))
    told: Iterable[tuple[str, str, str]] = (
        (fused, shared, steeper)
        for (fused, right), (shared, share), (steeper, factor) in product(
            rights.items(), shares, _FACTORS.items()
        )
        if _is_near(came, right * share * factor, bends)
    )
    found = next(iter(told), None)
    turned = any(_is_near(-came, right * share, bends) for right in rights.values() for _, share in shares)
    assert_that(
        found is not None,
        came=f"the gradient {shown(came)}",
        expected=shown(rights[""]),
        mistake=UPHILL if turned else "",
    )
    # Of one, two or four examples a number and a factor of two are the same.
    for note in filter(None, (found or ())[: 1 if len(bends) in (1, 2, 4) else None]):
        code.note(note)


def _shares_of(bends: np.ndarray) -> tuple[float, float, float]:
    """By which numbers a gradient may differ that is summed, or averaged, where its value is not."""
    return 1.0, float(len(bends)), 1.0 / len(bends)


def _is_near(came: np.ndarray, right: np.ndarray, bends: np.ndarray) -> bool:
    """Whether a gradient is right wherever there is one; rounding and a small number of a library apart."""
    error = 1e-5 + 1e-3 * float(np.max(np.abs(right[~bends]), initial=0))
    return came.shape == right.shape and bool(np.all(np.abs(came - right)[~bends] <= error))
