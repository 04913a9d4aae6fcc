"""The ways to fit: what is built, from what, and what is called then."""

from __future__ import annotations

import copy
import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, plain
from ..callees import in_double_precision, is_torch_module
from ..splitting.ways import return_names
from .parameters import Filling, Terms, fill
from .rebuilding import Rebuilding
from .words import METHODS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded


SINGLE = "in single precision"
"""Says with what is given that models keep the precision in which they are built."""


@dataclass(frozen=True)
class Fitted:
    """What fitting left.

    Attributes:
        subject: The object that was fitted, or None.
        came: What the call returned.
        names: What its return statement calls what it returns, by position.
    """

    subject: Any
    came: Any
    names: Mapping[tuple[Any, ...], str] = field(default_factory=dict)

    def name_of(self, *index: int) -> str:
        """Return what the return statement calls a piece; '' where it is no plain name."""
        name = self.names.get(index, "")
        return name if name.replace(".", "").isidentifier() else ""

    def without(self, key: Any) -> Fitted:
        """Return the same without a piece of what came, None for all of it."""
        if key is None or not isinstance(self.came, (tuple, list, dict)):
            return Fitted(self.subject, None)
        if isinstance(self.came, dict):
            return Fitted(self.subject, {name: item for name, item in self.came.items() if name != key})
        came = tuple(None if index == key else item for index, item in enumerate(self.came))
        return Fitted(self.subject, came, self.names)

    def objects(self) -> Iterator[Any]:
        """Yield the objects that may be asked: a model that was returned, then the subject."""
        several = self.came if isinstance(self.came, (tuple, list)) else [self.came]
        found = [*(item for item in several if _is_model(item)), self.subject]
        yield from {id(item): item for item in found if item is not None}.values()


@dataclass(frozen=True)
class Way:
    """One way to fit.

    Attributes:
        text: How it is called, for the report.
        build: Returns what has the method, for what is given; or None where a function is called.
        function: The function, or the name of the method; '' when building does it all.
        filling: How the parameters of it are filled.
        taken: All that is passed anywhere.
    """

    text: str
    build: Callable[[Mapping[str, Any]], Any] | None
    function: Any
    filling: Filling
    taken: frozenset[str]

    def fitted(self, given: Mapping[str, Any]) -> Fitted:
        """Build and fit."""
        if self.build is None:
            return Fitted(None, self.filling.call(self.function, given), return_names(self.function))
        subject = self.build(given)
        if not self.function:
            return Fitted(subject, None)
        method = getattr(subject, self.function)
        return Fitted(subject, self.filling.call(method, given), return_names(method))


def ways(loaded: Loaded, terms: Terms, tried: list[str]) -> Iterator[Way]:
    """Yield the ways to fit, the likeliest first; `tried` says why where there is none."""
    refusals: dict[str, None] = {}
    found = False
    for candidate in _candidates(loaded, terms):
        try:
            for way in candidate():
                found = True
                yield way
        except NoMatch as error:
            refusals[f"{loaded.name}: {error}"] = None
    if not found:
        tried += refusals


def _candidates(loaded: Loaded, terms: Terms) -> Iterator[Callable[[], Iterator[Way]]]:
    value = loaded.value
    if inspect.isclass(value):
        yield lambda: _of_class(value, loaded.name, terms, by_name=True)
        if terms.rebuilds and is_torch_module(value):
            yield lambda: _of_module(value, loaded.name, terms)
        yield lambda: _of_class(value, loaded.name, terms, by_name=False)
    elif loaded.owner is not None:
        yield lambda: _of_method(loaded, terms)
    elif inspect.isroutine(value):
        yield lambda: _of_function(value, loaded.name, terms)
        yield lambda: _of_factory(value, loaded.name, terms)
    else:
        yield lambda: _of_object(value, loaded.name, terms)


def _of_class(cls: type, name: str, terms: Terms, *, by_name: bool) -> Iterator[Way]:
    made = fill(cls, terms, _for_fitting(terms), by_name=by_name)
    if not by_name and "x" not in made.taken:
        return

    def build(given: Mapping[str, Any]) -> Any:
        model = made.call(cls, given)
        return model if given.get(SINGLE) else in_double_precision(model)

    yield from _fits(build, cls, f"{name}({made.text})", terms, made.taken)


def _of_module(cls: type, name: str, terms: Terms) -> Iterator[Way]:
    """Yield how a torch module without a way to learn of its own is fitted: ours, that rebuilds its rows."""
    taken = frozenset({"x", terms.rebuilds})
    yield Way(f"{name}, trained by us", lambda given: Rebuilding.of(cls, terms, given), "", Filling(), taken)


def _of_method(loaded: Loaded, terms: Terms) -> Iterator[Way]:
    owner: Any = loaded.owner
    if isinstance(inspect.getattr_static(owner, loaded.name), (staticmethod, classmethod)):
        yield from _of_function(getattr(owner, loaded.name), f"{owner.__name__}.{loaded.name}", terms)
    else:
        yield from _of_class(owner, owner.__name__, terms, by_name=True)


def _of_function(function: Callable[..., Any], name: str, terms: Terms) -> Iterator[Way]:
    filling = fill(function, terms, terms.data)
    if "x" in filling.taken:
        yield Way(f"{name}({filling.text})", None, function, filling, filling.taken)


def _of_factory(function: Callable[..., Any], name: str, terms: Terms) -> Iterator[Way]:
    """Yield the ways to fit what a function without data builds, such as a pipeline."""
    made = fill(function, terms, (), by_name=True)
    model = made.call(function, {**terms.values, **dict.fromkeys(terms.needed, 2)})
    if _is_model(model):
        text = f"{name}({made.text})"
        yield from _fits(lambda given: made.call(function, given), type(model), text, terms, made.taken)


def _of_object(value: Any, name: str, terms: Terms) -> Iterator[Way]:
    """Yield the ways to fit a copy of an object that the learner has built."""
    settings = _settings_of(value, terms)

    def build(given: Mapping[str, Any]) -> Any:
        new = copy.deepcopy(value)
        for own, role in settings.items():
            if role in given:
                _set(new, own, given[role])
        return new

    text = f"{name} ({', '.join(settings)} set)" if settings else name
    yield from _fits(build, type(value), text, terms, frozenset(settings.values()))


def _settings_of(value: Any, terms: Terms) -> dict[str, str]:
    """Return which settings of an object are settings of ours: `n_clusters`, `kmeans__n_clusters`."""
    held = value.get_params() if hasattr(value, "get_params") else vars(value)
    own = [name for name, held_now in held.items() if _may_be_set(held_now)]
    found: dict[str, str] = {}
    for setting, words in terms.settings.items():
        for word in words:
            name = next((key for key in own if plain(key.rpartition("__")[2]) == word), None)
            if name is not None:
                found.setdefault(name, setting)
                break
    return found


def _may_be_set(held: Any) -> bool:
    return held is None or (type(held) in (int, float) and held >= 0)


def _set(model: Any, name: str, value: Any) -> None:
    if hasattr(model, "set_params"):
        model.set_params(**{name: value})
    else:
        setattr(model, name, value)


def _fits(
    build: Callable[..., Any], cls: type, text: str, terms: Terms, taken: frozenset[str]
) -> Iterator[Way]:
    """Yield the ways to fit an object of a class that is built so."""
    wanted = () if "x" in taken else _for_fitting(terms)
    for name in [name for name in METHODS["fit"] if callable(getattr(cls, name, None))]:
        try:
            filling = fill(_bound(cls, name), terms, wanted)
        except NoMatch:
            continue
        if "x" in filling.taken or "x" in taken:
            yield Way(f"{text}.{name}({filling.text})", build, name, filling, taken | filling.taken)
    if not {"fit", "train"}.intersection(dir(cls)):
        yield Way(text, build, "", Filling(), taken)


def _bound(cls: type, name: str) -> Callable[..., Any]:
    """Return a method that is asked for its parameters as a caller would give them."""
    found = inspect.getattr_static(cls, name)
    if isinstance(found, (staticmethod, classmethod)):
        return getattr(cls, name)  # type: ignore[no-any-return]
    return getattr(cls, name).__get__(object())  # type: ignore[no-any-return]


def _for_fitting(terms: Terms) -> tuple[str, ...]:
    return tuple(role for role in terms.data if role != "at")


def _is_model(value: Any) -> bool:
    names = ("predict", "transform", "fit")
    return not isinstance(value, type) and any(callable(getattr(value, name, None)) for name in names)


def text_of(function: Any, otherwise: str) -> str:
    """Return a function's own text, or another where Python can't tell."""
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return otherwise
