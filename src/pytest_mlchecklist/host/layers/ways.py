"""The ways in which a learner's class may be a layer: how it is constructed, asked, and given its weights."""

from __future__ import annotations

import contextlib
import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..arguments import Match, NoMatch, match, plain
from ..attempts import first_words
from ..callees import FORWARD_METHODS, without_self, written_method
from ..modes import MODE, set_mode, translated
from ..slots import slots
from ..vocabulary import SYNONYMS
from .anatomy import Anatomy, anatomy
from .arrangements import given_arrangements, plain_arrangements
from .built import BuiltLayer
from .construction import constructions, needed
from .effects import effective
from .heads import refuse_a_bent_head
from .placing import placements
from .states import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..loading import Loaded
    from ..shapes import Signature

PACKS = ("hx", "state", "states", "hidden", "hc", "init_states", "init_state", "prev_state", "prev_states")
"""Names of what takes a state and a cell together."""


def built_layers(
    loaded: Loaded, signature: Signature, backend: Any, tried: list[str]
) -> Iterator[BuiltLayer]:
    """Yield the ways to use a class, or the class of an object, as a layer."""
    cls = loaded.value if isinstance(loaded.value, type) else type(loaded.value)
    roles = anatomy(signature)
    ways = list(constructions(cls, roles, signature))
    if not ways:
        wanted = ", ".join(needed(cls))
        tried.append(f"{cls.__name__}: its constructor needs {wanted}, and not all of these are known to us")
    for forward, found in _forwards(cls, signature, roles):
        for construction in ways:
            for plain_one in plain_arrangements(roles, signature, loaded):
                bare = BuiltLayer(cls, construction, forward, found, signature, plain_one, backend)
                try:
                    yield from _filled(bare)
                except Exception as error:  # noqa: BLE001 - a construction that does not fit
                    tried.append(f"{bare.text} on {backend.NAME}: {first_words(error)}")


def _forwards(cls: type, signature: Signature, roles: Anatomy) -> Iterator[tuple[str, Match]]:
    """Yield the forward methods, and how each takes inputs and settings; the object may keep the others."""
    defined = {name for base in cls.__mro__[:-1] for name in vars(base)}
    written = written_method(cls)
    for name in ("__call__",) if written else FORWARD_METHODS:
        function: Any = getattr(cls, written or name, None)
        if written or (name in defined and inspect.isfunction(function)):
            taken = translated(without_self(function))
            matches = [*_matches(taken, _asked(signature, roles))][:1]
            matches += _matches(taken, _without_states(signature, roles))
            yield from ((name, found) for found in matches)


def _matches(function: Any, several: Iterator[Signature]) -> Iterator[Match]:
    for asked in several:
        with contextlib.suppress(NoMatch):
            yield match(function, asked)


def _asked(signature: Signature, roles: Anatomy) -> Iterator[Signature]:
    """Yield what a forward method may be asked with: several states as one, all inputs, the first alone."""
    first, *rest = (item for item in signature.arguments if item.name not in roles.kept)
    every = (first, *(replace(item, optional=item.optional or not item.axes) for item in rest))
    states = tuple(item.name for item in roles.inputs[1:] if item.axes == roles.inputs[1].axes)
    packs = {"packed": dict.fromkeys(PACKS, states)} if len(states) > 1 else {}
    if packs:
        yield replace(signature, arguments=every, options={**packs, **signature.options})
    yield replace(signature, arguments=every)
    yield replace(signature, arguments=(first, *(replace(item, optional=True) for item in rest)))


def _without_states(signature: Signature, roles: Anatomy) -> Iterator[Signature]:
    """Yield what is asked where a state may be left out, and is wanted in an order of its own."""
    left_out = [item for item in roles.inputs[1:] if item.optional]
    if left_out:
        kept = (item for item in signature.arguments if item.name not in roles.kept and item not in left_out)
        yield replace(signature, arguments=tuple(replace(item, optional=not item.axes) for item in kept))


def _filled(bare: BuiltLayer) -> Iterator[BuiltLayer]:
    """Yield the layer with its weights' places found, for each place that has an effect."""
    roles, signature = bare.arrangement.anatomy, bare.signature
    probe = next(bare.arrangement.pieces(roles.probe(signature)))
    if bare.construction.gives_weights:
        for arrangement in given_arrangements(bare.arrangement, signature):
            yield replace(bare, arrangement=arrangement)
        return
    instance = bare.made(probe)
    bare = replace(bare, states=_states(bare, instance), mode=_mode(bare, instance))
    _refuse_what_is_missing(bare)
    if not roles.weights:
        yield bare
        return
    candidates = [
        replace(bare, placement=one, arrangement=replace(bare.arrangement, lays=one.lays))
        for one in placements(list(slots(instance)), roles, signature, probe)
    ]
    fitting = effective(candidates, probe)
    if bare.has_head and fitting:
        refuse_a_bent_head(fitting[0], probe)
    yield from fitting


def _states(bare: BuiltLayer, instance: Any) -> dict[str, str]:
    """Return where the object keeps the inputs that its forward method does not take."""
    taken = {*bare.match.names.values(), *(name for names in bare.match.packed.values() for name in names)}
    missing = [item.name for item in bare.arrangement.anatomy.inputs if item.name not in taken]
    found = {name: place_of(instance, {plain(name), *SYNONYMS.get(name, ())}) for name in missing}
    return {name: place for name, place in found.items() if place}


def _mode(bare: BuiltLayer, instance: Any) -> str:
    asks = any(item.name == MODE for item in bare.signature.arguments)
    if not asks or MODE in bare.match.names.values():
        return ""
    return set_mode(instance, training=True)


def _refuse_what_is_missing(bare: BuiltLayer) -> None:
    """Raise NoMatch for what the contract always gives and the layer does not take at all."""
    anatomy = bare.arrangement.anatomy
    given = {*bare.match.names.values(), *bare.states, *bare.construction.settings, MODE}
    given |= {name for names in bare.match.packed.values() for name in names}
    missing = [
        item.name
        for item in (*anatomy.inputs, *anatomy.settings)
        if not item.optional and item.name not in given
    ]
    if missing:
        message = f"it takes no argument for {', '.join(missing)}"
        raise NoMatch(message)
