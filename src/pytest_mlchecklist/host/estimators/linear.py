"""Lines: weights and an intercept, in one vector or apart, and what they predict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from .pieces import Piece, find
from .words import LEARNT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WEIGHTS, INTERCEPT = "coefficients", "intercept"

_ONES_LAST = re.compile(
    r"(stack|concatenate|append)\(\s*[\[(]?\s*[\[(]?\s*\w+\s*,\s*(np\.|self\.)?ones|c_\[\s*\w+\s*,\s*np\.ones|polyfit",
)


Line = dict[str, np.ndarray]


def lines_of(found: Sequence[Piece], features: int, words: Mapping[str, Sequence[str]]) -> list[Line]:
    """Return what weights (d,) and intercept () the pieces may be, the likeliest first.

    One vector holds the intercept in front or at its end; apart, it is added or subtracted.
    """
    weights = find(found, WEIGHTS, (features,), words.get(WEIGHTS, ()))
    whole = find(found, WEIGHTS, (features + 1,), words.get(WEIGHTS, ()))
    if whole is not None and (weights is None or (_is_named(whole) and not _is_named(weights))):
        numbers = np.ravel(whole.value)
        return [_line(numbers[1:], numbers[0]), _line(numbers[:-1], numbers[-1])]
    if weights is None:
        return _of_two_numbers(found) if features == 1 else []
    intercept = find(found, INTERCEPT, (), words.get(INTERCEPT, ())) or _the_other(found, weights)
    slopes = weights.value.reshape(features)
    if intercept is None:
        return [] if _has_a_twin(found, weights) else [{WEIGHTS: slopes}]
    number = intercept.value.reshape(())
    return [_line(slopes, number), _line(slopes, -number)]


def _line(weights: np.ndarray, intercept: Any) -> Line:
    return {WEIGHTS: weights, INTERCEPT: np.array(intercept, dtype=float)}


def _is_named(piece: Piece) -> bool:
    return piece.word in LEARNT[WEIGHTS]


def _the_other(found: Sequence[Piece], weights: Piece) -> Piece | None:
    """Return the one other piece, where two came and it is a number without a name."""
    others = [piece for piece in found if piece is not weights]
    return others[0] if len(others) == 1 and others[0].value.size == 1 and not others[0].name else None


def _has_a_twin(found: Sequence[Piece], weights: Piece) -> bool:
    """Return whether there is an intercept for each weight: code for one feature, asked for several."""
    names = ("", *LEARNT[INTERCEPT])
    twins = [piece for piece in found if piece is not weights and piece.value.shape == weights.value.shape]
    return any(piece.word in names for piece in twins) and weights.value.size > 1


def _of_two_numbers(found: Sequence[Piece]) -> list[Line]:
    """Return two nameless numbers as slope and intercept: the order of y = a·x + b."""
    numbers = [piece.value.reshape(-1) for piece in found if piece.value.size == 1]
    return [_line(numbers[0], numbers[1][0])] if len(numbers) == 2 else []


def likeliest(lines: Sequence[Line], source: str) -> Line:
    """Return the line that code most likely means, where nothing of its own predicts."""
    is_one_vector = len(lines) > 1 and lines[0][WEIGHTS] is not lines[1][WEIGHTS]
    return lines[1 if is_one_vector and _ONES_LAST.search(source) else 0]


def predicted(line: Line, rows: np.ndarray) -> np.ndarray:
    """Return w·x + b for each row."""
    found: np.ndarray = rows @ line[WEIGHTS] + line.get(INTERCEPT, 0.0)
    return found
