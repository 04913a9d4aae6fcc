"""Where an app runs while it is asked, and that it does so quietly."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def homes(path: str) -> Iterator[str]:
    """Yield the folders from which an app may be started: its own, and those above it in its repository."""
    for folder in list(Path(path).parents)[:4] if path else ():
        yield str(folder)
        if any((folder / name).exists() for name in (".git", "pyproject.toml", "mlchecklist.toml")):
            return


@contextlib.contextmanager
def at_home(folder: str) -> Iterator[None]:
    """Work in a folder for a while: an app reads its model by a path from where it is started."""
    before = os.getcwd()  # noqa: PTH109 - the host's own is put back, whatever it is
    if folder:
        os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Log nothing for a while: an app logs each request that it refuses, and most trials are refused."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
