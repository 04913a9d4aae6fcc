"""The two labels of a task as a learner's code wants them and gives them: −1 and +1, 0 and 1, or shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIGNS, BITS = (-1, 1), (0, 1)
HALF = 0.5


@dataclass(frozen=True)
class Alphabet:
    """How labels are passed, and how answers are read.

    Attributes:
        asked: The contract's two labels, or () where answers are no labels.
        passed: What the code wants.
        given: What it gives: two labels, 'shares' between 0 and 1, or ''.
    """

    asked: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()
    given: tuple[int, ...] | str = ""

    @property
    def text(self) -> str:
        """What is translated, in words; '' when nothing is."""
        if not self.asked:
            return ""
        wants = "" if self.passed == self.asked else f"takes the labels {_listed(self.passed)}"
        gives = "gives probabilities" if self.given == "shares" else ""
        if isinstance(self.given, tuple) and self.given != self.asked:
            gives = f"gives the labels {_listed(self.given)}"
        return ", ".join(filter(None, (wants, gives)))

    def encoded(self, labels: np.ndarray) -> np.ndarray:
        """Return the contract's labels as the code wants them."""
        if self.passed == self.asked:
            return labels
        return np.where(labels == self.asked[1], self.passed[1], self.passed[0])

    def decoded(self, answer: np.ndarray) -> np.ndarray:
        """Return what the code gave as the contract's labels; −1/0/+1 stays, where 0 is neither."""
        if not self.asked or self.given in ("", self.asked):
            return answer
        is_second = answer > (HALF if self.given in ("shares", BITS) else 0)
        return np.where(is_second, self.asked[1], self.asked[0])


def _listed(labels: Sequence[int]) -> str:
    return f"{labels[0]} and {labels[1]}"


def alphabets(labels: Sequence[int]) -> list[Alphabet]:
    """Return the ways to pass the contract's two labels, its own first."""
    asked = tuple(labels)
    passed = dict.fromkeys((asked, SIGNS, BITS)) if asked else [()]
    return [Alphabet(asked, one) for one in passed]


def find_alphabet(first: Alphabet, answer_with: Callable[[Alphabet], np.ndarray]) -> Alphabet:
    """Return the alphabet in which code tells two groups that lie far apart from one another.

    Which group gets which label is not looked at. What it gives in other labels it is asked in those.

    Args:
        first: One that it takes.
        answer_with: Returns what the code gives for the rows of both groups.
    """
    given = _spoken(first, answer_with)
    spoken = given if isinstance(given, tuple) else BITS if given == "shares" else first.passed
    for passed in dict.fromkeys((spoken, first.passed, *(one.passed for one in alphabets(first.asked)))):
        alphabet = Alphabet(first.asked, passed)
        came = _spoken(alphabet, answer_with)
        if came is not None:
            return Alphabet(first.asked, passed, came)
    return Alphabet(first.asked, first.passed, first.passed)


def _spoken(
    alphabet: Alphabet, answer_with: Callable[[Alphabet], np.ndarray]
) -> tuple[int, ...] | str | None:
    """Return the labels that the code gives; None where it gives but one, or raises."""
    try:
        answer = answer_with(alphabet)
    except Exception:  # noqa: BLE001 - not with these labels
        return None
    return _given(answer, alphabet.asked) if len(np.unique(answer)) > 1 else None


def _given(answer: np.ndarray, asked: tuple[int, ...]) -> tuple[int, ...] | str:
    values = set(np.unique(answer).tolist())
    for known in (asked, SIGNS, BITS):
        if values <= set(known):
            return known
    if values <= {-1, 0, 1}:
        return SIGNS
    inside = bool(np.all((answer >= 0) & (answer <= 1)))
    return "shares" if inside else ""
