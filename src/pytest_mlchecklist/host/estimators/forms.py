"""How data lies: rows or columns, one feature bare; targets flat or as a column; in arrays or frames."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import lists, numpy_arrays, torch_tensors
from ..backends.own_arrays import OwnArrays
from ..dialects import backends_for, is_features_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature

ROWS, COLUMNS, BARE = "rows", "columns", "bare"
FLAT, FLOATS, COLUMN, ROW = "flat", "floats", "column", "row"


@dataclass(frozen=True)
class Form:
    """How data is passed.

    Attributes:
        backend: The array type.
        rows: 'rows', 'columns', or 'bare' for one feature as (n,).
        targets: 'flat' (n,), 'floats' (the same, as floats), 'column' (n, 1) or 'row' (1, n).
        framed: Whether in pandas frames.
        single: Whether in single precision.
    """

    backend: Any
    rows: str = ROWS
    targets: str = FLAT
    framed: bool = False
    single: bool = False

    @property
    def text(self) -> str:
        """The form in words."""
        words = {
            COLUMNS: "examples in columns",
            BARE: "one feature as (n,)",
            FLOATS: "y as floats",
            COLUMN: "y as (n, 1)",
            ROW: "y as (1, n)",
        }
        kind = "pandas frames" if self.framed else self.backend.NAME
        single = "in single precision" if self.single else ""
        return ", ".join(filter(None, (f"on {kind}", single, words.get(self.rows), words.get(self.targets))))

    def given(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return data by role as the learner's code wants it; what is no data stays as it is."""
        return {name: self._laid(value) for name, value in values.items()}

    def row(self, row: np.ndarray) -> Any:
        """Return one row alone."""
        return self._wrapped(row[0] if self.rows == BARE else row)

    def _laid(self, value: Any) -> Any:
        if not isinstance(value, np.ndarray):
            return value
        return self._wrapped(self._rows(value) if value.ndim > 1 else self._targets(value))

    def _wrapped(self, laid: Any) -> Any:
        if self.framed:
            return _frame(laid)
        return self.backend.wrap(laid.astype(np.float32) if self.single and laid.dtype.kind == "f" else laid)

    def _rows(self, value: np.ndarray) -> np.ndarray:
        if self.rows == BARE:
            return value[:, 0]
        return np.ascontiguousarray(value.T) if self.rows == COLUMNS else value

    def _targets(self, value: np.ndarray) -> np.ndarray:
        if self.targets == FLAT:
            return value
        floats = value.astype(float)
        return {COLUMN: floats[:, None], ROW: floats[None, :]}.get(self.targets, floats)

    def restored(self, value: np.ndarray, before: np.ndarray) -> np.ndarray:
        """Return an argument as the contract lays it, after a call."""
        value = value.T if self.rows == COLUMNS and before.ndim > 1 else value
        return value.reshape(before.shape).astype(before.dtype)


def forms(loaded: Loaded, signature: Signature, *, is_labelled: bool) -> Iterator[Form]:
    """Yield the forms to try, the likeliest first."""
    layouts = [(ROWS, FLAT), (ROWS, COLUMN), (COLUMNS, ROW), (COLUMNS, FLAT), (BARE, FLAT)]
    if is_labelled:
        layouts.insert(1, (ROWS, FLOATS))
    if "y" not in [argument.name for argument in signature.arguments]:
        layouts = [(ROWS, FLAT), (COLUMNS, FLAT), (BARE, FLAT)]
    if is_features_first(loaded, signature):
        layouts.sort(key=lambda layout: layout[0] != COLUMNS)
    for rows, targets in layouts:
        for backend in _backends(loaded):
            yield Form(backend, rows, targets)
            if backend is torch_tensors:
                yield Form(backend, rows, targets, single=True)
    if "pandas" in sys.modules and "pandas" in loaded.source:
        yield Form(numpy_arrays, framed=True)


def _backends(loaded: Loaded) -> list[Any]:
    """Return the array types, an own one last: models take arrays where the package has a tensor too."""
    found = backends_for(loaded)
    own = [backend for backend in found if isinstance(backend, OwnArrays)]
    return [backend for backend in found if backend not in own and backend is not lists] + [lists, *own]


def _frame(value: np.ndarray) -> Any:
    pandas: Any = sys.modules["pandas"]
    if value.ndim == 1:
        return pandas.Series(value, name="y")
    return pandas.DataFrame(value, columns=[f"feature_{index}" for index in range(value.shape[1])])
