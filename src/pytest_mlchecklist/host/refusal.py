"""The host's own errors, which the client translates: the host may not import the rest of the plugin."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_TEXT = 2000


class CannotRun(Exception):
    """The learner's code could not be loaded, or no convention fits it."""

    def __init__(self, message: str, tried: Iterable[str] = (), adapter: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.tried = list(tried)
        self.adapter = adapter


class Unavailable(Exception):
    """The learner's code has no such operation."""


class LearnerRaised(Exception):
    """The learner's code raised an exception for an input that it should take."""

    def __init__(self, kind: str, text: str, where: str = "") -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text
        self.where = where


def learner_raised(error: BaseException, root: str) -> LearnerRaised:
    """Return what the learner should read of an exception that their code raised."""
    return LearnerRaised(type(error).__name__, text_of(error), place_of(error, root))


def text_of(error: BaseException) -> str:
    """Return the exception's message, cut to a readable length."""
    try:
        return str(error)[:_LONGEST_TEXT]
    except BaseException:  # noqa: BLE001 — the learner's __str__ may raise anything
        return "(its message could not be read)"


def place_of(error: BaseException, root: str) -> str:
    """Return 'relative/path.py:LINE' of the deepest frame in the learner's own files, or ''."""
    place, step = "", error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name.startswith(root + os.sep) and "site-packages" not in name:
            place = f"{name[len(root) + 1 :].replace(os.sep, '/')}:{step.tb_lineno}"
        step = step.tb_next
    return place
