"""The ways to turn a learner's function, method or object into something that encodes or decodes."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from .makers import Maker, makers_beside, makers_of, plain_maker
from .uses import FORMS, LETTER, WORD, Use, choices_for, vocabulary_of
from .vocabularies import Made
from .words import ROLES, TEXTS, is_one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..loading import Loaded


def uses(loaded: Loaded, does: str) -> Iterator[Use]:
    """Yield the ways to use what is shown."""
    if isinstance(loaded.owner, type):
        yield from _by_method(loaded, loaded.owner, loaded.name, does)
    elif inspect.isclass(loaded.value):
        for name in _methods(loaded.value, does):
            yield from _by_method(loaded, loaded.value, name, does)
    elif callable(loaded.value) and inspect.isroutine(loaded.value):
        yield from _by_function(loaded, loaded.value, loaded.name, does)
    else:
        for name in _methods(type(loaded.value), does):
            yield from _by_function(loaded, getattr(loaded.value, name), f"{loaded.name}.{name}", does)


def _methods(cls: type, does: str) -> list[str]:
    known = ROLES[does].split()
    return sorted(
        (name for name in dir(cls) if is_one_of(name, known)), key=lambda name: known.index(_plain(name))
    )


def _plain(name: str) -> str:
    return name if name == "__call__" else name.replace("_", "").lower()


def uses_beside(loaded: Loaded, does: str) -> Iterator[Use]:
    """Yield the ways to use what stands beside what is shown."""
    owner = loaded.owner if isinstance(loaded.owner, type) else loaded.value
    if inspect.isclass(owner):
        for name in _methods(owner, does):
            yield from _by_method(loaded, owner, name, does)
    for name, value in loaded.namespace.items():
        if inspect.isfunction(value) and is_one_of(name, ROLES[does].split()):
            yield from _by_function(loaded, value, name, does)


def _by_function(loaded: Loaded, function: Callable[..., Any], name: str, does: str) -> Iterator[Use]:
    fixed = _fixed(loaded, function) if vocabulary_of(function) is None else None
    makers = [fixed] if fixed else [*makers_beside(loaded), plain_maker(loaded.source)]
    if is_one_of(vocabulary_of(function) or "", TEXTS):  # as the adapter that is offered has it
        makers = [Maker("the texts", lambda texts: Made(list(texts)))]
    of_letters = fixed is not None and all(len(token) == 1 for token in fixed.known)
    for unit in (LETTER,) if of_letters else (WORD, LETTER):
        for maker in makers:
            for choice in choices_for(function):
                for form in FORMS[does]:
                    yield Use(does, lambda _: function, name, maker, choice, form, unit)


def _by_method(loaded: Loaded, cls: type, name: str, does: str) -> Iterator[Use]:
    if isinstance(inspect.getattr_static(cls, name), staticmethod):
        yield from _by_function(loaded, getattr(cls, name), f"{cls.__name__}.{name}", does)
        return
    makers = [*makers_of(cls), *_given_vocabularies(loaded, cls)]
    for unit in (WORD, LETTER):
        for maker in makers:
            for form in FORMS[does]:
                yield Use(
                    does,
                    lambda made: getattr(made.instance, name),
                    f"{cls.__name__}.{name}",
                    maker,
                    "",
                    form,
                    unit,
                )


def _given_vocabularies(loaded: Loaded, cls: type) -> Iterator[Maker]:
    """Yield the ways to make an object that is given a vocabulary."""
    for maker in (*makers_beside(loaded), plain_maker(loaded.source)):
        for choice in ("what it made", "tokens to numbers", "numbers to tokens"):

            def make(texts: Sequence[str], maker: Maker = maker, choice: str = choice) -> Made:
                made = maker.make(texts)
                return Made(made.value, cls(dict(made.choices())[choice]))

            yield Maker(f"{cls.__name__}({maker.text})", make)


def _fixed(loaded: Loaded, function: Callable[..., Any]) -> Maker | None:
    """Return the vocabulary that the file fixes for a function: what that reads of the file's names."""
    names = _names_read(getattr(function, "__code__", None))
    read = [loaded.namespace[name] for name in names if name in loaded.namespace]
    for value in read:
        made = Made(value)
        numbers = None if callable(value) else made.numbers()
        if numbers:
            return Maker("the names of its file", lambda _, made=made: made, tuple(numbers)[:1000])  # type: ignore[misc]
    return None


def _names_read(code: Any) -> Iterator[str]:
    """Yield the names that code reads, also in what is nested in it: a comprehension is code of its own."""
    if inspect.iscode(code):
        yield from code.co_names
        for inner in code.co_consts:
            yield from _names_read(inner)
