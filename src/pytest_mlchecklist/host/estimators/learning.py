"""What a fitted model has learnt, by the roles of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .linear import INTERCEPT, WEIGHTS, lines_of
from .pieces import find, pieces, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from .linear import Line
    from .pieces import Shape
    from .ways import Fitted


def learnt(
    fitted: Fitted, shapes: Mapping[str, Shape], words: Mapping[str, Sequence[str]], is_turned: frozenset[str]
) -> dict[str, np.ndarray]:
    """Return what is found of each role, but for those of a line.

    Args:
        fitted: What was fitted.
        shapes: The shape of each role.
        words: Names besides the usual ones.
        is_turned: The roles whose two axes lie the other way round.
    """
    found, learnt_ = pieces(fitted), {}
    for role, shape in shapes.items():
        piece = find(found, role, shape, words.get(role, ()))
        value = None if piece is None else turned(piece.value, shape)
        if value is not None:
            learnt_[role] = value.T if role in is_turned and len(set(shape)) == 1 else value
    return learnt_


def turned_roles(
    fitted: Fitted, shapes: Mapping[str, Shape], words: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """Return the roles whose two axes lie the other way round."""
    found = pieces(fitted)
    of_role = {role: find(found, role, shape, words.get(role, ())) for role, shape in shapes.items()}
    return frozenset(
        role
        for role, piece in of_role.items()
        if piece is not None and piece.value.ndim == 2 and piece.value.shape == shapes[role][::-1]
    )


def learnt_line(
    fitted: Fitted, features: int, words: Mapping[str, Sequence[str]], agrees: Callable[[Line], bool]
) -> Line:
    """Return the weights and the intercept; nothing where the model itself predicts with others.

    Args:
        fitted: What was fitted.
        features: How many weights there are.
        words: Names besides the usual ones.
        agrees: Whether a line predicts what the model does: weights of rescaled features do not.
    """
    return next((line for line in lines_of(pieces(fitted), features, words) if agrees(line)), {})


def is_line(roles: Mapping[str, str]) -> bool:
    """Return whether a page wants the weights of a line."""
    return {WEIGHTS, INTERCEPT} <= set(roles)
