"""Which ways to fill the parameters of a splitting function are worth a try, the likeliest first."""

from __future__ import annotations

import sys
from itertools import product
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..backends import lists, numpy_arrays, torch_tensors
from .parameters import GENERATORS, SETS
from .values import COUNT, FRACTION, GIVEN_SHARES, PERCENT, Manner
from .ways import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..loading import Loaded
    from .ways import Way


def manners(way: Way, form: str, backend: Any) -> Iterator[Manner]:
    """Yield the manners that pass data in one form."""
    own = (_units(way), _seeds(way), _stratifications(way), _share_meanings(way))
    alternatives = product((2, 3), *own, (False, True))
    for sets, unit, seed, stratify, share, swapped in alternatives:
        if sets == len(SETS) or not swapped:
            yield Manner(form, backend, sets, unit, seed, stratify, share, swapped=swapped)


def data_forms(way: Way, loaded: Loaded) -> Iterator[tuple[str, Any]]:
    """Yield the forms of data to try, each with an array type; see `values.data_values`."""
    backends = _backends(way, loaded.source)
    has_frames = "pandas" in sys.modules and "pandas" in loaded.source
    for form in _forms(way, has_frames=has_frames, has_tensors=torch_tensors in backends):
        takes_any_array = form not in ("frame", "frames", "data_set")
        yield from ((form, backend) for backend in (backends if takes_any_array else backends[:1]))


def _backends(way: Way, source: str) -> list[Any]:
    tensors = [torch_tensors] if torch_tensors.is_loaded() and "torch" in source else []
    # In pure Python, random.shuffle is right on lists; on arrays it doubles rows.
    is_pure = not any(name in source for name in ("numpy", "np.", "torch", "sklearn", "pandas"))
    arrays = [lists, numpy_arrays] if is_pure else [numpy_arrays, lists]
    return [*tensors, *arrays] if "torch" in source_of(way) else [*arrays, *tensors]


def _forms(way: Way, *, has_frames: bool, has_tensors: bool) -> list[str]:
    if "data" in way.roles:
        return ["frame"] * has_frames + ["data_set"] * has_tensors + ["pairs", "table"]
    # Code for a column of labels runs on one-hot labels too, and the other way round, to no good end.
    columns = ["one_hot", "column"] if "argmax" in source_of(way) else ["column", "one_hot"]
    return ["frames", "frame"] * has_frames + ["arrays", *columns, "columns"]


def _units(way: Way) -> tuple[str, ...]:
    return (FRACTION, PERCENT, COUNT) if way.roles & GIVEN_SHARES else (FRACTION,)


def _seeds(way: Way) -> list[str]:
    names = [plain(item.name) for item in way.items if item.role == "seed"]
    if not set(names) & GENERATORS:
        return ["number"]
    torch_too = ["torch.Generator"] if torch_tensors.is_loaded() else []
    return ["np.random.Generator", "number", "random.Random", "np.random.RandomState", *torch_too]


def _stratifications(way: Way) -> tuple[str, ...]:
    return ("labels", "switch") if "stratify" in way.roles else ("labels",)


def _share_meanings(way: Way) -> tuple[str, ...]:
    return ("train", "test") if "share" in way.roles else ("train",)
