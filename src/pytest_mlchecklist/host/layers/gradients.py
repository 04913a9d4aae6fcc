"""The gradients that a learner's layer gives through its own backward."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends.arrays import to_array
from ..functions.derivatives import LEFT_BEHIND
from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BACKWARDS = ("backward", "backward_pass", "backward_propagation", "backprop", "backpropagate", "bwd")


def gradients(convention: Any, values: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return the gradient of the result, weighed by `upstream`, for the arguments it can be told for.

    Raises:
        Unavailable: The layer has no backward that could be called.
    """
    values = dict(values)
    upstream = values.pop("upstream")
    arranged = next(iter(convention.arrangement.pieces(values)))
    if convention.arrangement.one_by_one:
        message = "backward for a whole batch"
        raise Unavailable(message)
    up = convention.arrangement.restore(upstream)
    if hasattr(convention.backend, "pullback"):
        return _through_autograd(convention, arranged, up)
    return _through_backward(convention, arranged, up)


def _through_autograd(
    convention: Any, arranged: Mapping[str, Any], upstream: np.ndarray
) -> dict[str, np.ndarray]:
    name = convention.arrangement.names[0]
    rest = convention.wrapped({key: value for key, value in arranged.items() if key != name})

    def forward(**leaf: Any) -> Any:
        raw, _ = convention.source.call({**rest, **leaf})
        return raw[convention.pick.key] if convention.pick.place == "item" else raw

    try:
        pulled = convention.backend.pullback(forward, {name: arranged[name]}, upstream)[name]
    except Exception as error:
        message = "backward"
        raise Unavailable(message) from error
    return {name: convention.arrangement.restore(pulled)}


def _through_backward(
    convention: Any, arranged: Mapping[str, Any], upstream: np.ndarray
) -> dict[str, np.ndarray]:
    wrapped = convention.wrapped(arranged)
    raw, instance = convention.source.call(wrapped)
    name = convention.arrangement.names[0]
    shape = np.shape(arranged[name])
    for came in _answers(convention, raw, instance, convention.backend.wrap(upstream)):
        for piece in came if isinstance(came, (tuple, list)) else [came]:
            try:
                array = to_array(piece)
            except (TypeError, ValueError):
                continue
            if array.shape == shape:
                return {name: convention.arrangement.restore(array)}
    message = "backward"
    raise Unavailable(message)


def _answers(convention: Any, raw: Any, instance: Any, upstream: Any) -> Iterator[Any]:
    if instance is not None:
        for method in BACKWARDS:
            backward = getattr(instance, method, None)
            if callable(backward):
                yield from _quietly(backward, upstream)
                yield [getattr(instance, name) for name in LEFT_BEHIND if hasattr(instance, name)]
    elif isinstance(raw, tuple) and len(raw) > 1:
        wanted = plain(convention.loaded.name).removesuffix("forward") + "backward"
        for name, function in list(convention.loaded.namespace.items()):
            if plain(name) == wanted and inspect.isfunction(function):
                yield from _quietly(function, upstream, raw[1])


def _quietly(function: Any, *arguments: Any) -> Iterator[Any]:
    """Yield what the function gives; nothing when it can't be called so."""
    try:
        yield function(*arguments)
    except Exception:  # noqa: BLE001 - a backward that wants more than we have is not asked
        return
