"""What is asked of a loader; each operation opens it anew."""

from __future__ import annotations

import copy
import tracemalloc
from collections import deque
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..refusal import Unavailable
from ..seeding import reseed
from .feeding import taken_by
from .passes import ended, items_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .courses import Course

OWN = ("count", "index")
"""Arguments of operations, which the contract does not have."""
_SAVES = ("state_dict", "get_state", "save_state", "checkpoint", "state")
_RESTORES = ("load_state_dict", "set_state", "restore", "load_state", "resume", "resume_from")


def _values(course: Course, given: Mapping[str, Any]) -> dict[str, Any]:
    defaults = {argument.name: argument.default for argument in course.signature.optional}
    values = defaults | {name: value for name, value in given.items() if name not in OWN}
    if "seed" in values and "seed" in course.facts()["lacks"]:
        reseed(int(values["seed"]))  # it draws from the global generators
    return values


def _pass(course: Course, values: Mapping[str, Any]) -> Iterator[Any]:
    return course.read(items_of(course.open(values)), values)


def call(course: Course, given: Mapping[str, Any]) -> list[Any]:
    """Return what one pass gives."""
    return list(_pass(course, _values(course, given)))


def first(course: Course, given: Mapping[str, Any]) -> list[Any]:
    """Return the first batches."""
    return list(islice(_pass(course, _values(course, given)), given.get("count", 1)))


def passes(course: Course, given: Mapping[str, Any]) -> list[list[Any]]:
    """Return several epochs: of the same object where it can be gone through again."""
    values = _values(course, given)
    raw = course.open(values)
    if not course.facts()["epochs"]:
        count = given.get("count", 2)
        return [list(_pass(course, values)) for _ in range(count)]
    return list(_epochs(course, values, raw, count=given.get("count", 2)))


def _epochs(course: Course, values: Mapping[str, Any], raw: Any, *, count: int) -> Iterator[list[Any]]:
    endless = items_of(raw) if course.facts()["endless"] else None
    for epoch in range(count):
        yield list(course.read(endless or items_of(raw), values))
        ended(raw, epoch + 1)


def item(course: Course, given: Mapping[str, Any]) -> Any:
    """Return the item of an index."""
    values = _values(course, given)
    raw = course.open(values)
    if not hasattr(raw, "__getitem__"):
        raise Unavailable("item")
    return next(iter(course.read(iter([raw[given["index"]]]), values)))


def length(course: Course, given: Mapping[str, Any]) -> int:
    """Return how long it says that it is."""
    raw = course.open(_values(course, given))
    if not hasattr(raw, "__len__"):
        raise Unavailable("length")
    return len(raw)


def peak(course: Course, given: Mapping[str, Any]) -> int:
    """Return how many bytes at most a pass, or its first batches, hold at once."""
    values = _values(course, given)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        # Neither kept nor read: what is counted is the learner's own.
        deque(islice(items_of(course.open(values)), given.get("count")), maxlen=0)
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def taken(course: Course, given: Mapping[str, Any]) -> dict[str, int]:
    """Return how many bytes of an almost endless file the first batches take."""
    values = _values(course, given)
    name = next((name for name in values if _is_file(values[name])), None)
    if name is None:
        raise Unavailable("taken")
    file, is_list = values[name], isinstance(values[name], list)
    path = Path(file[0] if is_list else file)

    def read(pipe: str) -> None:
        opened = items_of(course.open(values | {name: [pipe] if is_list else pipe}))
        deque(islice(opened, given.get("count", 1)), maxlen=0)

    return taken_by(read, path.read_bytes(), path.name)


def _is_file(value: Any) -> bool:
    one = value[0] if isinstance(value, list) and value else value
    return isinstance(one, str) and Path(one).is_file()


def resumed(course: Course, given: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the items before a state is saved, and those that come after it is restored elsewhere."""
    values, count = _values(course, given), given.get("count", 1)
    raw = course.open(values)
    items = items_of(raw)
    before = list(islice(items, count))
    state = before[-1][1] if course.carries_state and before else _saved(raw)
    after = _restored(course, values, state)
    return {"before": list(course.read(iter(before), values)), "after": list(course.read(after, values))}


def _saved(raw: Any) -> Any:
    for name in _SAVES:
        held = getattr(raw, name, None)
        if held is not None:
            return copy.deepcopy(held() if callable(held) else held)
    raise Unavailable("resumed")


def _restored(course: Course, values: Mapping[str, Any], state: Any) -> Iterator[Any]:
    if "state" in values and "state" not in course.facts()["lacks"]:
        return items_of(course.open({**values, "state": state}))
    fresh = course.open(values)
    for name in _RESTORES:
        if callable(getattr(fresh, name, None)):
            getattr(fresh, name)(state)
            return items_of(fresh)
    raise Unavailable("resumed")


OPERATIONS: Mapping[str, Callable[[Course, Mapping[str, Any]], Any]] = {
    "call": call,
    "first": first,
    "passes": passes,
    "item": item,
    "length": length,
    "peak": peak,
    "taken": taken,
    "resumed": resumed,
}
