"""Layers that are objects: constructed, given weights, and asked."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import Match, NoMatch, match
from ..attempts import first_words
from ..backends.arrays import to_array
from ..callees import FORWARD_METHODS, in_double_precision, is_torch_module, without_self
from ..picking import OUTPUTS
from ..seeding import reseed
from ..slots import Slot, slots
from .arrangements import BIASES, Arrangement
from .construction import Construction, constructions, needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature

BUILDERS = (
    "build", "initialize", "initialise", "setup", "init_weights", "initialize_weights", "init_params",
    "initialize_parameters", "init", "set_input_shape", "_init_params", "_init_weights", "create_weights",
)  # fmt: skip


@dataclass
class BuiltLayer:
    """A layer's object, made anew for each pair of sizes.

    Attributes:
        cls: Its class.
        construction: How it is constructed.
        forward: The name of its forward method.
        match: How that method's input is called.
        arrangement: How the axes lie.
        places: Where the weight and the bias lie: the slot's text, by role; 'folded' for a
            matrix that holds both.
    """

    cls: type
    construction: Construction
    forward: str
    match: Match
    arrangement: Arrangement
    places: Mapping[str, str] = field(default_factory=dict)
    folded_at: int = 0
    backend: Any = None
    kept: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """How it is called, in words."""
        made = self.construction.text(self.cls.__name__)
        weights = " and ".join(self.places.values())
        how = f", weights set through {weights}" if weights else ""
        return f"{made}{how}, {self.forward}({', '.join(self.match.names)})"

    def call(self, values: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return what the forward method gives for these weights, and the object."""
        instance = self.ready(values)
        return self.ask(instance, values[self.arrangement.names[0]]), instance

    def ask(self, instance: Any, x: Any) -> Any:
        """Call the forward method of a ready object."""
        return self.match.call(getattr(instance, self.forward), {"x": x})

    def ready(self, values: Mapping[str, Any]) -> Any:
        """Return an object that holds the weights of `values`."""
        x, weight, bias = (values[name] for name in self.arrangement.names)
        instance = self.made(weight, bias, x)
        if self.places:
            self._fill({slot.text: slot for slot in slots(instance)}, np.asarray(weight), np.asarray(bias))
        return instance

    def made(self, weight: Any, bias: Any, x: Any) -> Any:
        """Return a new object for the sizes of these weights, which may not hold them yet."""
        outputs, inputs = np.shape(weight) if self.arrangement.transposed else np.shape(weight)[::-1]
        values = {
            "i": inputs,
            "o": outputs,
            "pair": (inputs, outputs),
            "shape": (inputs,),
            "weight": weight,
            "bias": bias,
        }
        args, kwargs = self.construction.arguments(values)
        reseed()  # two objects must differ by their weights only, where these are compared
        instance = in_double_precision(self.cls(*args, **kwargs))
        if not self.construction.gives_weights and not _has_weights(instance, inputs, outputs):
            self._build(instance, inputs, outputs, x)
        return instance

    def _build(self, instance: Any, inputs: int, outputs: int, x: Any) -> None:
        """Have weights built that do not come with the object: by its builder, or by a first call."""
        for name in BUILDERS:
            builder = getattr(instance, name, None)
            if not callable(builder):
                continue
            for arguments in ((), ((len(x), inputs),), ((inputs,),), (inputs,), (inputs, outputs), (x,)):
                try:
                    builder(*arguments)
                except Exception:  # noqa: BLE001, S112 - the next arguments may fit
                    continue
                if _has_weights(instance, inputs, outputs):
                    return
        self.ask(instance, x)

    def _fill(self, found: Mapping[str, Slot], weight: np.ndarray, bias: np.ndarray) -> None:
        if "folded" in self.places:
            found[self.places["folded"]].put(self._folded(weight, bias))
            return
        found[self.places["weight"]].put(weight)
        if "bias" in self.places:
            found[self.places["bias"]].put(bias)

    def _folded(self, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
        axis = 1 if self.arrangement.transposed else 0
        line = np.reshape(bias, (-1, 1) if axis else (1, -1))
        return np.concatenate([weight, line] if self.folded_at else [line, weight], axis=axis)


def _has_weights(instance: Any, inputs: int, outputs: int) -> bool:
    wanted = {(inputs, outputs), (outputs, inputs), (inputs + 1, outputs), (outputs, inputs + 1)}
    return any(slot.shape in wanted and slot.likeness("weight") for slot in slots(instance))


def built_layers(
    loaded: Loaded, signature: Signature, backend: Any, tried: list[str]
) -> Iterator[tuple[BuiltLayer, Any, Arrangement]]:
    """Yield the ways to use a class, or an object of it, as a layer."""
    cls = loaded.value if isinstance(loaded.value, type) else type(loaded.value)
    names = tuple(argument.name for argument in signature.arrays[:3])
    ways = list(constructions(cls))
    if not ways:
        wanted = ", ".join(needed(cls))
        tried.append(f"{cls.__name__}: its constructor needs {wanted}, and not all of these are known to us")
    for forward, found in _forwards(cls, signature):
        for construction in ways:
            for columns, one_by_one in ((False, False), (True, False), (False, True)):
                plain = Arrangement(names, columns, one_by_one)  # type: ignore[arg-type]  # three names
                bare = BuiltLayer(cls, construction, forward, found, plain, backend=backend)
                try:
                    yield from ((layer, backend, layer.arrangement) for layer in _filled(bare, signature))
                except Exception as error:  # noqa: BLE001 - a construction that does not fit
                    tried.append(f"{bare.text} on {backend.NAME}: {first_words(error)}")


def _forwards(cls: type, signature: Signature) -> Iterator[tuple[str, Match]]:
    only_x = replace(signature, arguments=signature.arrays[:1])
    defined = {name for base in cls.__mro__[:-1] for name in vars(base)}
    for name in ("__call__",) if is_torch_module(cls) else FORWARD_METHODS:
        function: Any = getattr(cls, "forward" if is_torch_module(cls) else name, None)
        if (name in defined and inspect.isfunction(function)) or is_torch_module(cls):
            try:
                yield name, match(without_self(function), only_x)
            except NoMatch:
                continue


def _filled(bare: BuiltLayer, signature: Signature) -> Iterator[BuiltLayer]:
    """Yield the layer with its weights' places found, for each place that has an effect."""
    probe = signature.probe()
    x, weight, bias = (probe[name] for name in bare.arrangement.names)
    if bare.construction.gives_weights:
        for transposed in (bare.arrangement.columns, not bare.arrangement.columns):
            for shape in BIASES:
                yield replace(bare, arrangement=replace(bare.arrangement, transposed=transposed, bias=shape))
        return
    piece = bare.backend.wrap(x[0] if bare.arrangement.one_by_one else x.T if bare.arrangement.columns else x)
    instance = bare.made(weight, bias, piece)
    candidates = list(_placed(bare, list(slots(instance)), np.shape(weight)))
    with_effect = [candidate for candidate in candidates if _has_effect(candidate, signature)]
    yield from with_effect or candidates[:1]  # a layer that does not use its weights is wrong, not strange


def _placed(bare: BuiltLayer, found: list[Slot], shape: tuple[int, ...]) -> Iterator[BuiltLayer]:
    inputs, outputs = shape
    biases = {(outputs,): BIASES[0], (1, outputs): BIASES[1], (outputs, 1): BIASES[2]}
    kept = bare.arrangement.names[1:]
    for slot in _ranked(found, "weight"):
        if slot.shape in ((inputs, outputs), (outputs, inputs)):
            turned = replace(bare.arrangement, transposed=slot.shape == (outputs, inputs))
            for other in _ranked(found, "bias"):
                if other.shape in biases:
                    laid = replace(turned, bias=biases[other.shape])
                    yield replace(
                        bare, arrangement=laid, places={"weight": slot.text, "bias": other.text}, kept=kept
                    )
        elif slot.shape in ((inputs + 1, outputs), (outputs, inputs + 1)):
            turned = replace(bare.arrangement, transposed=slot.shape == (outputs, inputs + 1))
            for end in (1, 0):
                yield replace(
                    bare, arrangement=turned, places={"folded": slot.text}, folded_at=end, kept=kept
                )
    for slot in _ranked(found, "weight"):  # a layer without a bias is a layer that leaves it out
        if slot.shape in ((inputs, outputs), (outputs, inputs)):
            turned = replace(bare.arrangement, transposed=slot.shape == (outputs, inputs))
            yield replace(bare, arrangement=turned, places={"weight": slot.text}, kept=kept)


def _ranked(found: list[Slot], role: str) -> list[Slot]:
    return sorted((slot for slot in found if slot.likeness(role)), key=lambda slot: -slot.likeness(role))


def _has_effect(layer: BuiltLayer, signature: Signature) -> bool:
    """Return whether other weights, and another bias, give another output.

    For a folded bias, whether its row meets the ones: with that row alone, and no input,
    the output is not zero.
    """
    probe = signature.probe()
    x, weight, bias = layer.arrangement.names
    changed = [{**probe, weight: probe[weight] + 1.0}]
    if "bias" in layer.places:
        changed.append({**probe, bias: probe[bias] + 1.0})
    if "folded" in layer.places:
        nothing = {**probe, x: probe[x] * 0, weight: probe[weight] * 0}
        return bool(np.any(_output(layer, nothing)))
    before = _output(layer, probe)
    return all(bool(np.any(_output(layer, values) != before)) for values in changed)


def _output(layer: BuiltLayer, values: Mapping[str, Any]) -> np.ndarray:
    piece = next(iter(layer.arrangement.pieces(values)))
    name = layer.arrangement.names[0]
    raw, instance = layer.call({**piece, name: layer.backend.wrap(piece[name])})
    if raw is None:
        raw = next(getattr(instance, attribute) for attribute in OUTPUTS if hasattr(instance, attribute))
    return to_array(raw[0] if isinstance(raw, tuple) else raw)
