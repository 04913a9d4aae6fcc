"""Layers that are objects: constructed, given weights, put into a mode, and asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..callees import in_double_precision, written_method
from ..modes import MODE, set_mode, translated
from ..seeding import reseed
from ..slots import slots
from .heads import HEAD, pass_on, without_head
from .placing import placements
from .sizes import values_of, with_config
from .states import put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..arguments import Match
    from ..shapes import Signature
    from ..slots import Slot
    from .arrangements import Arrangement
    from .construction import Construction
    from .placing import Placement

BUILDERS = (
    "build", "initialize", "initialise", "setup", "init_weights", "initialize_weights", "init_params",
    "initialize_parameters", "init", "set_input_shape", "_init_params", "_init_weights", "create_weights",
)  # fmt: skip


@dataclass
class BuiltLayer:
    """A layer's object, made anew for each call.

    Attributes:
        cls: Its class.
        construction: How it is constructed.
        forward: The name of its forward method.
        match: How that method's parameters are named.
        signature: The contract.
        arrangement: How the axes lie.
        backend: The array type that it takes.
        placement: Where the weights go; None when the constructor takes them.
        states: The inputs that it keeps in an attribute, with its name.
        mode: By what it is put into training and evaluation, '' when it has nothing of the kind.
    """

    cls: type
    construction: Construction
    forward: str
    match: Match
    signature: Signature
    arrangement: Arrangement
    backend: Any
    placement: Placement | None = None
    states: Mapping[str, str] = field(default_factory=dict)
    mode: str = ""

    @property
    def text(self) -> str:
        """How it is called, in words."""
        made = self.construction.text(self.cls.__name__)
        places = [recipe.slot for recipe in self.placement.recipes] if self.placement else []
        weights = f", weights set through {' and '.join(places)}" if places else ""
        states = "".join(f", {name} set through .{place}" for name, place in self.states.items())
        mode = f", mode set through {self.mode}" if self.mode else ""
        return f"{made}{weights}{states}{mode}, {self.forward}({', '.join(_named(self.match))})"

    @property
    def spelt(self) -> dict[str, str]:
        """The learner's name for each argument of the contract that has one."""
        roles = self.construction.roles.items()
        made = {role.strip("=:²"): own for own, role in roles if role.startswith(("=", ":"))}
        return {**made, **self.match.spelt}

    @property
    def lacks(self) -> tuple[str, ...]:
        """What neither constructor nor forward method takes: settings, and weights that may be missing."""
        taken = {*self.match.names.values(), *self.construction.settings, *([MODE] if self.mode else [])}
        taken |= {*self.states, *(name for names in self.match.packed.values() for name in names)}
        roles = self.arrangement.anatomy
        inputs = (item for item in roles.inputs if item.optional)
        left_out = [item.name for item in (*roles.settings, *inputs) if item.name not in taken]
        return (*left_out, *(item.name for item in self._left_out() if item.optional))

    @property
    def gates(self) -> str:
        """Where gates lie, if the contract has any."""
        recipes = self.placement.recipes if self.placement else ()
        apart = any(recipe.gate is not None for recipe in recipes)
        return "each in a place of its own" if apart else ""

    def _left_out(self) -> list[Any]:
        if self.placement is None:
            return []
        placed = {name for recipe in self.placement.recipes for name in recipe.weights}
        return [item for item in self.arrangement.anatomy.weights if item.name not in placed]

    def call(self, values: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return what the forward method gives for the contract's arguments, and the object."""
        instance = self.ready(values)
        return self.ask(instance, values), instance

    def ask(self, instance: Any, values: Mapping[str, Any]) -> Any:
        """Call the forward method of a ready object."""
        if MODE in values:
            set_mode(instance, training=bool(values[MODE]))
        came = self.ask_wrapped(instance, self.wrapped(values))
        return without_head(came, self.width(values)) if self.has_head else came

    @property
    def has_head(self) -> bool:
        """Whether it is told how wide its answers are, besides its states."""
        return HEAD in self.construction.roles.values()

    def width(self, values: Mapping[str, Any]) -> int:
        """Return how wide its states are."""
        return self._sizes(values)[self.arrangement.anatomy.leaving]

    def spare(self, instance: Any) -> list[Slot]:
        """Return the slots of an object that no weight of the contract goes to."""
        used = {recipe.slot for recipe in self.placement.recipes} if self.placement else set()
        return [slot for slot in slots(instance) if slot.text not in used]

    def in_turn(self, several: list[dict[str, Any]]) -> tuple[Any, Any]:
        """Return what came last, of several calls of one object, and the object."""
        instance = self.ready(several[0])
        return [self.ask(instance, values) for values in several][-1], instance

    def call_wrapped(self, values: Mapping[str, Any], wrapped: Mapping[str, Any]) -> None:
        """Call it with arguments that are wrapped already."""
        self.ask_wrapped(self.ready(values), wrapped)

    def ask_wrapped(self, instance: Any, wrapped: Mapping[str, Any]) -> Any:
        """Call the forward method of a ready object with arguments that are wrapped already."""
        written = getattr(self.cls, written_method(self.cls) or self.forward)
        return self.match.call(translated(getattr(instance, self.forward), written), wrapped)

    def wrapped(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments as the learner lays them, in their array type."""
        return self.arrangement.wrapped(values, self.backend)

    def ready(self, values: Mapping[str, Any]) -> Any:
        """Return an object that holds the weights of `values`, and its states."""
        instance = self.made(values)
        if self.placement:
            self.placement.fill({slot.text: slot for slot in slots(instance)}, values)
        if self.has_head:
            pass_on(self.spare(instance), self.width(values))
        wrapped = self.wrapped(values)
        for name, place in self.states.items():
            put(instance, place, wrapped[name])
        return instance

    def made(self, values: Mapping[str, Any]) -> Any:
        """Return a new object for the sizes of these arguments, which may not hold its weights yet."""
        wrapped = self.wrapped(values)
        roles = self.arrangement.anatomy
        shape = self.arrangement.example_shape(np.shape(wrapped[roles.inputs[0].name]))
        found = values_of(self._sizes(values), roles, wrapped, shape)
        args, kwargs = self.construction.arguments(with_config(found, roles, self.signature))
        reseed()  # two objects must differ by their weights only, where these are compared
        instance = in_double_precision(self.cls(*args, **kwargs))
        if not self.construction.gives_weights and not self._has_weights(instance, values):
            self._build(instance, values, shape)
        return instance

    def _sizes(self, values: Mapping[str, Any]) -> dict[str, int]:
        return {**self.signature.sizes(), **self.arrangement.anatomy.sizes(values)}

    def _has_weights(self, instance: Any, values: Mapping[str, Any]) -> bool:
        found = list(slots(instance))
        if self.placement:
            return self.placement.fits({slot.text: slot for slot in found}, values)
        roles = self.arrangement.anatomy
        return not roles.weights or bool(placements(found, roles, self.signature, values))

    def _build(self, instance: Any, values: Mapping[str, Any], shape: tuple[int, ...]) -> None:
        """Have weights built that do not come with the object: by its builder, or by a first call."""
        roles, sizes = self.arrangement.anatomy, self._sizes(values)
        x = self.wrapped(values)[roles.inputs[0].name]
        inputs, outputs = sizes.get(roles.entering, 1), sizes.get(roles.leaving, 1)
        several = ((), (np.shape(x),), (shape,), (inputs,), (inputs, outputs), (x,))
        for name in BUILDERS:
            builder: Any = getattr(instance, name, None)
            for arguments in several if callable(builder) else ():
                try:
                    builder(*arguments)
                except Exception:  # noqa: BLE001, S112 - the next arguments may fit
                    continue
                if self._has_weights(instance, values):
                    return
        for _ in range(2):  # weights of a state are built when there is one
            self.ask(instance, values)
            if self._has_weights(instance, values):
                return


def _named(found: Match) -> list[str]:
    return list(dict.fromkeys([*found.names, *found.packed]))
