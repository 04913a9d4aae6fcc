"""What a project says while it trains: kept for its metrics, and passed on at once, so that one can watch."""

from __future__ import annotations

import contextlib
import io
import logging
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator


class Talk(io.StringIO):
    """Keeps what is printed, and hands it on.

    Args:
        further: Where it goes on to.
    """

    def __init__(self, further: TextIO) -> None:
        super().__init__()
        self._further = further

    def write(self, text: str, /) -> int:
        """Keep the text and pass it on; that nobody hears it is no error of the project's."""
        with contextlib.suppress(Exception):
            self._further.write(text)
            self._further.flush()
        return super().write(text)


@contextlib.contextmanager
def heard() -> Iterator[Talk]:
    """Keep what is printed, written to the standard error, or logged at the level INFO and above.

    A project sets up its logging where it is started as a script, which nobody does here.
    """
    said = Talk(sys.stdout)
    root, listener = logging.getLogger(), logging.StreamHandler(said)
    before = root.level
    root.addHandler(listener)
    root.setLevel(min(before, logging.INFO))
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            yield said
    finally:
        root.removeHandler(listener)
        root.setLevel(before)
