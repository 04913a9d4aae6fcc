"""The ways to make a learner's vocabulary from texts: by a function beside it, by its class, by us."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from .vocabularies import Made
from .words import ADDERS, BUILDERS, LEARNERS, PADDING, SETTINGS, TEXT_FIRST, TOKENS_FIRST, UNKNOWN, is_one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..loading import Loaded

    Texts = Sequence[str]

FORMS: dict[str, Callable[[Texts], Any]] = {
    "texts": list,
    "lists of tokens": lambda texts: [text.split() for text in texts],
    "tokens": lambda texts: " ".join(texts).split(),
    "one text": " ".join,
}
"""The forms in which the texts may go in, the most usual first."""


@dataclass(frozen=True)
class Maker:
    """One way to make a vocabulary.

    Attributes:
        text: The way in words.
        make: Makes it from texts.
        known: The tokens that it has whatever the texts, where its file fixes them.
    """

    text: str
    make: Callable[[Texts], Made]
    known: tuple[str, ...] = ()


def makers_by(function: Callable[..., Any], name: str) -> Iterator[Maker]:
    """Yield the ways to make a vocabulary by a function, in each form of the texts."""
    for form in _forms_for(function):
        yield Maker(f"{name}({form})", lambda texts, form=form: Made(_fed(function, FORMS[form](texts))))  # type: ignore[misc]


def makers_of(cls: type) -> Iterator[Maker]:
    """Yield the ways to make an object of a class that has learnt texts: it is fitted, or made of them."""
    methods = [name for name in dir(cls) if is_one_of(name, LEARNERS | ADDERS)]
    for method in sorted(methods, key=lambda name: is_one_of(name, ADDERS)):
        for form in _forms_for(getattr(cls, method), skip=1):
            yield Maker(
                f"{cls.__name__}().{method}({form})",
                lambda texts, method=method, form=form: _taught(cls, method, texts, form),  # type: ignore[misc]
            )
    for form in _forms_for(cls):
        yield Maker(f"{cls.__name__}({form})", lambda texts, form=form: _built(cls, FORMS[form](texts)))  # type: ignore[misc]


def makers_beside(loaded: Loaded) -> Iterator[Maker]:
    """Yield the ways to make a vocabulary by what stands in the same file."""
    for name, value in loaded.namespace.items():
        if inspect.isfunction(value) and is_one_of(name, BUILDERS):
            yield from makers_by(value, name)
    for name, value in loaded.namespace.items():
        is_own = inspect.isclass(value) and value.__module__ == loaded.namespace.get("__name__")
        if is_own and ("vocab" in name.lower() or "tokeni" in name.lower()):
            yield from makers_of(value)


def plain_maker(source: str) -> Maker:
    """Return the way to make a plain mapping, with the special tokens that the learner's file names."""
    special = [found[1] if found else usual for found, usual in _specials(source)]

    def make(texts: Texts) -> Made:
        tokens = dict.fromkeys([*special, *" ".join(texts).split(), *sorted({*"".join(texts)})])
        return Made({token: number for number, token in enumerate(tokens)})

    return Maker("a mapping of ours", make)


def _specials(source: str) -> Iterator[tuple[Any, str]]:
    yield PADDING.search(source), "<pad>"
    yield UNKNOWN.search(source), "<unk>"


def _forms_for(function: Callable[..., Any], skip: int = 0) -> list[str]:
    """Return the forms, that first which the name of the parameter tells."""
    first = next(iter((parameters_of(function) or [])[skip if inspect.isfunction(function) else 0 :]), None)
    name = plain(first.name) if first is not None else ""
    if name in TOKENS_FIRST:
        return ["lists of tokens", "tokens", "texts", "one text"]
    return ["one text", "texts", "lists of tokens", "tokens"] if name in TEXT_FIRST else [*FORMS]


def _taught(cls: type, method: str, texts: Texts, form: str) -> Made:
    instance = _fed(cls)
    parts = [[text] for text in texts] if is_one_of(method, ADDERS) else [texts]
    for part in parts:
        given = part[0] if is_one_of(method, ADDERS) and form == "texts" else FORMS[form](part)
        came = _fed(getattr(instance, method), given)
    return Made(instance if came is None else came, came if isinstance(came, cls) else instance)


def _built(cls: type, texts: Any) -> Made:
    instance = _fed(cls, texts)
    return Made(instance, instance)


def _fed(function: Callable[..., Any], *given: Any) -> Any:
    """Call a function with what it is to learn; settings that would leave out rare tokens are set.

    Raises:
        NoMatch: It needs more than that.
    """
    parameters = parameters_of(function) or []
    names = [item.name for item in parameters]
    settings = {name: SETTINGS[plain(name)] for name in names if plain(name) in SETTINGS}
    free = [item for item in parameters if item.name not in settings]
    needed = [item.name for item in free[len(given) :] if item.default is item.empty]
    if needed or (parameters and len(free) < len(given)):
        message = f"it needs an argument {needed[0]!r}" if needed else "it takes no texts"
        raise NoMatch(message)
    return function(*given, **settings) if not given or not free else _named(function, free, given, settings)


def _named(
    function: Callable[..., Any],
    free: list[inspect.Parameter],
    given: tuple[Any, ...],
    settings: dict[str, Any],
) -> Any:
    by_name = {item.name: value for item, value in zip(free, given, strict=False)}
    return function(**by_name, **settings)
