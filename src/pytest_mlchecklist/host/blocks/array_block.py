"""A layer on arrays: parameters are the arrays that it keeps and that its output depends on."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import parameters_of, plain
from ..backends.arrays import to_array
from ..backends.own_arrays import GRADIENTS
from ..layers.gradients import BACKWARDS, RATE, RATES, held_beside
from ..refusal import Unavailable
from ..slots import Slot, slots

if TYPE_CHECKING:
    from collections.abc import Iterator

HAS_MODES = False
_STATES = (("state_dict", "load_state_dict"), ("get_weights", "set_weights"), ("get_params", "set_params"),
           ("get_parameters", "set_parameters"), ("get_state", "set_state"), ("state", "load_state"),
           ("params", "set_params"), ("parameters", "set_parameters"))  # fmt: skip
_REGISTERS = ("parameters", "params", "get_params", "get_parameters", "trainable_weights", "weights_list")


def found_slots(layer: Any) -> dict[str, Slot]:
    """Return the places where a layer keeps arrays of floats, each array once."""
    found: dict[str, Slot] = {}
    seen: set[int] = set()
    for slot in slots(layer):
        held = slot.held
        is_array = held is not None and slot.shape != () and to_array(held).dtype.kind == "f"
        is_own = slot.likeness("weight") + slot.likeness("bias") > 0
        if is_array and is_own and id(held) not in seen:
            seen.add(id(held))
            found[slot.text] = slot
    return found


def parameters(layer: Any, x: np.ndarray) -> dict[str, np.ndarray]:
    """Return the arrays by where they lie; the caller finds out which of them count."""
    del x
    return {text: np.array(to_array(slot.held)) for text, slot in found_slots(layer).items()}


def put(layer: Any, name: str, value: np.ndarray) -> None:
    """Replace what lies at a place."""
    found_slots(layer)[name].put(np.asarray(value))


def slopes(backend: Any, layer: Any, ask: Any, x: np.ndarray, upstream: np.ndarray) -> dict[str, Any] | None:
    """Return the gradients that the layer's own backward tells, for the input as ''; None without a backward.

    Raises:
        Unavailable: It has one that could not be called.
    """
    names = [name for name in BACKWARDS if callable(getattr(layer, name, None))]
    if hasattr(backend, "holds_arrays"):
        return _through_autograd(backend, layer, ask, x, upstream)
    if hasattr(backend, "pullback") and not names:
        return _through_framework(backend, layer, ask, x, upstream)
    ask(layer, backend.wrap(x))
    if not names:
        _refuse_the_unknown(layer)
        return None
    before = {text: np.array(to_array(slot.held)) for text, slot in found_slots(layer).items()}
    backward = getattr(layer, names[0])
    rate = {item.name: RATE for item in parameters_of(backward) or [] if plain(item.name) in RATES}
    came = backward(backend.wrap(upstream), **rate)
    return {**dict(_left(layer, before)), **_returned(came, layer, x, before)}


def _refuse_the_unknown(layer: Any) -> None:
    """Raise Unavailable where a method by another name may be the backward pass."""
    for name in dir(type(layer)):
        if "back" in name.lower() or "grad" in name.lower():
            message = f"backward that could be called: is it {name}?"
            raise Unavailable(message)


def _left(layer: Any, before: Mapping[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the gradients that a backward left in the layer, or by which it changed the weights."""
    found = {slot.text: slot for slot in slots(layer) if slot.held is not None or slot.shape == ()}
    for text in before:
        slot = found.get(text)
        if slot is None:
            continue
        beside, now = held_beside(slot, found), to_array(slot.held)
        if beside is not None:
            yield text, beside
        elif now.shape == before[text].shape and not np.array_equal(before[text], now):
            yield text, (before[text] - now) / RATE


def _returned(
    came: Any, layer: Any, x: np.ndarray, before: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return the gradients that a backward returned: of the input first, then of weights by name or shape."""
    if came is None:
        left = next((getattr(layer, name) for name in _INPUT_GRADIENTS if hasattr(layer, name)), None)
        return {} if left is None else {"": to_array(left)}
    if isinstance(came, list) and len(came) == 1:
        came = came[0]
    if isinstance(came, Mapping):
        pieces = [(plain(str(key)), to_array(item)) for key, item in came.items()]
    else:
        several = came if isinstance(came, (tuple, list)) and not _is_array(came) else [came]
        pieces = [("", to_array(_plain_gradients(item))) for item in several if item is not None]
    told: dict[str, np.ndarray] = {}
    for name, shape in {"": x.shape, **{text: array.shape for text, array in before.items()}}.items():
        index = next((i for i, (key, array) in enumerate(pieces) if _fits(key, name, array, shape)), None)
        if index is not None:
            told[name] = pieces.pop(index)[1]
    return told


_INPUT_GRADIENTS = ("dinputs", "dx", "grad_input", "dX", "input_grad", "d_input", "dinput", "d_x")


def _plain_gradients(item: Any) -> Any:
    return next(iter(item.values())) if isinstance(item, Mapping) and len(item) == 1 else item


def _is_array(came: Any) -> bool:
    try:
        return bool(to_array(came).ndim)
    except (TypeError, ValueError):
        return False


def _fits(key: str, name: str, array: np.ndarray, shape: tuple[int, ...]) -> bool:
    own = plain(name.strip(".[]'\"").rsplit(".", maxsplit=1)[-1])
    named = not key or key.endswith(own) or (not name and key in {plain(item) for item in _INPUT_GRADIENTS})
    return named and array.shape == shape


def _through_autograd(
    backend: Any, layer: Any, ask: Any, x: np.ndarray, upstream: np.ndarray
) -> dict[str, Any]:
    for slot in found_slots(layer).values():
        for name in GRADIENTS:
            if getattr(slot.held, name, None) is not None:
                setattr(slot.held, name, getattr(slot.held, name) * 0)
    told: dict[str, Any] = {}
    if backend.holds_arrays:
        told[""] = backend.pullback(lambda x: ask(layer, x), {"x": x}, upstream)["x"]
    else:
        numbers = [backend.wrap_number(float(number)) for number in x]
        backend.run_backward(ask(layer, numbers), upstream)
        told[""] = _kept(numbers)
    for text, slot in found_slots(layer).items():
        told[text] = _kept(slot.held)
    return told


def _through_framework(
    backend: Any, layer: Any, ask: Any, x: np.ndarray, upstream: np.ndarray
) -> dict[str, Any]:
    """Return what a framework's autograd tells, with the layer's arrays in the places of leaves."""
    held = {text: slot.held for text, slot in found_slots(layer).items()}
    is_smooth = x.dtype.kind == "f"

    def forward(**leaves: Any) -> Any:
        given = leaves.pop("") if is_smooth else backend.wrap(x)
        for text, leaf in leaves.items():
            _replace(layer, text, leaf)
        return ask(layer, given)

    inputs = ({"": x} if is_smooth else {}) | {text: to_array(item) for text, item in held.items()}
    try:
        found: dict[str, Any] = backend.pullback(forward, inputs, upstream)
    except RuntimeError:  # nothing that came was reached by a gradient
        found = dict.fromkeys(inputs)
    finally:
        for text, item in held.items():
            _replace(layer, text, item)
    return found


def _replace(layer: Any, text: str, value: Any) -> None:
    """Put something else at a place such as `.layers[0].w`."""
    *path, (name, key) = _STEP.findall(text)
    for step, at in path:
        layer = getattr(layer, step) if step else layer[ast.literal_eval(at)]
    if name:
        setattr(layer, name, value)
    else:
        layer[ast.literal_eval(key)] = value


_STEP = re.compile(r"\.(\w+)|\[([^\]]+)\]")


def _kept(held: Any) -> np.ndarray | None:
    """Return the gradient that a tensor holds, or those that numbers in a list hold."""
    if isinstance(held, list):
        found = [_kept(item) for item in held]
        return None if any(item is None for item in found) else np.array(found)
    kept = next((getattr(held, name) for name in GRADIENTS if getattr(held, name, None) is not None), None)
    return None if kept is None else to_array(kept)


def moved(layer: Any, source: Any) -> tuple[Any, str]:
    """Return a layer that has the state of another, and by what: its own methods, or else a pickled copy."""
    for get, set_ in _STATES:
        if callable(getattr(source, get, None)) and callable(getattr(layer, set_, None)):
            getattr(layer, set_)(pickle.loads(pickle.dumps(getattr(source, get)())))  # noqa: S301 - their own object
            return layer, f"{get}() and {set_}()"
    held = getattr(source, "params", getattr(source, "parameters", None))
    if isinstance(held, dict) and held and not callable(held):
        name = "params" if hasattr(source, "params") else "parameters"
        getattr(layer, name).update(pickle.loads(pickle.dumps(held)))  # noqa: S301 - their own object
        return layer, f"the arrays in .{name}"
    try:
        return pickle.loads(pickle.dumps(source)), "pickle"  # noqa: S301 - the learner's own object
    except (pickle.PicklingError, TypeError, AttributeError):
        for text, array in parameters(source, np.zeros(0)).items():
            put(layer, text, array)
        return layer, "its attributes"


def slopes_told(backend: Any, layer: Any, ask: Any, x: np.ndarray) -> set[str]:
    """Return the places of the arrays for which the layer's own backward tells gradients."""
    given = x[0] if x.shape[0] == 1 and x.ndim > 1 and hasattr(backend, "holds_arrays") else x
    try:
        upstream = np.ones_like(to_array(ask(layer, backend.wrap(given))))
        told = slopes(backend, layer, ask, given, upstream) or {}
    except Exception:  # noqa: BLE001 - another check asks for its backward
        return set()
    return {name for name, item in told.items() if item is not None}


def registered(layer: Any) -> list[np.ndarray] | None:
    """Return the arrays in the layer's own list of parameters; None where it has no such list."""
    for name in _REGISTERS:
        held = getattr(layer, name, None)
        if held is None:
            continue
        try:
            held = held() if callable(held) else held
            items = list(held.values()) if isinstance(held, Mapping) else list(held)
        except TypeError:
            continue
        return [array for item in items for array in _arrays(item)]
    return None


def _arrays(item: Any) -> Iterator[np.ndarray]:
    if isinstance(item, (tuple, list)) and not _is_array(item):
        for inner in item:
            yield from _arrays(inner)
        return
    try:
        yield to_array(item)
    except (TypeError, ValueError):
        return
