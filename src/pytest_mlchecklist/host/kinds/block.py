"""Layers of a learner's own design: nothing is known of what they compute, so only how they behave is asked.

Understood are torch modules, and classes with a forward and a backward method on NumPy arrays,
lists, or a learner's own array type. They are made with small sizes by the names of what the
constructor must be given, and asked with rows, sequences, images or token ids, whichever comes first
that they take.

Operations: `call` (x: the output in evaluation); `slopes` (x, seed: for the input as '' and each
parameter the layer's own gradient along a random direction as 'own', the difference quotient as
'measured', and the size of both as 'scale'; 'lacks' tells that there is no backward); `copied` (x: the
outputs of a layer that was used in training, and of another one that has its state); `registered` (which
parameters its own list holds, and which it misses); `modes` (x, other: the outputs in evaluation with chance
falling one way and another, and before and after it has seen others); `apart` (x, other: what a layer gives,
and what it gives where another one of its class was changed and used).
Facts: 'shape' of one example, and 'tokens', how many there are where ids go in.
"""

from __future__ import annotations

import copy
import inspect
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..blocks import array_block, torch_block
from ..callees import in_double_precision, is_torch_module
from ..dialects import backends_for
from ..making import Making, makings
from ..modes import set_mode, switch_of
from ..networks.network import forward_methods
from ..networks.sizes import parameters_of_any
from ..picking import OUTPUTS
from ..refusal import Unavailable
from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

WIDTH, OTHER = 6, 4
SHAPES = ((WIDTH,), (5, WIDTH), (WIDTH, 8, 8), (8, 8, WIDTH), (8, 8), (1, 8, 8), (3, 8, 8))
IDS = (5,)
TOKENS = 6
BATCHES = (5, 1, 2, 4, 8, 10, 16, 20, 32, 64, 100, 128)
STEPS = (1e-4, 1e-5, 1e-6, 1e-7)
COARSE = (1e-1, 3e-2, 1e-2, 3e-3)
DRAWS = 3
DOUBLE = 8
"""Bytes of a number in double precision."""
SINGLE_ERROR, DOUBLE_ERROR = 2e-3, 1e-5
"""How far slopes may lie from those measured, of the size of what was summed up."""


@dataclass
class BlockConvention:
    """How a layer is made and asked; see the module's docstring for its operations."""

    loaded: Loaded
    making: Making | None
    forward: str
    backend: Any
    shape: tuple[int, ...] = ()
    tokens: int = 0
    single: bool = False
    by_one: bool = False
    more: int = 0
    _names: list[str] | None = None
    _turned: dict[int, tuple[Any, bool]] = field(default_factory=dict)
    _started: dict[int, dict[str, np.ndarray]] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        name = self.loaded.name
        made = name if self.making is None else self.making.text(name)
        size = " × ".join(map(str, self.shape))
        example = f"one example of {size}" if self.by_one else f"examples of {size}"
        parts = (f"made as {made}", f"asked by .{self.forward} with {example} on {self.backend.NAME}")
        return ", ".join(filter(None, (*parts, self.loaded.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": [], "shape": list(self.shape), "tokens": self.tokens, "single": self.single}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        methods: dict[str, Callable[..., Any]] = {
                   "call": self._call, "slopes": self._slopes, "copied": self._copied,
                   "registered": self._registered, "modes": self._modes, "apart": self._apart}  # fmt: skip
        if operation not in methods:
            raise Unavailable(operation)
        return methods[operation](**kwargs)

    @property
    def is_torch(self) -> bool:
        """Whether it is a module of torch."""
        return is_torch_module(type(self.new()))

    def new(self, seed: int = 0) -> Any:
        """Return a new layer, in double precision where it has one to choose."""
        reseed(seed)
        layer = self.loaded.value if self.making is None else self.making.of(self.loaded.value)
        if not is_torch_module(type(layer)):
            return layer
        return layer.float() if self.single else in_double_precision(layer)

    def turn(self, layer: Any, *, training: bool) -> None:
        """Put a layer into training or evaluation; where its forward is told, it will be."""
        set_mode(layer, training=training)
        self._turned[id(layer)] = layer, training

    def told(self, layer: Any, x: Any) -> Any:
        """Return what the layer's forward gives, which is told the mode where it asks for one."""
        forward = getattr(layer, self.forward)
        switch = None if is_torch_module(type(layer)) else switch_of(forward)
        _, training = self._turned.get(id(layer), (layer, True))
        mode = {} if switch is None else {switch[0]: switch[1][training]}
        return forward(*([x] * (1 + self.more)), **mode)

    def ask(self, layer: Any, x: Any) -> Any:
        """Return the output as the layer gives it, for input in its own array type."""
        reseed(7)
        came = self.told(layer, x)
        if came is None:
            came = next(getattr(layer, name) for name in OUTPUTS if hasattr(layer, name))
        return came[0] if isinstance(came, tuple) else came

    def output(self, layer: Any, x: np.ndarray) -> np.ndarray:
        """Return the output for a batch."""
        x = self._typed(x)
        if self.by_one:
            return np.array([to_array(self.ask(layer, self.backend.wrap(row))) for row in x])
        return to_array(self.ask(layer, self.backend.wrap(x)))

    def _typed(self, x: np.ndarray) -> np.ndarray:
        x = np.asarray(x)
        return x if x.dtype.kind == "i" else x.astype(np.float32 if self.single else np.float64)

    def _ready(self, x: np.ndarray, seed: int = 0, *, training: bool = False) -> Any:
        """Return a new layer that has made its weights, in training or in evaluation."""
        layer = self.new(seed)
        self.turn(layer, training=training)
        reseed(seed)  # some make their weights at the first call
        self.output_seeded(layer, x, seed)
        return layer

    def output_seeded(self, layer: Any, x: np.ndarray, seed: int) -> None:
        """Ask once, so that weights which are made at the first call are drawn from the seed."""
        x = self._typed(x)
        piece = self.backend.wrap(x[0] if self.by_one else x)
        reseed(seed)
        self.told(layer, piece)

    def _call(self, x: np.ndarray) -> Any:
        layer = self.new()
        self.turn(layer, training=False)
        return self.output(layer, x)

    def _slopes(self, x: np.ndarray, seed: int) -> Any:
        """Return slopes in training, or in evaluation where these agree: statistics may be constants."""
        found: list[dict[str, Any]] = []
        for training in (True, False):
            rng = np.random.default_rng(seed)
            for draw in range(DRAWS):  # where the curve bends between two points, another input is tried
                drawn = self._typed(rng.standard_normal(np.shape(x)) if draw and not self.tokens else x)
                try:
                    came = self._slopes_at(drawn[:1] if self.by_one else drawn, rng, training=training)
                except Exception:
                    if training:
                        raise
                    return {"lacks": [], "slopes": found}
                if came is None:
                    return {"lacks": ["backward"], "slopes": []}
                if all(_agrees(item, single=self.single) for item in came):
                    return {"lacks": [], "slopes": came}
                found = found or came
        return {"lacks": [], "slopes": found}

    def _slopes_at(
        self, x: np.ndarray, rng: np.random.Generator, *, training: bool
    ) -> list[dict[str, Any]] | None:
        given = x[0] if self.by_one else x
        layer, other = (self._perturbed(x, training=training) for _ in range(2))
        upstream = rng.standard_normal(np.shape(to_array(self.ask(other, self.backend.wrap(given)))))
        if given.dtype.kind == "f":
            upstream = upstream.astype(given.dtype)
        if self.is_torch:
            told = torch_block.slopes(layer, self.ask, given, upstream)
        else:
            told = array_block.slopes(self.backend, layer, self.ask, given, upstream)
        if told is None:
            return None
        at = _At(self, x, upstream, training)
        names = self._effective(x)
        return [at.slope(name, told.get(name), rng) for name in (names if self.tokens else ["", *names])]

    def values(self, layer: Any, x: np.ndarray) -> dict[str, np.ndarray]:
        """Return the arrays that a layer keeps, by name."""
        found: dict[str, np.ndarray] = (torch_block if self.is_torch else array_block).parameters(layer, x)
        return found

    def put(self, layer: Any, name: str, value: np.ndarray) -> None:
        """Replace one of these."""
        (torch_block if self.is_torch else array_block).put(layer, name, value)

    def _perturbed(self, x: np.ndarray, *, training: bool = True) -> Any:
        """Return a layer whose parameters have moved a little: what starts at zero hides much."""
        names = self._effective(x)
        layer = self._ready(x, training=training)
        if not self._started:  # of the first layer, should all of them share one array
            self._started[0] = self.values(layer, x)
        rng = np.random.default_rng(1)
        for name, value in self._started[0].items():
            if name in names:
                self.put(layer, name, value + 0.1 * rng.standard_normal(value.shape))
        return layer

    def _effective(self, x: np.ndarray) -> list[str]:
        """Return the names of the parameters: what lies in the layer and reaches its output in training."""
        if self._names is None:
            names = list(self.values(self._ready(x, training=True), x))
            self._names = names if self.is_torch else [name for name in names if self._matters(name, x)]
        return self._names

    def _matters(self, name: str, x: np.ndarray) -> bool:
        before = self.output(self._ready(x, training=True), x)
        other = self._ready(x, training=True)
        held = self.values(other, x)[name]
        self.put(other, name, held + 0.5 + 0.1 * np.random.default_rng(0).standard_normal(held.shape))
        try:
            after = self.output(other, x)
        except Exception:  # noqa: BLE001 - an array that must be as it is, such as a table of positions, is no weight
            return False
        finally:
            self.put(other, name, held)
        return not np.array_equal(before, after)

    def _used(self, x: np.ndarray) -> Any:
        """Return a layer as it is after a while of training."""
        layer = self._perturbed(x)
        self.turn(layer, training=True)
        for turn in range(3):
            self.output(layer, x if self.tokens else x * (turn + 2) + turn)
        return layer

    def _copied(self, x: np.ndarray) -> Any:
        layer, fresh = self._used(x), self._ready(x, seed=1)
        if self.is_torch:
            how = torch_block.moved(fresh, layer)
        else:
            fresh, how = array_block.moved(fresh, layer)
        for one in (layer, fresh):
            self.turn(one, training=False)
        return {"before": self.output(layer, x), "after": self.output(fresh, x), "how": how}

    def _registered(self, x: np.ndarray) -> Any:
        layer = self._ready(x)
        names = self._effective(x)
        if self.is_torch:
            return {"names": names, "missing": sorted(set(torch_block.unregistered(layer)))}
        own = array_block.registered(layer)
        values = self.values(layer, x)
        missing = [] if own is None else [n for n in names if not _is_among(values[n], own)]
        told = array_block.slopes_told(
            self.backend, layer, self.ask, self._typed(x[:1] if self.by_one else x)
        )
        return {"names": names, "missing": [name for name in missing if name in told]}

    def _modes(self, x: np.ndarray, other: np.ndarray) -> Any:
        one, two = self._used(x), self._used(x)
        for layer in (one, two):
            self.turn(layer, training=False)
        first, again = self._unseeded(one, x, 8), self._unseeded(two, x, 9)
        before = self.output(one, x)
        self.output(two, other)
        return {"first": first, "again": again, "before": before, "after_others": self.output(two, x)}

    def _unseeded(self, layer: Any, x: np.ndarray, seed: int) -> np.ndarray:
        """Return the output where chance falls otherwise."""
        x = self._typed(x)
        pieces = [self.backend.wrap(piece) for piece in (x if self.by_one else [x])]
        reseed(seed)
        came = [self.told(layer, piece) for piece in pieces]
        found = [self._taken(layer, item) for item in came]
        return np.array(found) if self.by_one else found[0]

    @staticmethod
    def _taken(layer: Any, came: Any) -> np.ndarray:
        if came is None:
            came = next(getattr(layer, name) for name in OUTPUTS if hasattr(layer, name))
        return to_array(came[0] if isinstance(came, tuple) else came)

    def _apart(self, x: np.ndarray, other: np.ndarray) -> Any:
        one, two = self._ready(x), self._ready(x, seed=1)
        alone = copy.deepcopy(one)  # a new one would differ where its seed is the time
        for layer in (alone, one, two):
            self.turn(layer, training=False)
        before = self.output(alone, x)
        for name, value in self.values(two, x).items() if self.making is not None else ():
            if name in self._effective(x):
                self.put(two, name, value + 1.0)
        if self.making is not None:
            self.output(two, other)
        return {"before": before, "after": self.output(one, x)}


@dataclass(frozen=True)
class _At:
    """A layer at one input: how its output, weighed, changes along a direction."""

    layers: BlockConvention
    x: np.ndarray
    upstream: np.ndarray
    training: bool

    def slope(self, name: str, own: Any, rng: np.random.Generator) -> dict[str, Any]:
        """Return a gradient along a random direction, as the layer tells it and as it is measured."""
        held = self._given if not name else self.layers.values(self._new(), self.x)[name]
        direction = rng.choice([-1.0, 1.0], size=held.shape)
        told = None if own is None or np.shape(own) != held.shape else float(np.sum(own * direction))
        # Some divide the gradients of weights by the number of examples.
        means = [told or 0.0] if told is None or not name else [told, told * len(self.x)]
        size = float(np.sum(np.abs(self.upstream))) + abs(self._weighed("", self._given))
        found: list[dict[str, Any]] = []
        for quotient in self._quotients(name, held, direction):
            best = min(means, key=lambda mean: abs(mean - quotient))
            own = None if told is None else best
            found.append({"name": name, "own": own, "measured": quotient, "scale": size + abs(quotient)})
            if _agrees(found[-1], single=self.layers.single):
                return found[-1]
        return min(found, key=lambda item: abs((item["own"] or 0.0) - item["measured"]))

    @property
    def _given(self) -> np.ndarray:
        one: np.ndarray = self.x[0] if self.layers.by_one else self.x
        return one

    def _quotients(self, name: str, held: np.ndarray, direction: np.ndarray) -> Iterator[float]:
        for step in COARSE if self.layers.single else STEPS:
            up, down = (self._weighed(name, held + side * step * direction) for side in (1, -1))
            yield (up - down) / (2 * step)

    def _new(self) -> Any:
        return self.layers._perturbed(self.x, training=self.training)  # noqa: SLF001 - of the same module

    def _weighed(self, name: str, value: np.ndarray) -> float:
        layer, given = self._new(), self._given
        if name:
            self.layers.put(layer, name, value)
        else:
            given = value.astype(given.dtype)
        came = to_array(self.layers.ask(layer, self.layers.backend.wrap(given)))
        return float(np.sum(came.astype(float) * self.upstream))


def _agrees(item: Mapping[str, Any], *, single: bool) -> bool:
    own = item["own"] or 0.0
    return bool(abs(own - item["measured"]) <= (SINGLE_ERROR if single else DOUBLE_ERROR) * item["scale"])


def _is_among(value: np.ndarray, arrays: list[np.ndarray]) -> bool:
    if arrays and all(array.ndim == 0 for array in arrays):  # each number is a parameter of its own
        return bool(np.isin(value, np.array(arrays)).all())
    return any(
        array.size == value.size and np.array_equal(np.ravel(array), np.ravel(value)) for array in arrays
    )


def open_convention(loaded: Loaded, signature: Signature) -> BlockConvention:
    """Return the first convention whose output has a row for each example.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    doubtful: BlockConvention | None = None
    for convention in _possible(loaded, tried):
        try:
            rows = _rows_taken(convention)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            made = loaded.name if convention.making is None else convention.making.text(loaded.name)
            tried.append(f"{made} with examples of {convention.shape}: {first_words(error)}")
            continue
        if rows == BATCHES[0]:
            return convention
        doubtful = doubtful or convention
    if doubtful is not None:
        return doubtful
    otherwise = "it is no class with a method such as forward"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _rows_taken(convention: BlockConvention) -> int:
    """Return how many examples at once it took: as many as usual, or a number that it insists on.

    Raises:
        Exception: It takes none of these.
    """
    kept: Exception | None = None
    for rows in BATCHES:
        try:
            layer = convention.new()
            came = convention.output(layer, _inputs(convention, rows))
            if came.ndim and len(came) == rows and came.dtype.kind == "f":
                convention.single = convention.single or came.dtype.itemsize < DOUBLE
                return rows
            kept = ValueError(f"gave the shape {came.shape} for {rows} examples")
        except Exception as error:  # noqa: BLE001 - the first is told
            kept = kept or error
    raise kept or ValueError("gave nothing")


def _inputs(convention: BlockConvention, rows: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    if convention.tokens:
        return rng.integers(0, convention.tokens, size=(rows, *convention.shape))
    return rng.standard_normal((rows, *convention.shape))


def _possible(loaded: Loaded, tried: list[str]) -> Iterator[BlockConvention]:
    for making in _makings(loaded):
        try:
            reseed()
            layer = loaded.value if making is None else making.of(loaded.value)
            methods = forward_methods(layer)
        except Exception as error:  # noqa: BLE001 - sizes that do not fit: the next may
            made = loaded.name if making is None else making.text(loaded.name)
            tried.append(f"{made}: {first_words(error)}")
            continue
        for backend, forward in product(_backends(loaded, layer), methods[:2]):
            more = _more(layer, forward)
            for single in (False, True) if is_torch_module(type(layer)) else (False,):
                for shape in SHAPES:
                    yield BlockConvention(loaded, making, forward, backend, shape, single=single, more=more)
            yield BlockConvention(loaded, making, forward, backend, IDS, tokens=TOKENS, more=more)
            if not is_torch_module(type(layer)):
                yield BlockConvention(loaded, making, forward, backend, (WIDTH,), by_one=True, more=more)


def _backends(loaded: Loaded, layer: Any) -> list[Any]:
    found = backends_for(loaded)
    return [one for one in found if one.NAME == "torch tensors"] if is_torch_module(type(layer)) else found


def _more(layer: Any, forward: str) -> int:
    """Return how many inputs must be given beside the first."""
    name = "forward" if is_torch_module(type(layer)) else forward
    method = getattr(layer, name)
    items, switch = parameters_of_any(method), switch_of(method) or ("",)
    return max(0, sum(item.default is item.empty and item.name != switch[0] for item in items) - 1)


def _makings(loaded: Loaded) -> Iterator[Making | None]:
    if not inspect.isclass(loaded.value) and not inspect.isroutine(loaded.value):
        yield None
        return
    sizes = {"heads": 2, "head_size": 3, "vocabulary": TOKENS, "context": 5, "layers": 1, "dropout": 0.5,
             "window": 3, "latent": 3, "hidden": 8, "embedding": WIDTH, "size": WIDTH}  # fmt: skip
    for ends in ({"in": WIDTH, "out": OTHER}, {"in": WIDTH, "out": WIDTH}):
        yield from makings(loaded.value, {**sizes, **ends})
