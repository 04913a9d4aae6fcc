"""The ways to make a model that is saved: of the learner's classes, of libraries, plain ones of ours."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends import keras_objects
from ..networks.sizes import buildings, parameters_of_any
from ..texts import Piece, parse
from .asking import METHODS
from .pairing import is_learners
from .stand_ins import biases_of, heir_of, keras_network, linear_models, plain_models, torch_linear
from .words import PAIRS, PLAIN_STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded
    from .pairing import Pair

MOST, HIDDEN = 12, 4


@dataclass(frozen=True)
class Maker:
    """One way to make a model that is trained, or as good as.

    Attributes:
        text: The way in words.
        build: Returns a model for weights; it may ignore them.
        built_with: What the constructor was given by name.
        is_theirs: Whether the learner wrote it.
        fills: Whether its numbers are replaced by others, drawn from the weights.
    """

    text: str
    build: Callable[[np.ndarray], Any]
    built_with: Mapping[str, Any] = field(default_factory=dict)
    is_theirs: bool = False
    fills: bool = True


def makers(pair: Pair, loaded: Loaded, shape: tuple[int, ...]) -> Iterator[Maker]:
    """Yield the ways to make a model, the likeliest first.

    Args:
        pair: What saves and loads.
        loaded: What is shown.
        shape: The shape of the weights of the contract: inputs and outputs.
    """
    own = pair.model_class
    if own is not None:
        for cls in dict.fromkeys([own, *(one for one in _classes(loaded) if issubclass(one, own))]):
            yield from _of_class(cls, loaded, shape)
        heir = heir_of(own)
        yield Maker(f"a model of ours that inherits from {own.__name__}", lambda _: heir())
        return
    source = pair.source
    roles = pair.save.filled.roles
    plain_first = "bias" in roles.values() or any(
        plain(name) in PLAIN_STATES for name, role in roles.items() if role == "model"
    )
    if plain_first:
        yield from (Maker(text, build, fills=False) for text, build in plain_models(source))
    for cls in islice(_classes(loaded), MOST):
        yield from _of_class(cls, loaded, shape)
    if "torch" in loaded.source and hasattr(sys.modules.get("torch"), "nn"):
        yield Maker("a torch.nn.Linear", torch_linear, fills=False)
    if keras_objects.is_loaded():
        yield Maker("a keras.Sequential of two dense layers", lambda _: keras_network(*shape))
    for text, build in chain(linear_models(source), plain_models(source)):
        yield Maker(text, build, fills=False)


def _classes(loaded: Loaded) -> Iterator[type]:
    """Yield the classes of models in the file: those that it makes itself first, then the last ones."""
    namespace = loaded.namespace
    held = [value for value in namespace.values() if inspect.isclass(value)]
    models = [cls for cls in held if _is_model(cls, loaded)]
    called = set(_calls(loaded, {cls.__name__ for cls in models}))
    models.reverse()
    yield from sorted(models, key=lambda cls: cls.__name__ not in called)


def _is_model(cls: type, loaded: Loaded) -> bool:
    asks = any(inspect.isfunction(getattr(cls, name, None)) for name in METHODS)
    known = is_learners(cls, loaded) or cls.__module__.startswith("sklearn.")
    return known and asks and not inspect.isabstract(cls)


def _whatever(make: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[[Any], Any]:
    """Return what makes the same model for any weights."""
    return lambda _: make(*args, **kwargs)


def _of_class(cls: type, loaded: Loaded, shape: tuple[int, ...]) -> Iterator[Maker]:
    theirs = is_learners(cls, loaded)
    for args, kwargs in _calls(loaded, {cls.__name__}).get(cls.__name__, []):
        text = f"{cls.__name__}({', '.join([*map(repr, args), *(f'{k}={v!r}' for k, v in kwargs.items())])})"
        names = [item.name for item in parameters_of_any(cls)]
        built = {**dict(zip(names, args, strict=False)), **kwargs}
        yield Maker(text, _whatever(cls, *args, **kwargs), built, is_theirs=theirs)
    for building in islice(buildings(cls), 5):
        sizes = [shape[0], HIDDEN, shape[1]]
        values = {
            "sizes": sizes,
            "i": sizes[0],
            "h": HIDDEN,
            "hs": [HIDDEN],
            "o": sizes[2],
            "rest": sizes[1:],
        }
        built = {**{name: values[role] for name, role in building.roles.items()}, **building.fixed}
        text = building.text(cls.__name__)
        yield Maker(text, _whatever(building.build, cls, sizes), built,
                    is_theirs=theirs)  # fmt: skip
    yield from _of_arrays(cls, theirs=theirs)


def _of_arrays(cls: type, *, theirs: bool) -> Iterator[Maker]:
    """Yield the maker of a class whose constructor takes weights and biases."""
    names = [item.name for item in parameters_of_any(cls)]
    pair = next((pair for pair in PAIRS if set(pair) <= set(names)), None)
    if pair is not None:
        weight, bias = pair
        text = f"{cls.__name__}({weight}, {bias})"
        yield Maker(text, lambda weights: cls(**{weight: np.array(weights), bias: biases_of(weights)}),
                    is_theirs=theirs, fills=False)  # fmt: skip


def _calls(loaded: Loaded, names: set[str]) -> dict[str, list[tuple[list[Any], dict[str, Any]]]]:
    """Return the calls of these names in the file whose arguments are constants, or names of constants."""
    tree, _ = parse(Piece(loaded.source))
    found: dict[str, list[tuple[list[Any], dict[str, Any]]]] = {}
    for node in ast.walk(tree) if tree else ():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in names:
            continue
        try:
            args = [_constant(item, loaded.namespace) for item in node.args]
            kwargs = {str(item.arg): _constant(item.value, loaded.namespace) for item in node.keywords}
        except (ValueError, KeyError, TypeError):
            continue
        if (args, kwargs) not in found.setdefault(node.func.id, []):
            found[node.func.id].append((args, kwargs))
    return found


def _constant(node: ast.expr, namespace: Mapping[str, Any]) -> Any:
    value = namespace[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node)
    if not isinstance(value, (int, float, str, bool, list, tuple, type(None))):
        message = "no constant"
        raise TypeError(message)
    return value
