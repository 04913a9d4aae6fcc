"""Autoencoders: rows in, rows of the same width out, through a code that is smaller.

Understood are torch modules and classes with a forward method, made with small sizes by names; what
has a part of the input's shape beside others, as a variational one, is taken by its shape. They are
trained by their own `fit` or `train`, or by a loop of ours through torch's autograd.

Operations: `call` (x: the reconstruction in evaluation); `code` (x: how many numbers an example is
squeezed into, 'size', and how that was found); `fit` (x: the reconstructions before and after
training, and 'how').
Facts: 'width' of an example, 'shares' where outputs lie between 0 and 1.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..callees import in_double_precision, is_torch_module
from ..dialects import backends_for
from ..making import Making, makings, role_of
from ..networks.network import forward_methods
from ..networks.rebuilding import STEPS, encoder_of, pieces_of, train_to_rebuild
from ..networks.sizes import parameters_of_any
from ..networks.words import EPOCHS, RATE
from ..refusal import Unavailable
from ..seeding import reseed
from ..slots import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

WIDTHS, CODE, HIDDEN, ROWS, EPOCHS_OF_THEIRS = (12, 784, 64), 3, 8, 5, 2000
ASKED = ("reconstruct", "reconstruction")


@dataclass
class ReconstructorConvention:
    """How an autoencoder is made and asked; see the module's docstring."""

    loaded: Loaded
    making: Making | None
    forward: str
    backend: Any
    width: int
    image: tuple[int, ...] = ()

    @property
    def description(self) -> str:
        """The convention in words."""
        made = self.loaded.name if self.making is None else self.making.text(self.loaded.name)
        return f"made as {made}, asked by .{self.forward}(x) on {self.backend.NAME}"

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": [], "width": self.width}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        methods = {"call": self._call, "code": self._code, "fit": self._fit}
        if operation not in methods:
            raise Unavailable(operation)
        return methods[operation](np.asarray(kwargs["x"], dtype=float))

    def new(self, seed: int = 0) -> Any:
        """Return a new model."""
        reseed(seed)
        model = self.loaded.value if self.making is None else self.making.of(self.loaded.value)
        return in_double_precision(model)

    def _call(self, x: np.ndarray) -> Any:
        return self.output(self.new(), x)

    def output(self, model: Any, x: np.ndarray) -> np.ndarray:
        """Return the reconstruction in evaluation."""
        if is_torch_module(type(model)):
            model.eval()
        return to_array(self._raw(model, x)).reshape(len(x), -1)

    def _raw(self, model: Any, x: np.ndarray) -> Any:
        given = self.backend.wrap(x.reshape(len(x), *self.image) if self.image else x)
        pieces = pieces_of(getattr(model, self.forward)(given))
        return next((piece for piece in pieces if np.size(to_array(piece)) == x.size), pieces[0])

    def _code(self, x: np.ndarray) -> dict[str, Any]:
        model = self.new()
        found = encoder_of(model)
        if found is not None:
            piece = found[1](self.backend.wrap(x.reshape(len(x), *self.image) if self.image else x))
            return {"size": int(np.size(to_array(piece)) // len(x)), "how": f"by its {found[0]}"}
        sizes = _sizes_on_the_way(model, lambda: self._raw(model, x), len(x))
        if not sizes:
            message = "code that could be measured"
            raise Unavailable(message)
        return {"size": min(sizes), "how": "by its narrowest layer"}

    def _fit(self, x: np.ndarray) -> dict[str, Any]:
        model = self.new()
        before = self.output(model, x)
        if is_torch_module(type(model)):
            how = train_to_rebuild(model, lambda: self._raw(model, x), x)
        else:
            model, how = self._by_its_own(x)
        return {"before": before, "after": self.output(model, x), "how": how}

    def _by_its_own(self, x: np.ndarray) -> tuple[Any, str]:
        best: tuple[float, Any, str] | None = None
        for name in ("fit", "train", "train_step", "fit_transform"):
            for rate in (0.01, 0.1, 0.001):
                model = self.new()
                if not callable(getattr(model, name, None)):
                    break
                try:
                    _train(getattr(model, name), x, rate)
                    error = float(np.mean((self.output(model, x) - x) ** 2))
                except Exception:  # noqa: BLE001 - this way does not fit; the next may
                    break
                if np.isfinite(error) and (best is None or error < best[0]):
                    best = error, model, f"by its own {name}"
        if best is None:
            message = "way to learn that could be called"
            raise Unavailable(message)
        return best[1:]


def _train(method: Any, x: np.ndarray, rate: float) -> None:
    given: dict[str, Any] = {}
    words = {item.name: plain(item.name) for item in parameters_of_any(method)}
    for item in parameters_of_any(method):
        word = words[item.name]
        if word in EPOCHS:
            given[item.name] = EPOCHS_OF_THEIRS
        elif word in RATE:
            given[item.name] = rate
        elif item.default is inspect.Parameter.empty or word in ("y", "target", "targets"):
            given[item.name] = x
    is_whole = "fit" in method.__name__ or any(word in EPOCHS for word in words.values())
    for _ in range(1 if is_whole else STEPS):
        method(**given)


def _sizes_on_the_way(model: Any, ask: Any, rows: int) -> list[int]:
    """Return how many numbers an example takes between the layers."""
    sizes: list[int] = []
    if not is_torch_module(type(model)):
        return [min(slot.shape) for slot in leaves(model) if len(slot.shape) == 2 and min(slot.shape) > 1]

    def hear(_: Any, __: Any, output: Any) -> None:
        if hasattr(output, "numel") and output.shape[:1] == (rows,):
            sizes.append(output.numel() // rows)

    hooks = [module.register_forward_hook(hear) for module in model.modules()]
    try:
        ask()
    finally:
        for hook in hooks:
            hook.remove()
    return sizes


def open_convention(loaded: Loaded, signature: Signature) -> ReconstructorConvention:
    """Return the first convention that gives back what has the shape of the input.

    Raises:
        CannotRun: None does.
    """
    tried: list[str] = []
    doubtful: ReconstructorConvention | None = None
    for convention in _possible(loaded, tried):
        x = np.random.default_rng(0).uniform(size=(ROWS, convention.width))
        try:
            came = convention.output(convention.new(), x)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
            tried.append(f"{loaded.name} with {convention.width} numbers: {first_words(error)}")
            continue
        if came.shape == x.shape:
            return convention
        doubtful = doubtful or (convention if came.dtype.kind == "f" else None)
    if doubtful is not None:  # it forgets a part of what it was given
        return doubtful
    otherwise = "it is no class with a method such as forward"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _possible(loaded: Loaded, tried: list[str]) -> Iterator[ReconstructorConvention]:
    value = loaded.owner or loaded.value
    ready = not inspect.isclass(value) and not inspect.isroutine(value)
    name = value.__name__ if inspect.isclass(value) else loaded.name
    found = replace(loaded, value=value, owner=None, name=name)
    code = _code_of(value)
    for width in (*WIDTHS, *_own_width(value)):
        sizes = {
            "in": width, "out": width, "size": width, "latent": CODE, "hidden": HIDDEN,
            "embedding": code or width, "layers": 2, "dropout": 0.0, "window": 3,
        }  # fmt: skip
        for making in [None] if ready else makings(value, sizes, ("in", "latent")):
            try:
                model = found.value if making is None else making.of(found.value)
                methods = [name for name in ASKED if hasattr(model, name)] + forward_methods(model)
            except Exception as error:  # noqa: BLE001 - sizes that do not fit: the next may
                tried.append(f"{found.name}: {first_words(error)}")
                continue
            torch_only = is_torch_module(type(model))
            for backend in backends_for(found):
                if not torch_only or backend.NAME == "torch tensors":
                    for name in methods:
                        yield ReconstructorConvention(found, making, name, backend, width)
                        if width == 784:
                            yield ReconstructorConvention(found, making, name, backend, width, (1, 28, 28))


def _code_of(value: Any) -> int | None:
    """Return what a bare `dim` stands for: the code, unless the code has a name of its own."""
    return None if any(role_of(item.name) == "latent" for item in parameters_of_any(value)) else CODE


def _own_width(value: Any) -> list[int]:
    """Return how many numbers a torch module takes that is made without any argument."""
    try:
        layers = value().modules()
    except Exception:  # noqa: BLE001 - it can't be made so, or is none
        return []
    return [layer.in_features for layer in layers if hasattr(layer, "in_features")][:1]
