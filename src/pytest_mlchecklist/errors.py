"""The errors that this plugin raises, one class for each way to be wrong."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ChecklistError(Exception):
    """Anything that the writer of a manifest, a skill or a pack can mend."""


class ManifestError(ChecklistError):
    """A manifest that cannot be read or names what is not there."""


class PackError(ChecklistError):
    """A skill file that breaks the rules of a pack."""


class CannotRun(ChecklistError):
    """The learner's code could not be loaded, or no convention fits it.

    Args:
        message: What happened, in one line of the second person.
        tried: What was tried, one line each.
        adapter: A function to paste that settles the convention, or ''.
    """

    def __init__(self, message: str, *, tried: Iterable[str] = (), adapter: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.tried = tuple(tried)
        self.adapter = adapter


class Unavailable(ChecklistError):
    """The learner's code has no such operation, a derivative for example."""


class NotStarted(ChecklistError):
    """What a check reads isn't there yet: nothing is wrong, and nothing is shown either."""


class LearnerError(Exception):
    """The learner's code raised an exception for an input that it should take.

    It derives from Exception, so Hypothesis shrinks the input that provokes it.

    Args:
        kind: The name of the exception's class.
        text: The exception's own message.
        where: The place in the learner's file, such as 'layers.py:12', or ''.
    """

    def __init__(self, kind: str, text: str, *, where: str = "") -> None:
        super().__init__(f"{kind}: {text}" if text else kind)
        self.kind = kind
        self.text = text
        self.where = where


class HostLost(BaseException):
    """The host died or was killed: a crash, an exit, a time or a memory limit.

    It derives from BaseException alone, so Hypothesis ends the check at once:
    otherwise a hang would be paid for again at every step of shrinking.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'X'?" for the known word that is most like `word`, or ''."""
    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6) or [
        name for name in words if name.rsplit("/", 1)[-1] == word
    ]
    return f"; did you mean {close[0]!r}?" if close else ""
