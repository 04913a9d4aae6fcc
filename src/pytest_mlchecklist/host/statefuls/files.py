"""What an object leaves in its folder: which files are new, and which step's weights they hold."""

from __future__ import annotations

import hashlib
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..training.leaves import leaves
from .stand_ins import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Snapshot = dict[str, str]


def snapshot(folder: Path) -> Snapshot:
    """Return a mark of every file below a folder, by its path, which changes when the file is written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): f"{path.stat().st_mtime_ns} {_digest(path)}" for path in files}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[Path]:
    """Return the files that are new or other than before."""
    return [Path(name) for name, digest in after.items() if before.get(name) != digest]


def step_in(files: Iterable[Path]) -> int | None:
    """Return the step whose weights the first readable of these files holds, or None."""
    for path in files:
        for value in _read(path):
            for leaf in leaves(value).values():
                flat = np.ravel(leaf)
                if flat.size > 1 and np.all(flat == flat[0]) and flat[0] % 1 == MARK:
                    return int(flat[0])
    return None


def _read(path: Path) -> Iterator[Any]:
    """Yield what a file holds, in every way that it can be read."""
    for read in (_with_torch, _with_numpy, _with_pickle, _with_joblib):
        try:
            yield read(path)
        except Exception:  # noqa: BLE001, S112 - it is a file of another sort
            continue


def _with_torch(path: Path) -> Any:
    return sys.modules["torch"].load(path, weights_only=False)


def _with_numpy(path: Path) -> Any:
    found = np.load(path, allow_pickle=True)
    return dict(found) if hasattr(found, "files") else found.item() if found.dtype == object else found


def _with_pickle(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 - the learner's code has just written it, in this process


def _with_joblib(path: Path) -> Any:
    return sys.modules["joblib"].load(path)
