"""One pass over what gives batches or examples, however it is gone through."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from .ways import NextBatch

LONGEST = 100_000
"""How many items a pass has at most: an endless one ends too."""


def items_of(raw: Any) -> Iterator[Any]:
    """Yield what one pass gives.

    Raises:
        TypeError: It is nothing that can be gone through.
    """
    return islice(_items(raw), LONGEST)


def _items(raw: Any) -> Iterator[Any]:
    if isinstance(raw, NextBatch):
        yield from _called(raw)
    elif isinstance(raw, (str, bytes, Mapping)) or is_frame(raw):
        yield raw
    elif _is_counted(raw):
        yield from next(one for one in raw if isinstance(one, Iterator))
    elif hasattr(raw, "__iter__"):
        yield from raw
    elif hasattr(raw, "__getitem__"):
        yield from _indexed(raw)
    elif raw is None:
        message = "gave None, where batches were expected"
        raise TypeError(message)
    else:
        message = f"gave a {type(raw).__name__}, which can't be gone through"
        raise TypeError(message)


def _is_counted(raw: Any) -> bool:
    """Return whether what came is an iterator beside the number of its batches."""
    return isinstance(raw, tuple) and sum(isinstance(one, Iterator) for one in raw) == 1


def is_lazy(raw: Any) -> bool:
    """Return whether batches are made one by one: of a list all are there."""
    return _is_counted(raw) or not isinstance(raw, (list, tuple, np.ndarray))


def _called(raw: NextBatch) -> Iterator[Any]:
    """Yield what the calls give, until one gives nothing."""
    while True:
        try:
            item = raw.next()
        except (StopIteration, IndexError):
            return
        first = item[0] if isinstance(item, tuple) and item else item
        if first is None or (hasattr(first, "__len__") and len(first) == 0):
            return
        yield item


def _indexed(raw: Any) -> Iterator[Any]:
    """Yield the items of a data set, which counts them or raises IndexError behind the last."""
    if hasattr(raw, "__len__"):
        yield from (raw[index] for index in range(len(raw)))
        return
    for index in range(LONGEST):
        try:
            item = raw[index]
        except IndexError:
            return
        yield item


def is_again(raw: Any) -> bool:
    """Return whether an object makes a pass of its own each time: a generator and a list do not."""
    return not isinstance(raw, (Iterator, NextBatch, str, bytes, list, tuple, np.ndarray))


def begins_anew(raw: Any) -> bool:
    """Return whether an iterator that has come to its end begins anew: some objects are both."""
    own = isinstance(raw, Iterator) and inspect.isfunction(getattr(type(raw), "__iter__", None))
    return own and next(items_of(raw), None) is not None


def ended(raw: Any, epoch: int) -> None:
    """Tell a data set that an epoch is over, as the frameworks do."""
    for name, args in (("on_epoch_end", ()), ("set_epoch", (epoch,))):
        for one in (raw, getattr(raw, "sampler", None)):
            if callable(getattr(one, name, None)):
                getattr(one, name)(*args)


def is_frame(value: Any) -> bool:
    """Return whether the value is a pandas frame."""
    pandas: Any = sys.modules.get("pandas")
    return hasattr(pandas, "DataFrame") and isinstance(value, pandas.DataFrame)
