"""What a project says while it trains: kept for its metrics, and passed on at once, so that one can watch."""

from __future__ import annotations

import contextlib
import io
from typing import TextIO


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
