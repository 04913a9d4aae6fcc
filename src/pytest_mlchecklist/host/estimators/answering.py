"""How the answer about some rows is got from what was fitted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import first_words
from .answers import find_key, take
from .linear import likeliest, lines_of, predicted
from .pieces import pieces
from .readings import Reading, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .answers import Shape
    from .readings import Question
    from .runs import Left, Runs
    from .ways import Fitted


@dataclass(frozen=True)
class Answering:
    """A way to ask, and which piece of what comes is the answer.

    Attributes:
        reading: The way.
        key: The piece, or None for the whole.
    """

    reading: Reading
    key: Any = None

    @property
    def text(self) -> str:
        """The way in words."""
        piece = "" if self.key is None else f"takes item {self.key} of what it returns"
        return ", ".join(filter(None, (self.reading.text, piece)))

    def answer(self, runs: Runs, left: Left, rows: np.ndarray, shape: Shape) -> np.ndarray:
        """Return the answer about the rows.

        Args:
            runs: How data is passed.
            left: What was fitted, and what it was given.
            rows: The rows, as a check sees them.
            shape: The shape of the answer.
        """
        fitted, given = left
        if not self.reading.one_by_one:
            return take(self.reading.ask(fitted, dict(given)), self.key, shape)
        single = [runs.form.row(row) for row in rows]
        came = [self.reading.ask(fitted, {**given, "at": row}) for row in single]
        return np.array([take(one, self.key, shape[1:]) for one in came])


def find_answering(runs: Runs, left: Left, question: Question, namespace: Mapping[str, Any]) -> Answering:
    """Return the first way to ask that gives an answer of the shape.

    Raises:
        ValueError: None does; the message says what they gave.
    """
    errors: dict[str, None] = {}
    for reading in _all(runs, left[0], question, namespace):
        try:
            return _opened(runs, left, question, reading)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            words = str(error) if isinstance(error, ValueError) else first_words(error)
            errors[f"{reading.text}: {words}" if reading.text else words] = None
    who = "it takes x alone, and no other function" if left[0].subject is None else "nothing that was fitted"
    raise ValueError("; ".join(list(errors)[:2]) or f"{who} can {question.operation} other rows")


def _opened(runs: Runs, left: Left, question: Question, reading: Reading) -> Answering:
    fitted, given = left
    if reading.one_by_one:
        first = {**given, "at": runs.form.row(question.rows[0])}
        key = find_key(reading.ask(fitted, first), question.shape[1:])
    else:
        key = find_key(reading.ask(fitted, dict(given)), question.shape)
    answering = Answering(reading, key)
    answering.answer(runs, left, question.rows, question.shape)
    return answering


def _all(runs: Runs, fitted: Fitted, question: Question, namespace: Mapping[str, Any]) -> Iterator[Reading]:
    found = list(readings(fitted, question, runs.terms, namespace))
    yield from found
    if question.is_line and not found:
        yield Reading("w·x + b of what it has learnt", partial(_on_line, question.source))


def _on_line(source: str, fitted: Fitted, given: dict[str, Any]) -> np.ndarray:
    rows = np.asarray(given["plain at"])
    lines = lines_of(pieces(fitted), rows.shape[1], {})
    if not lines:
        message = "gave neither predictions nor the weights of a line"
        raise ValueError(message)
    return predicted(likeliest(lines, source), rows)
