"""Deep networks: built from a depth, asked what becomes of a signal and of its gradient, and counted.

Understood are classes and functions that take a depth, and a width if they like, or a list of
sizes; they make torch modules, objects with a forward method, or parameters that a function beside
them takes. Gradients come from torch's autograd; of anything else the slopes are measured, and
its own backward is asked besides.

Operations: `call` (depth: the number of 'layers' with weights, their 'gradients' in the order in
which the signal meets them, as norms, and the 'outputs'); `size` (the most 'megabytes' of parameters
that were reached, and 'how': on torch's meta device, or from shapes).
Facts: 'is_fixed' says that the depth can't be chosen.
"""

from __future__ import annotations

import functools
import inspect
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..callees import is_torch_module
from ..dialects import backends_for
from ..making import Making, makings, role_of
from ..networks.network import forward_methods
from ..networks.sizes import ALL_SIZES, parameters_of_any
from ..picking import OUTPUTS
from ..refusal import Unavailable
from ..seeding import reseed
from ..slots import leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..loading import Loaded
    from ..shapes import Signature
    from ..slots import Slot

DEPTH, WIDTH, ROWS = 110, 32, 8
WIDE = (1024, 2048, 4096)
ENOUGH = 100e6
MOST_LAYERS = 10_000
_SIZES = {
    "in": WIDTH, "out": WIDTH, "size": WIDTH, "heads": 2, "dropout": 0.0, "window": 3, "layers": DEPTH,
}  # fmt: skip
_DEPTHS = re.compile(r"depth|layer|block|^n$|^l$|stack|repeat|resblock")
_WIDTHS = re.compile(
    r"width|hid|dim|units|channels|features|neurons|size|model|filters|planes|^d$|^h$|^w$|^c$"
)
_FORWARD = re.compile(r"forward|^predict|^apply|^run|^call$", re.IGNORECASE)
_CALLED = ("forward", "__call__")


@dataclass
class DeepConvention:
    """How a deep network is built and asked; see the module's docstring."""

    loaded: Loaded
    builder: Builder
    is_torch: bool = False
    _signals: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, (f"built as {self.builder.text(self.loaded.name)}", self.loaded.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know: whether the depth can be chosen."""
        return {"lacks": [], "is_fixed": not self.builder.depth}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation == "call":
            depth = int(kwargs["depth"])
            if depth not in self._signals:  # several checks look at the same network
                self._signals[depth] = self._signal(depth)
            return self._signals[depth]
        if operation == "size":
            return self._size()
        raise Unavailable(operation)

    def _signal(self, depth: int) -> dict[str, Any]:
        network = self.builder.build(self.loaded.value, depth)
        self.is_torch = is_torch_module(type(network))
        if self.is_torch:
            return _torch_signal(network)
        return _array_signal(network, self.loaded)

    def _size(self) -> dict[str, Any]:
        """Return the most that is reached by a larger width, or else by a larger depth."""
        counted = [(self._counted(depth, width), how) for depth, width, how in self._larger()]
        reached = [(megabytes, how) for megabytes, how in counted if megabytes is not None]
        if not reached:
            message = "parameters that could be counted"
            raise Unavailable(message)
        megabytes, how = max(reached)
        return {"megabytes": megabytes, "how": how}

    def _larger(self) -> Iterator[tuple[int, int, str]]:
        yield DEPTH, 0, "at its own width"
        if self.builder.width:
            yield from ((DEPTH, width, f"{width} wide") for width in WIDE)
        elif self.builder.depth:
            yield MOST_LAYERS, 0, f"{MOST_LAYERS} layers deep"

    def _counted(self, depth: int, width: int) -> float | None:
        """Return megabytes: on the meta device, where the network is built there, or from smaller ones."""
        try:
            build = functools.partial(self.builder.build, self.loaded.value, depth, width)
            on_meta = _on_meta(build) if self.is_torch else None
            return on_meta if on_meta is not None else self._extrapolated(depth, width)
        except Exception:  # noqa: BLE001 - a size that it does not take
            return None

    def _extrapolated(self, depth: int, width: int) -> float:
        """Return what the sizes of three small networks tell of a large one: they grow with the square."""
        if width:
            at, probes = width, (8, 16, 24)
            found = [_megabytes(self.builder.build(self.loaded.value, depth, small)) for small in probes]
        elif depth > DEPTH:
            at, probes = depth, (20, 40, 60)
            found = [_megabytes(self.builder.build(self.loaded.value, small)) for small in probes]
        else:
            return _megabytes(self.builder.build(self.loaded.value, depth))
        return float(np.polyval(np.polyfit(probes, found, 2), at))


@dataclass(frozen=True)
class Builder:
    """How a network is built from a depth.

    Attributes:
        making: What else is given.
        depth: The parameter that takes the depth; '' where it is fixed.
        width: The parameter that takes the width; '' where there is none.
        sizes: The parameter that takes a list of all sizes; '' where there is none.
        is_ready: Whether the object is a network already.
    """

    making: Making
    depth: str = ""
    width: str = ""
    sizes: str = ""
    is_ready: bool = False

    def build(self, value: Callable[..., Any], depth: int, width: int = 0) -> Any:
        """Return a new network."""
        reseed()
        if self.is_ready:
            return value
        given = dict(self.making.given)
        if self.sizes:
            return value(**given, **{self.sizes: [width or WIDTH] * (depth + 1)})
        given |= {self.depth: depth} if self.depth else {}
        given |= {self.width: width} if self.width and width else {}
        return value(**given)

    def text(self, name: str) -> str:
        """Return the call as a learner would write it."""
        if self.is_ready:
            return name
        rest = {key: value for key, value in self.making.given.items() if key not in (self.depth, self.sizes)}
        given = [f"{self.depth}=depth"] if self.depth and not self.sizes else []
        given += [f"{self.sizes}=[width] * (depth + 1)"] if self.sizes else []
        return f"{name}({', '.join([*given, *(f'{key}={value!r}' for key, value in rest.items())])})"


def open_convention(loaded: Loaded, signature: Signature) -> DeepConvention:
    """Return the first convention by which a network is built and asked.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    for builder in _builders(loaded.value):
        convention = DeepConvention(loaded, builder)
        try:
            convention.run("call", [], {"depth": 4 if builder.depth else DEPTH})
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
            tried.append(f"{builder.text(loaded.name)}: {first_words(error)}")
            continue
        return convention
    otherwise = "it is neither a class nor a function that gives a network"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _widths(items: Sequence[inspect.Parameter], depths: Sequence[str]) -> list[str]:
    """Return the arguments that may say how wide a layer is, those of the whole network last."""
    found = [
        i.name for i in items if _WIDTHS.search(plain(i.name)) and i.name not in depths and _is_number(i)
    ]
    return sorted(found, key=lambda name: role_of(name) in ("in", "out"))


def _builders(value: Any) -> Iterator[Builder]:
    if not inspect.isclass(value) and not inspect.isroutine(value):
        yield Builder(Making({}), is_ready=True)
        return
    items = parameters_of_any(value)
    needed = [item.name for item in items if item.default is item.empty]
    lists = [name for name in needed if plain(name) in ALL_SIZES - {"layers", "units", "neurons"}]
    depths = [i.name for i in items if _DEPTHS.search(plain(i.name)) and _is_number(i)]
    widths = _widths(items, depths)
    for making in makings(value, _SIZES):
        for name in lists:
            rest = {key: held for key, held in making.given.items() if key != name}
            yield Builder(Making(rest), depth=name, width=name, sizes=name)
        for depth in [*depths, ""] if not lists else []:
            rest = {key: held for key, held in making.given.items() if key != depth}
            yield Builder(Making(rest), depth, _width_of(widths, items))
        if len(needed) == 1 and not depths:
            yield Builder(Making({}), needed[0], _width_of([w for w in widths if w != needed[0]], items))
            yield Builder(Making({}), needed[0], needed[0], needed[0])


def _width_of(widths: list[str], items: list[inspect.Parameter]) -> str:
    del items
    return widths[0] if widths else ""


def _is_number(item: inspect.Parameter) -> bool:
    return item.default is item.empty or type(item.default) is int


def _on_meta(build: Callable[[], Any]) -> float | None:
    """Return the size of a torch network that is built without numbers; None for any other."""
    torch = sys.modules["torch"]
    try:
        with torch.device("meta"):
            network = build()
    except Exception:  # noqa: BLE001 - it looks at its own numbers, which are not there
        return None
    sizes = [item.numel() * item.element_size() for item in network.parameters()]
    return float(sum(sizes)) / 1e6


def _megabytes(network: Any) -> float:
    if is_torch_module(type(network)):
        return float(sum(item.numel() * item.element_size() for item in network.parameters())) / 1e6
    return float(sum(slot.held.nbytes for slot in _weights(network, biases=True))) / 1e6


def _torch_signal(network: Any) -> dict[str, Any]:
    torch = sys.modules["torch"]
    network.train()
    met: list[Any] = []
    hooks = [
        module.register_forward_hook(lambda module, *_: met.extend(module.parameters(recurse=False)))
        for module in network.modules()
    ]
    outputs = _asked(network, _inputs_for(network), met)
    for hook in hooks:
        hook.remove()
    reseed(1)
    outputs.backward(torch.randn_like(outputs))
    known = [item for item in network.parameters() if item.dim() > 1]
    order = {id(item): place for place, item in reversed(list(enumerate(met)))}
    used = sorted(known, key=lambda item: order.get(id(item), len(met)))
    norms = [0.0 if item.grad is None else float(item.grad.double().norm()) for item in used]
    network.zero_grad()
    return {"layers": len(used), "gradients": norms, "outputs": to_array(outputs).astype(float).ravel()[:64]}


def _asked(network: Any, inputs: Iterator[Any], met: list[Any]) -> Any:
    first: Exception | None = None
    for x in inputs:
        met.clear()
        try:
            came = network(x)
        except Exception as error:  # noqa: BLE001 - another shape may fit
            first = first or error
            continue
        return came[0] if isinstance(came, tuple) else came
    raise first or TypeError("it has no weights")


def _inputs_for(network: Any) -> Iterator[Any]:
    """Yield inputs of the shapes that the first weights suggest."""
    torch = sys.modules["torch"]
    reseed(2)
    dtype = next(iter(network.parameters())).dtype
    for weight in [item for item in network.parameters() if item.dim() > 1][:3]:
        if weight.dim() == 4:
            yield from (torch.randn(ROWS, weight.shape[1], side, side, dtype=dtype) for side in (8, 32))
        elif weight.dim() == 3:
            yield torch.randn(ROWS, weight.shape[1], 16, dtype=dtype)
        else:
            for width in dict.fromkeys((weight.shape[1], weight.shape[0])):
                yield torch.randn(ROWS, width, dtype=dtype)
                yield torch.randn(ROWS, 5, width, dtype=dtype)
            yield torch.randint(0, min(weight.shape), (ROWS, 5))


def _array_signal(network: Any, loaded: Loaded) -> dict[str, Any]:
    """Return what comes of a network on arrays: its slopes are measured along random directions."""
    weights = _weights(network)  # before it is asked: then it holds what it has seen, too
    forward, x = _forward_of(network, loaded)
    outputs = forward(network, x)
    weights = weights or _weights(network)
    rng = np.random.default_rng(3)
    upstream = rng.standard_normal(outputs.shape)
    ends = [*weights[:1], *weights[-1:]]
    norms = [_slope_norm(lambda: forward(network, x), slot, upstream, rng) for slot in ends]
    middle = [norms[0]] * (len(weights) - 1)
    finite = _own_backward_is_finite(network, upstream)
    gradients = [*middle, norms[-1]] if finite else [float("nan")] * len(weights)
    return {"layers": len(weights), "gradients": gradients, "outputs": outputs.ravel()[:64].astype(float)}


def _weights(network: Any, *, biases: bool = False) -> list[Slot]:
    """Return the places of the weights, each array once."""
    found: dict[int, Slot] = {}
    for slot in leaves(network):
        if len(slot.shape) >= (1 if biases else 2) and slot.likeness("weight") > 0:
            found.setdefault(id(slot.held), slot)
    rows = [slot for slot in found.values() if 1 in slot.shape and slot.likeness("bias") > 1]
    return [slot for slot in found.values() if biases or slot not in rows]


def _forward_of(network: Any, loaded: Loaded) -> tuple[Callable[[Any, np.ndarray], np.ndarray], np.ndarray]:
    """Return what asks the network for outputs, and inputs that it takes.

    Raises:
        Exception: It can't be asked.
    """
    first: Exception | None = None
    shape = _weights(network)[0].shape if _weights(network) else (WIDTH, WIDTH)
    for ask in _asks(network, loaded):
        for width, columns in ((shape[0], False), (shape[-1], False), (shape[-1], True)):
            x = np.random.default_rng(2).standard_normal((width, ROWS) if columns else (ROWS, width))
            try:
                ask(network, x)
            except Exception as error:  # noqa: BLE001 - another shape may fit
                first = first or error
                continue
            return ask, x
    raise first or TypeError("it has no forward method")


def _asks(network: Any, loaded: Loaded) -> Iterator[Callable[[Any, np.ndarray], np.ndarray]]:
    backend = next(one for one in backends_for(loaded) if not one.NAME.startswith("torch"))
    if not isinstance(network, (list, dict, tuple)):
        for name in forward_methods(network):
            yield lambda network, x, name=name: _numbers(getattr(network, name)(backend.wrap(x)), network)  # type: ignore[misc]
        return
    for name, function in loaded.namespace.items():
        if inspect.isfunction(function) and _FORWARD.search(name) and len(parameters_of_any(function)) >= 2:
            yield lambda network, x, f=function: _numbers(f(network, x), network)  # type: ignore[misc]
            yield lambda network, x, f=function: _numbers(f(x, network), network)  # type: ignore[misc]


def _numbers(came: Any, network: Any) -> np.ndarray:
    if came is None:
        came = next(getattr(network, name) for name in OUTPUTS if hasattr(network, name))
    return to_array(came[0] if isinstance(came, tuple) else came)


def _slope_norm(
    ask: Callable[[], np.ndarray], slot: Slot, upstream: np.ndarray, rng: np.random.Generator
) -> float:
    """Return about the norm of the gradient in a slot: the root mean square slope along random directions."""
    held, slopes = np.array(slot.held), []
    for _ in range(4):
        direction = rng.standard_normal(held.shape)
        ends = []
        for side in (1, -1):
            slot.put(held + side * 1e-5 * direction)
            ends.append(float(np.sum(ask() * upstream)))
        slopes.append((ends[0] - ends[1]) / 2e-5)
    slot.put(held)
    return float(np.sqrt(np.mean(np.square(slopes))))


def _own_backward_is_finite(network: Any, upstream: np.ndarray) -> bool:
    """Return whether what its own backward gives is finite, where it has one that could be called."""
    backward = getattr(network, "backward", None)
    if not callable(backward):
        return True
    try:
        came = backward(upstream)
    except Exception:  # noqa: BLE001 - a backward that wants more than we have is not asked
        return True
    several = (
        list(came.values())
        if isinstance(came, Mapping)
        else came
        if isinstance(came, (tuple, list))
        else [came]
    )
    try:
        return all(bool(np.all(np.isfinite(to_array(item)))) for item in several if item is not None)
    except (TypeError, ValueError):
        return True
