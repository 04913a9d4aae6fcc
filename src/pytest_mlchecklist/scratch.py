"""Files that checks write for the learner's code to read, in a folder that is gone when the run ends."""

from __future__ import annotations

import itertools
import tempfile
from functools import cache
from pathlib import Path

_numbers = itertools.count()


class Described(str):
    """A path with words for what lies there: a counterexample shows these, for the file will be gone.

    Attributes:
        about: Such as 'a PNG of 2 × 1 pixels, [[0, 255]]'.
    """

    __slots__ = ("about",)
    about: str

    def __repr__(self) -> str:
        """Return the words."""
        return f"<{self.about}>"


def fresh_file(name: str, about: str = "") -> Described:
    """Return the path of a file that is not there yet, in a folder of its own.

    Args:
        name: Its name, such as 'image.png'.
        about: What will lie there, for a learner who reads the counterexample.
    """
    return _described(Path(fresh_folder()) / name, about or name)


def fresh_folder(about: str = "") -> Described:
    """Return the path of an empty folder."""
    folder = Path(_root().name) / str(next(_numbers))
    folder.mkdir()
    return _described(folder, about or "a folder")


def _described(path: Path, about: str) -> Described:
    described = Described(path)
    described.about = about
    return described


@cache
def _root() -> tempfile.TemporaryDirectory[str]:
    """Return the folder of this process; Python removes it at its end."""
    return tempfile.TemporaryDirectory(prefix="mlchecklist-", ignore_cleanup_errors=True)
