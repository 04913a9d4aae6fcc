"""Hears what the model behind an app says while the app answers."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SAYS = ("predict", "forward", "predict_proba", "decision_function")


@contextlib.contextmanager
def listening(kinds: Iterable[type]) -> Iterator[dict[str, list[Any]]]:
    """Yield what objects of these classes say by each of their methods, as it comes.

    A class is listened to, not an object: an app may make its model anew each time it starts up.
    """
    heard: dict[str, list[Any]] = {}
    own = [(kind, name, vars(kind).get(name)) for kind in dict.fromkeys(kinds) for name in _SAYS]
    changed: list[tuple[type, str, Any]] = []
    try:
        for kind, name, before in own:
            method = getattr(kind, name, None)
            if callable(method):
                with contextlib.suppress(AttributeError, TypeError):  # a class that can't be changed
                    setattr(kind, name, _overheard(method, heard.setdefault(name, [])))
                    changed.append((kind, name, before))
        yield heard
    finally:
        for kind, name, before in changed:
            if before is None:
                delattr(kind, name)
            else:
                setattr(kind, name, before)


def _overheard(method: Callable[..., Any], said: list[Any]) -> Callable[..., Any]:
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        answer = method(self, *args, **kwargs)
        with contextlib.suppress(Exception):
            said.extend(_rows(answer))
        return answer

    return wrapped


def _rows(answer: Any) -> list[Any]:
    """Return what was said of each example."""
    try:
        array = to_array(answer)
    except (TypeError, ValueError):
        array = np.asarray(answer)
    return list(array) if array.ndim else [array.item()]


def said_of(heard: dict[str, list[Any]], count: int) -> list[Any] | None:
    """Return what was said of each of so many examples, or None where something else was heard."""
    return next((said for name in _SAYS if len(said := heard.get(name, [])) == count), None)
