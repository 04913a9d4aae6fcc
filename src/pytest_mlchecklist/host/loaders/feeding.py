"""A long file that is written while it is read: how much of it does a reader take?"""

from __future__ import annotations

import os
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_FEED = 2 << 20


@dataclass
class Feed:
    """Writes the content of a file into a pipe, again and again.

    Attributes:
        content: What is written.
        path: Where a reader opens it.
        taken: How many bytes were taken from it.
    """

    content: bytes
    path: str
    taken: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def write(self) -> None:
        """Write until the feed is long enough, or nobody reads on."""
        try:
            with open(self.path, "wb", buffering=0) as pipe:  # noqa: PTH123 - unbuffered: every byte counts
                while self.taken < LONGEST_FEED and not self.ended.is_set():
                    self.taken += pipe.write(self.content)
        except OSError:  # the reader has closed its end
            return


def taken_by(read: Callable[[str], object], content: bytes, name: str) -> dict[str, int]:
    """Return how many bytes `read` took of an almost endless file, and how long that was.

    Args:
        read: Reads from the path that it is given.
        content: The lines that come again and again.
        name: The file's name: a reader may go by its ending.

    Raises:
        Unavailable: There are no named pipes here.
    """
    if not hasattr(os, "mkfifo"):
        raise Unavailable("taken")
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / name)
        os.mkfifo(path)
        feed = Feed(content * (1 + (1 << 14) // max(len(content), 1)), path)
        writer = threading.Thread(target=feed.write, daemon=True)
        writer.start()
        try:
            read(path)
            taken = feed.taken
        finally:
            feed.ended.set()
            _drain(path)
            writer.join(1.0)
    return {"taken": taken, "of": LONGEST_FEED}


def _drain(path: str) -> None:
    """Take what still lies in the pipe, so that nobody waits to write it."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        while os.read(pipe, 1 << 16):
            pass
    except OSError:
        return
    finally:
        os.close(pipe)
