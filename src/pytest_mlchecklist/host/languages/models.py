"""A learner's language model, whichever way it is made and asked."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends.arrays import to_array
from ..callees import is_torch_module
from ..dialects import backends_for
from ..layers.sizes import CONFIGS
from ..making import Making, makings, role_of
from ..networks.network import forward_methods
from ..networks.sizes import parameters_of_any
from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..loading import Loaded

VOCABULARY, CONTEXT = 11, 12
SIZES = {"vocabulary": VOCABULARY, "context": CONTEXT, "embedding": 16, "heads": 2, "head_size": 8,
         "layers": 2, "hidden": 32, "dropout": 0.0, "window": 3, "latent": 16, "in": VOCABULARY,
         "out": VOCABULARY, "size": VOCABULARY}  # fmt: skip
ALWAYS = ("vocabulary", "context", "embedding", "heads", "layers", "hidden", "dropout")
LENGTHS = (10, 8, 5, 4, 3, 2)
_STATES = re.compile(r"^(h|hidden|state|hx|hprev|hiddenstate|prevstate|initstate|h0|states|a0|aprev)$")
_STARTS = ("init_hidden", "init_state", "begin_state", "initHidden", "init_h", "initial_state", "zero_state")
_PARAMETERS = re.compile(r"^(params?|parameters|weights|theta|model)$")
_INITIALIZE = re.compile(
    r"^(init|make|create|build|initialize|get)\w*(param|weight|model|lm|rnn|net)", re.IGNORECASE
)

_GIVES = re.compile(r"logit|forward|predict|apply|probs", re.IGNORECASE)


@dataclass
class Languages:
    """How a language model is made and asked.

    Attributes:
        loaded: The learner's object.
        maker: The class or function that makes a model; None for the object itself.
        making: Its arguments.
        forward: The method that gives logits; '' where a function takes parameters, or nothing but tokens.
        backend: The array type.
        form: How tokens go in: 'rows', 'time first', 'one row', 'a list', or 'one-hot'.
        vocabulary: How many tokens there are.
        length: How many tokens it takes at most, as far as was tried.
        last: Whether only the logits after the last token come.
        asked: The function that takes parameters, where it is not the learner's object.
    """

    loaded: Loaded
    maker: Any
    making: Making | None
    forward: str
    backend: Any
    form: str = "rows"
    vocabulary: int = VOCABULARY
    length: int = 8
    last: bool = False
    asked: Any = None

    @property
    def text(self) -> str:
        """The way in words."""
        name = getattr(self.maker, "__name__", self.loaded.name)
        made = name if self.making is None else self.making.text(name)
        return f"{made}, logits by {self.forward or self.loaded.name}({self.form})"

    @property
    def is_fixed(self) -> bool:
        """Whether there is but one model, which may have learnt already."""
        return self.making is None

    def new(self, seed: int = 0) -> Any:
        """Return a new model; the one there is, where it is ready made."""
        reseed(seed)
        return self.maker if self.making is None else self.making.of(self.maker)

    def raw(self, model: Any, tokens: np.ndarray, *, targets: Any = None) -> Any:
        """Return the logits of a batch as the model gives them."""
        if self.form in ("one row", "a list", "one-hot"):
            rows = [self._asked(model, self._laid(row), 1, None) for row in tokens]
            return rows if len(rows) > 1 else rows[0]
        given = tokens.T if self.form == "time first" else tokens
        return self._asked(model, self.backend.wrap(np.ascontiguousarray(given)), len(tokens), targets)

    def logits(self, model: Any, tokens: np.ndarray) -> np.ndarray:
        """Return the logits after each token, with the axes n, t and v."""
        tokens = np.asarray(tokens, dtype=int)
        if not self.last:
            return self.in_order(self.raw(model, tokens), len(tokens))
        found = []
        for end in range(1, tokens.shape[1] + 1):
            came = self.in_order(self.raw(model, tokens[:, :end]), len(tokens))
            found.append(came.reshape(len(tokens), -1, self.vocabulary)[:, -1])
        return np.stack(found, axis=1)

    def in_order(self, raw: Any, rows: int) -> np.ndarray:
        """Return what came as an array with the batch first; shares become logarithms."""
        array = (
            np.stack([to_array(item) for item in raw])
            if isinstance(raw, list) and rows > 1
            else to_array(raw)
        )
        if self.form in ("one row", "a list", "one-hot") and rows == 1:
            array = array[None]
        array = np.swapaxes(array, 0, 1) if self.form == "time first" and array.ndim == 3 else array
        if array.ndim == 2 and self.form == "rows" and len(array) != rows:
            array = array.reshape(rows, -1, array.shape[-1])
        return _logarithms(np.asarray(array, dtype=float))

    def _laid(self, row: np.ndarray) -> Any:
        if self.form == "a list":
            return row.tolist()
        return self.backend.wrap(np.eye(self.vocabulary)[row] if self.form == "one-hot" else np.array(row))

    def _asked(self, model: Any, given: Any, rows: int, targets: Any) -> Any:
        if is_torch_module(type(model)):
            function = model
            items = parameters_of_any(model.forward)
        elif self.forward:
            function = getattr(model, self.forward)
            items = parameters_of_any(function)
        else:
            function = self.asked or self.loaded.value
            items = parameters_of_any(function)
        came = function(**_arguments(items, given, model, rows, targets))
        if isinstance(came, dict):
            came = came["logits"]
        while isinstance(came, tuple):
            came = came[0]
        return getattr(came, "logits", came)


def _arguments(
    items: list[inspect.Parameter], given: Any, model: Any, rows: int, targets: Any
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for item in items:
        word, needed = plain(item.name), item.default is item.empty
        if needed and _PARAMETERS.match(word):
            told[item.name] = model
        elif needed and _STATES.match(word):
            start = next((getattr(model, name) for name in _STARTS if hasattr(model, name)), None)
            told[item.name] = None if start is None else start(*([rows] if parameters_of_any(start) else []))
        elif word in ("targets", "target", "y", "labels") and targets is not None:
            told[item.name] = targets
        elif needed and not any(value is given for value in told.values()):
            told[item.name] = given
    if not any(value is given for value in told.values()) and items:
        told[items[0].name] = given
    return told


def _logarithms(array: np.ndarray) -> np.ndarray:
    are_shares = array.size and array.min() >= 0 and np.allclose(array.sum(axis=-1), 1.0, atol=1e-4)
    found: np.ndarray = np.log(np.maximum(array, 1e-30)) if are_shares else array
    return found


def languages(loaded: Loaded, tried: list[str]) -> Iterator[Languages]:
    """Yield the ways that give logits of the right shape, the likeliest first."""
    for maker, making in _makers(loaded):
        try:
            reseed()
            model = maker if making is None else making.of(maker)
        except Exception as error:  # noqa: BLE001 - sizes that do not fit: the next may
            tried.append(f"{getattr(maker, '__name__', loaded.name)}: {type(error).__name__}: {error}")
            continue
        for forward, backend in product(_forwards(model, loaded), _backends(loaded, model)):
            for form in ("rows", "one row", "a list", "one-hot"):
                way = Languages(loaded, maker, making, forward, backend, form, asked=_asked_beside(loaded))
                found = _opened(way, model, tried)
                if found is not None:
                    yield found


def _backends(loaded: Loaded, model: Any) -> list[Any]:
    found = backends_for(loaded)
    return [one for one in found if one.NAME == "torch tensors"] if is_torch_module(type(model)) else found


def _forwards(model: Any, loaded: Loaded) -> list[str]:
    if isinstance(model, (dict, list, tuple, np.ndarray)) or model is None or inspect.isroutine(model):
        return [""]
    own = [loaded.name] if loaded.owner is not None and not is_torch_module(type(model)) else []
    named = [name for name in ("logits", "next_token_logits", "next_logits") if hasattr(type(model), name)]
    writes = role_of_writer(loaded.name)
    return [*([] if writes else own), *named, *forward_methods(model)]


def _asked_beside(loaded: Loaded) -> Any:
    """Return the function that gives logits for parameters, beside one that writes."""
    if not role_of_writer(loaded.name):
        return None
    for name, value in loaded.namespace.items():
        words = [plain(item.name) for item in parameters_of_any(value)] if inspect.isfunction(value) else []
        if any(map(_PARAMETERS.match, words)) and len(words) > 1 and _GIVES.search(name):
            return value
    return None


def role_of_writer(name: str) -> bool:
    """Return whether a name is one of what writes: generate, sample, complete."""
    return bool(re.search(r"generat|sampl|write|complete|decode|predict_next", name, re.IGNORECASE))


def _makers(loaded: Loaded) -> Iterator[tuple[Any, Making | None]]:
    if isinstance(loaded.owner, type):
        yield from _of_class(loaded.owner, loaded)
    elif inspect.isclass(loaded.value):
        yield from _of_class(loaded.value, loaded)
    elif inspect.isroutine(loaded.value):
        yield from _beside(loaded)
    else:
        yield loaded.value, None


def _beside(loaded: Loaded) -> Iterator[tuple[Any, Making | None]]:
    """Yield what makes the model for a function: by what it takes, one beside it, or none at all."""
    words = [plain(item.name) for item in parameters_of_any(loaded.value)]
    if any(_PARAMETERS.match(word) for word in words) or role_of_writer(loaded.name):
        for name, value in loaded.namespace.items():
            if inspect.isfunction(value) and _INITIALIZE.match(name):
                yield from ((value, making) for making in makings(value, SIZES, ALWAYS))
        for name, value in loaded.namespace.items():
            is_own = inspect.isclass(value) and value.__module__ == loaded.namespace.get("__name__")
            if is_own and "config" not in name.lower():
                yield from _of_class(value, loaded)
        return
    for making in makings(loaded.value, SIZES, ALWAYS):
        yield loaded.value, making
    yield None, None


def _of_class(cls: type, loaded: Loaded) -> Iterator[tuple[Any, Making | None]]:
    config = _own_config(cls, loaded)
    for making in makings(cls, SIZES, ALWAYS):
        told = {name: config if plain(name) in CONFIGS and config is not None else value
                for name, value in making.given.items()}  # fmt: skip
        yield cls, Making(told)
        yield cls, making


def _own_config(cls: type, loaded: Loaded) -> Any:
    """Return the learner's own settings with small sizes, where their file has a class of them."""
    del cls
    for name, value in loaded.namespace.items():
        if inspect.isclass(value) and re.search(r"config|hparams|settings", name, re.IGNORECASE):
            try:
                made = value()
                for own in [item for item in dir(made) if not item.startswith("_")]:
                    role = role_of(own)
                    if role in ALWAYS and type(getattr(made, own)) in (int, float):
                        setattr(made, own, SIZES[role])
            except Exception:  # noqa: BLE001, S112 - it needs to be told more
                continue
            return made
    return None


def _opened(way: Languages, model: Any, tried: list[str]) -> Languages | None:
    """Return the way with what was learnt of its sizes; None where it does not fit."""
    if is_torch_module(type(model)):
        model.eval()
    first = ""
    for length in LENGTHS:
        tokens = np.random.default_rng(0).integers(0, 2, size=(3, length))
        try:
            reseed()
            raw = way.raw(model, tokens)
            array = way.in_order(raw, 3)
        except Exception as error:  # noqa: BLE001 - it may be too long for it
            first = first or f"{way.text}: {type(error).__name__}: {error}"
            continue
        way.length, way.vocabulary = length, array.shape[-1] if array.ndim else 0
        if array.shape[:2] == (3, length) and array.ndim == 3:
            return _time_first(way, model)
        if array.shape in ((3, way.vocabulary), (3, 1, way.vocabulary)) and way.vocabulary > 2:
            way.last = True
            return way
        first = first or f"{way.text}: gave the shape {array.shape} for 3 rows of {length} tokens"
    tried.append(first)
    return None


def _time_first(way: Languages, model: Any) -> Languages:
    """Settle which axis is the batch: rows do not hear of each other."""
    if way.form != "rows":
        return way
    tokens = np.zeros((3, way.length), dtype=int)
    changed = tokens.copy()
    changed[0] = 1

    def mixes() -> bool:
        return not np.allclose(way.logits(model, tokens)[1:], way.logits(model, changed)[1:])

    try:
        if mixes():
            way.form = "time first"
            way.form = "rows" if mixes() else "time first"
    except Exception:  # noqa: BLE001 - rows it is
        way.form = "rows"
    return way
