"""One run of a training in a process of its own: its lines are counted, its writes noted, its end chosen."""

from __future__ import annotations

import inspect
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..training.leaves import leaves
from ..writes import watch_writes

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from ..loading import Loaded

KILLED = 77
"""The exit status of a run that we interrupt."""
_NO_WEIGHTS = re.compile(r"loss|histor|metric|acc|log|score|time|epoch|step|best|rng|random", re.IGNORECASE)


@dataclass
class Meter:
    """Counts the lines of the learner's file that run, and notes the writes into its folder.

    Attributes:
        file: The learner's file.
        folder: Where it is told to write.
        beside: Where it stands: what is written there is written to a place of its own choice.
        stop_at: The line, counted from the start, at which the process ends; None to go on.
        lines: How many have run.
        writes: After how many lines each file was opened for writing.
        inside: The names of the files written in the folder.
        outside: The names of those written beside it.
    """

    file: str
    folder: str
    beside: str
    stop_at: int | None = None
    lines: int = 0
    writes: list[int] = field(default_factory=list)
    inside: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Watch this process from now on."""
        watch_writes(self._wrote)
        sys.settrace(self._trace)

    def _trace(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        if frame.f_code.co_filename != self.file:
            return None
        if event == "line":
            self.lines += 1
            if self.stop_at is not None and self.lines >= self.stop_at:
                os._exit(KILLED)
        return self._trace

    def _wrote(self, path: str) -> None:
        for place, names in ((self.folder, self.inside), (self.beside, self.outside)):
            if path.startswith(place + os.sep):
                names.add(os.path.relpath(path, place))
                self.writes.append(self.lines)


def file_of(loaded: Loaded) -> str:
    """Return the file whose lines are counted."""
    value: Any = loaded.value
    code = getattr(inspect.unwrap(value), "__code__", None) if callable(value) else None
    if code is None:
        methods = (item for item in vars(value).values() if inspect.isfunction(item))
        code = next((item.__code__ for item in methods), None)
    return code.co_filename if code is not None else ""


def numbers_in(result: Any, folder: str) -> np.ndarray:
    """Return the weights in what a training returned or keeps, or else in the last file that it wrote."""
    found = _weights(result)
    if found.size:
        return found
    files = sorted(Path(folder).rglob("*"), key=lambda path: path.stat().st_mtime_ns)
    for path in reversed([path for path in files if path.is_file()]):
        found = _weights(_read(path))
        if found.size:
            return found
    return np.zeros(0)


def _weights(value: Any) -> np.ndarray:
    held = {
        path: leaf
        for path, leaf in leaves(value).items()
        if leaf.dtype.kind == "f" and not any(_NO_WEIGHTS.search(str(key)) for key in path)
    }
    arrays = [np.ravel(leaf) for leaf in held.values() if leaf.ndim] or [
        np.ravel(leaf) for leaf in held.values()
    ]
    return np.concatenate(arrays).astype(float) if arrays else np.zeros(0)


def _read(path: Path) -> Any:
    """Return what a file of a known form holds; None for any other."""
    import json
    import pickle

    torch: Any = sys.modules.get("torch")
    readers: list[Callable[[Path], Any]] = [
        lambda path: dict(np.load(path, allow_pickle=True)),
        lambda path: np.load(path, allow_pickle=True),
        lambda path: pickle.loads(path.read_bytes()),  # noqa: S301 - the learner's own code wrote it a moment ago
        lambda path: json.loads(path.read_text("utf-8")),
    ]
    if hasattr(torch, "load"):
        readers.insert(0, lambda path: torch.load(path, weights_only=False))
    for read in readers:
        try:
            return read(path)
        except Exception:  # noqa: BLE001, S112 - it is of another form
            continue
    return None
