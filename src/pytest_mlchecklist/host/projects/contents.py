"""What files hold, for projects that predict for arrays and texts, not for paths."""

from __future__ import annotations

import csv
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_FULL = {1: 128.0, 2: 32768.0, 4: 2147483648.0}


def contents_of(paths: Sequence[Any]) -> list[Any] | None:
    """Return what each file holds, or None where the inputs are no files, or none that we can read."""
    if not all(isinstance(path, str) and Path(path).is_file() for path in paths):
        return None
    try:
        return [_content(Path(path)) for path in paths]
    except (OSError, ValueError, ImportError, wave.Error):
        return None


def last_columns_of(held: Sequence[Any] | None) -> list[Any] | None:
    """Return the values alone of tables that hold a time and a value, or None where there are none such."""
    if not held or not all(isinstance(one, np.ndarray) and one.ndim == 2 for one in held):
        return None
    return [one[:, -1] for one in held] if all(one.shape[1] == 2 for one in held) else None


def _content(path: Path) -> Any:
    """Return a picture's or a sound's array, a table's columns, or a text."""
    if path.suffix.lower() == ".wav":
        return _sound(path)
    if path.suffix.lower() == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        return np.array([[float(field) for field in row] for row in rows if _is_numeric(row)])
    if path.suffix.lower() == ".txt":
        return path.read_text("utf-8")
    picture: Any = sys.modules.get("PIL.Image")  # looked up, never imported for them
    if picture is None:
        message = "no library that reads pictures is loaded"
        raise ImportError(message)
    with picture.open(path) as opened:
        return np.asarray(opened)


def _is_numeric(row: list[str]) -> bool:
    try:
        return bool([float(field) for field in row])
    except ValueError:
        return False


def _sound(path: Path) -> Any:
    with wave.open(str(path)) as sound:
        width, channels = sound.getsampwidth(), sound.getnchannels()
        frames = sound.readframes(sound.getnframes())
    kinds: dict[int, Any] = {1: np.uint8, 2: np.dtype("<i2"), 4: np.dtype("<i4")}
    samples = np.frombuffer(frames, kinds[width]).astype(float) - (128 if width == 1 else 0)
    samples = samples / _FULL[width]
    return samples.reshape(-1, channels) if channels > 1 else samples
