"""The gradients that a learner's layer gives through its own backward, by the contract's names."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import parameters_of, plain
from ..backends.arrays import to_array
from ..backends.own_arrays import GRADIENTS
from ..functions.derivatives import LEFT_BEHIND
from ..networks.steps import written_rate
from ..refusal import Unavailable
from ..results import ArrayResult
from ..slots import slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..slots import Slot

BACKWARDS = ("backward", "backward_pass", "backward_propagation", "backprop", "backpropagate", "bwd")
RATES = {"lr", "learningrate", "eta", "alpha", "stepsize"}
RATE = 1.0
_MANGLED = re.compile(r"^_[A-Za-z0-9]+(?=__)")
_GRADIENT = re.compile(r"grad|delta|^d[wb]\d*$")
BESIDE = {"grad", "grads", "gradients", "gradient", "derivatives"}
"""Mappings that hold the gradients of weights under the weights' own names."""


def gradients(convention: Any, values: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return the gradient of the result, weighed by `upstream`, for the arguments it can be told for.

    Raises:
        Unavailable: The layer has no backward that could be called.
    """
    values = dict(values)
    upstream = values.pop("upstream")
    arrangement = convention.source.arrangement
    if arrangement.one_by_one or not isinstance(convention.result, ArrayResult):
        message = "backward for a whole batch"
        raise Unavailable(message)
    up = arrangement.axes.turn("-> ", upstream)
    autograd = hasattr(convention.source.backend, "pullback")
    told = (_through_autograd if autograd else _through_backward)(convention, values, up)
    shapes = {name: np.shape(value) for name, value in values.items() if isinstance(value, np.ndarray)}
    return {name: arrangement.restore(name, array, shapes[name]) for name, array in told.items()}


def are_averaged(convention: Any, probe: Mapping[str, Any]) -> bool:
    """Return whether the weights' gradients are divided by the batch: examples given twice change nothing."""
    roles = convention.source.arrangement.anatomy
    try:
        upstream = np.ones(np.shape(convention.run("call", [], probe)))
        once = gradients(convention, {**probe, "upstream": upstream})
        doubled = {name: np.concatenate([probe[name]] * 2) for name in roles.batched}
        twice = gradients(convention, {**probe, **doubled, "upstream": np.concatenate([upstream] * 2)})
    except Exception:  # noqa: BLE001 - no gradients at all, or none of two batches of different sizes
        return False
    told = [name for name in roles.kept if name in once and name in twice and np.any(once[name])]
    return bool(told) and all(np.allclose(once[name], twice[name]) for name in told)


def _through_autograd(
    convention: Any, values: Mapping[str, Any], upstream: np.ndarray
) -> dict[str, np.ndarray]:
    source = convention.source
    laid = source.arrangement.laid(values)
    names = [source.arrangement.anatomy.inputs[0].name]
    instance = source.ready(values) if hasattr(source, "ready") else None
    if instance is None:
        names += source.arrangement.anatomy.kept
    leaves = {name: laid[name] for name in names if laid.get(name) is not None}

    def forward(**leaf: Any) -> Any:
        raw = source.ask_wrapped(instance, {**source.wrapped(values), **leaf})
        return convention.result.pick.of(raw, instance)

    try:
        pulled = source.backend.pullback(forward, leaves, upstream)
    except Exception as error:
        message = "backward"
        raise Unavailable(message) from error
    told = {name: pulled[name] for name in leaves if leaves[name].dtype.kind == "f"}
    return told | (dict(_held(source, instance)) if instance is not None else {})


def _held(source: Any, instance: Any) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the gradients that tensors in the weights' slots hold."""
    found = {slot.text: slot for slot in slots(instance)}
    for weight, slot in _slots_of(source, found):
        for attribute in GRADIENTS:
            gradient = getattr(slot.held, attribute, None)
            if gradient is not None and np.shape(to_array(gradient)) == slot.shape:
                yield weight, to_array(gradient)
                break


def _slots_of(source: Any, found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the slot of each weight that has one of its own, also where it came with the constructor."""
    recipes = source.placement.recipes if getattr(source, "placement", None) else ()
    own = [(item.weights[0], item.slot) for item in recipes if len(item.weights) == 1 and item.gate is None]
    roles = source.construction.roles if hasattr(source, "construction") else {}
    own += [(role[1:], f".{name}") for name, role in roles.items() if role.startswith("=")]
    yield from ((weight, found[text]) for weight, text in own if text in found)


def _through_backward(
    convention: Any, values: Mapping[str, Any], upstream: np.ndarray
) -> dict[str, np.ndarray]:
    source = convention.source
    raw, instance = source.call(values)
    up = source.backend.wrap(upstream)
    laid = source.arrangement.laid(values)
    roles = source.arrangement.anatomy
    wanted = {
        item.name: np.shape(laid[item.name])
        for item in (*roles.inputs, *roles.weights)
        if laid.get(item.name) is not None
    }
    asked = (
        _asked_object(source, instance, up) if instance is not None else _asked_function(convention, raw, up)
    )
    for came, beside in asked:
        told = _by_name(came, wanted) if isinstance(came, Mapping) else _by_shape(came, wanted)
        told = {**{name: beside[name] for name in wanted if name in beside}, **told}
        if told:
            return told
    message = "backward"
    raise Unavailable(message)


def _asked_object(source: Any, instance: Any, up: Any) -> Iterator[tuple[Any, dict[str, np.ndarray]]]:
    """Yield what each backward method gives, and the weights' gradients that it leaves in the object."""
    for name in BACKWARDS:
        backward = getattr(instance, name, None)
        if not callable(backward):
            continue
        before = {
            slot.text: np.array(to_array(slot.held)) for slot in slots(instance) if slot.held is not None
        }
        rate = {item.name: RATE for item in parameters_of(backward) or [] if plain(item.name) in RATES}
        length = RATE if rate else written_rate(backward)
        try:
            came = backward(up, **rate)
        except Exception:  # noqa: BLE001, S112 - a backward that wants more than we have is not asked
            continue
        left = [getattr(instance, own) for own in LEFT_BEHIND if hasattr(instance, own)]
        yield came if came is not None else left, _left_in(source, instance, before, length)


def _left_in(
    source: Any, instance: Any, before: Mapping[str, np.ndarray], length: float
) -> dict[str, np.ndarray]:
    """Return the gradients that a backward left beside the weights, or by which it changed them."""
    found = {slot.text: slot for slot in slots(instance)} if hasattr(source, "placement") else {}
    told = {}
    for weight, slot in _slots_of(source, found):
        beside, now = held_beside(slot, found), to_array(slot.held)
        if beside is not None and np.any(beside):
            told[weight] = beside
        elif slot.text in before and not np.array_equal(before[slot.text], now):
            told[weight] = (before[slot.text] - now) / length
    return told


def held_beside(slot: Slot, found: Mapping[str, Slot]) -> np.ndarray | None:
    """Return the gradient of what lies in a slot, where the object keeps it under a name that says so."""
    alike = [one for one in found.values() if one.shape == slot.shape]
    words = gradient_words(slot.text)
    named = [one for one in alike if means_gradient(one.text, words)] or _only_gradient(slot, alike)
    return None if not named or named[0].held is None else to_array(named[0].held)


def _only_gradient(slot: Slot, alike: Sequence[Slot]) -> list[Slot]:
    """Return the one gradient of this shape, where no other array has it, such as `grad_w` of `w_mat`."""
    found = [one for one in alike if _GRADIENT.search(_steps(one.text)[-1])]
    others = {one.text for one in alike} - {one.text for one in found}
    return found if len(found) == 1 and others == {slot.text} else []


def gradient_words(text: str) -> set[str]:
    """Return the names under which the gradient of a weight may be kept, whose place is given."""
    own = _steps(text)[-1]
    before = ("d", "grad", "delta", "gradient", "gradof", "dld", "g")
    behind = ("grad", "gradient", "gradients", "d")
    return {f"{word}{own}" for word in before} | {f"{own}{word}" for word in behind} | {f"d{own}s"}


def means_gradient(text: str, words: set[str]) -> bool:
    """Return whether a place bears one of these names, or a part of it in a mapping of gradients."""
    *owners, own = _steps(text)
    is_beside = any(owner in BESIDE for owner in owners)
    return own in words or (is_beside and any(own in word for word in words if word.endswith(own)))


def _steps(text: str) -> list[str]:
    # What begins with two underscores has its class's name before it.
    own = (_MANGLED.sub("", step.strip("]'\"")) for step in text.replace("[", ".").split(".") if step)
    return [plain(step) for step in own]


def _asked_function(convention: Any, raw: Any, up: Any) -> Iterator[tuple[Any, dict[str, np.ndarray]]]:
    """Yield what the sibling of a forward function gives for the cache that it returned."""
    if not isinstance(raw, tuple) or len(raw) < 2:
        return
    name = plain(convention.loaded.name)
    wanted = {name.replace("forward", "backward"), name.removesuffix("forward") + "backward", f"{name}back"}
    for own, function in list(convention.loaded.namespace.items()):
        if plain(own) in wanted - {name} and inspect.isfunction(function):
            for arguments in ((up, raw[-1]), (raw[-1], up)):
                try:
                    came = function(*arguments)
                except Exception:  # noqa: BLE001, S112 - a backward that wants more than we have is not asked
                    continue
                yield came, {}
                break


def _by_name(came: Mapping[Any, Any], wanted: Mapping[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """Return what a mapping such as `grads["dW"]` tells: by shape where that is unlike, else by name."""
    pieces = {plain(str(key)): value for key, value in came.items()}
    told = {}
    for name, shape in wanted.items():
        fitting = {key: array for key, array in _arrays(pieces) if array.shape == shape}
        named = [
            array
            for key, array in fitting.items()
            if key in (f"d{plain(name)}", f"grad{plain(name)}", plain(name))
        ]
        if named or len(fitting) == 1:
            told[name] = (named or list(fitting.values()))[0]
    return told


def _arrays(pieces: Mapping[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    for key, value in pieces.items():
        try:
            yield key, to_array(value)
        except (TypeError, ValueError):
            continue


def _by_shape(came: Any, wanted: Mapping[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """Return the first array of each shape, in the contract's order; alike ones come in that order too."""
    several = came if isinstance(came, (tuple, list)) else [came]
    arrays = [array for _, array in _arrays({str(index): piece for index, piece in enumerate(several)})]
    told: dict[str, np.ndarray] = {}
    for name, shape in wanted.items():
        index = next((index for index, array in enumerate(arrays) if array.shape == shape), None)
        if index is not None:
            told[name] = arrays.pop(index)
    return told
