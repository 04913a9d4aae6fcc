"""How a fitted model, or what a function returned, is asked for its answer."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from .parameters import Filling, Terms, fill
from .pieces import pieces
from .words import DATA, LEARNT, METHODS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy as np

    from .answers import Shape
    from .ways import Fitted

_FUNCTIONS = {
    "predict": r"predict|hypothesis|classify|forward|assign",
    "transform": r"(?<!inverse_)transform|project|apply|(?<!de)(?<!un)(?<!_)(normali|standardi)[sz]e|^scale",
    "inverse": r"inver|denormal|de_normal|unnormal|unscale|de_?standard|unstandard|restore|reconstruct",
    "decision": r"decision|margin|score_samples",
    "probabilities": r"proba",
}

FITTING_RETURNS = "what fitting returns"

Given = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What is asked of what was fitted.

    Attributes:
        operation: 'predict', 'transform', 'inverse', 'decision', 'probabilities' or 'score'.
        rows: The rows asked about.
        shape: The shape of the answer.
        of_training: Whether these are the rows that it was fitted on.
        took_rows: Whether the function that fitted was given the rows to ask about.
        is_call: Whether this is what the contract's call answers.
        is_line: Whether a line answers it.
        is_answered: Whether the method that fitted is one that answers, such as `fit_predict`.
        source: The text of the function that fitted.
    """

    operation: str
    rows: np.ndarray
    shape: Shape
    of_training: bool = False
    took_rows: bool = False
    is_call: bool = True
    is_line: bool = False
    is_answered: bool = False
    source: str = ""


@dataclass(frozen=True)
class Reading:
    """One way to ask.

    Attributes:
        text: The way, for the report.
        ask: Returns what came, for what was fitted and what is given.
        one_by_one: Whether each row is asked about alone.
        taken: The settings that are passed.
    """

    text: str
    ask: Callable[[Fitted, Given], Any]
    one_by_one: bool = False
    taken: frozenset[str] = field(default_factory=frozenset)


def readings(
    fitted: Fitted, question: Question, terms: Terms, namespace: Mapping[str, Any]
) -> Iterator[Reading]:
    """Yield the ways to ask, the likeliest first."""
    is_answer = question.is_call and (question.of_training or question.took_rows)
    if fitted.subject is None and is_answer:
        yield Reading("", lambda fitted, _: fitted.came)
    if fitted.subject is not None and is_answer and question.is_answered:
        yield Reading(FITTING_RETURNS, lambda fitted, _: fitted.came)
    for reading in (*_methods(fitted, question, terms), *_functions(fitted, question, terms, namespace)):
        yield reading
        if not question.of_training:
            yield Reading(f"{reading.text}, row by row", reading.ask, one_by_one=True, taken=reading.taken)
    if fitted.subject is not None and is_answer:
        yield Reading(FITTING_RETURNS, lambda fitted, _: fitted.came)
        if question.operation == "predict":
            yield from _labels(fitted)


def _methods(fitted: Fitted, question: Question, terms: Terms) -> Iterator[Reading]:
    names = [name for name in METHODS[question.operation] if question.of_training or "fit_" not in name]
    for name in dict.fromkeys(names):
        model = next((model for model in fitted.objects() if callable(getattr(model, name, None))), None)
        if model is None:
            continue
        try:
            filling = _filling(getattr(model, name), question, terms)
        except NoMatch:
            continue
        if "at" in filling.taken or question.of_training:
            yield Reading(f".{name}({filling.text})", _by_method(name, filling), taken=filling.taken)


def _by_method(name: str, filling: Filling) -> Callable[[Fitted, Given], Any]:
    def ask(fitted: Fitted, given: Given) -> Any:
        model = next(model for model in fitted.objects() if hasattr(model, name))
        return filling.call(getattr(model, name), given)

    return ask


def _filling(method: Callable[..., Any], question: Question, terms: Terms) -> Filling:
    """Return how to fill a question's parameters: the rows to ask about, and what else it says it takes."""
    names = {plain(item.name) for item in parameters_of(method) or []}
    if question.operation == "score":
        return fill(method, terms, ("at", "truth"))
    takes_both = names & set(DATA["at"]) and names & set(DATA["x"])
    return fill(method, terms, terms.data if takes_both else ("at",))


def _labels(fitted: Fitted) -> Iterator[Reading]:
    """Yield the attributes that may hold the labels of the training rows."""
    words = [piece.word for piece in pieces(fitted) if piece.word in LEARNT["labels"]]
    for word in sorted(set(words), key=LEARNT["labels"].index):
        yield Reading(
            f"reads .{word}",
            lambda fitted, _, word=word: next(p.value for p in pieces(fitted) if p.word == word),  # type: ignore[misc]
        )


def _functions(
    fitted: Fitted, question: Question, terms: Terms, namespace: Mapping[str, Any]
) -> Iterator[Reading]:
    """Yield the functions of the file that take what fitting returned."""
    pattern = _FUNCTIONS.get(question.operation)
    if pattern is None or fitted.subject is not None or fitted.came is None or question.took_rows:
        return
    for name, function in list(namespace.items()):
        if inspect.isfunction(function) and re.search(pattern, name, re.IGNORECASE):
            asked = _Asked(function, terms)
            if asked.takes_rows and (not question.of_training or asked.is_named_after(fitted)):
                yield Reading(f"{name}({asked.text})", asked.ask)


@dataclass(frozen=True)
class _Asked:
    """A function that takes rows and what was learnt, in any order."""

    function: Callable[..., Any]
    terms: Terms

    @property
    def _parameters(self) -> list[inspect.Parameter]:
        return parameters_of(self.function) or []

    @property
    def text(self) -> str:
        return ", ".join(item.name for item in self._parameters)

    @property
    def takes_rows(self) -> bool:
        required = [item for item in self._parameters if item.default is item.empty]
        return self._rows is not None and len(required) > 1

    def is_named_after(self, fitted: Fitted) -> bool:
        """Return whether all that it takes besides has the names of what was returned."""
        names = {plain(name) for name, _ in _returned(fitted)}
        return all(plain(item.name) in names for item in self._parameters if item.name != self._rows)

    @property
    def _rows(self) -> str | None:
        words = (*DATA["at"], *DATA["x"])
        return next((item.name for item in self._parameters if plain(item.name) in words), None)

    def ask(self, fitted: Fitted, given: Given) -> Any:
        """Call it: what has the name of something learnt gets that, the others what is left, in order."""
        others = [item for item in self._parameters if item.name != self._rows]
        learnt = _returned(fitted) if len(others) > 1 else [("", fitted.came)]
        named = {plain(name): value for name, value in learnt if name}
        values: Given = {self._rows or "": given["at"]}
        for item in others:
            if plain(item.name) in named:
                values[item.name] = named[plain(item.name)]
        unused = iter([value for name, value in learnt if plain(name) not in map(plain, values)])
        for item in others:
            if item.name not in values and item.default is item.empty:
                setting = self._setting(item.name)
                values[item.name] = given[setting] if setting in given else next(unused)
        return self.function(**values)

    def _setting(self, name: str) -> str:
        return next((role for role, words in self.terms.settings.items() if plain(name) in words), "")


def _returned(fitted: Fitted) -> list[tuple[str, Any]]:
    """Return what fitting returned, piece by piece, with the names that it has there."""
    came = fitted.came
    if isinstance(came, dict):
        return [(str(key), value) for key, value in came.items()]
    if isinstance(came, tuple):
        return [(fitted.name_of(index), value) for index, value in enumerate(came)]
    return [(fitted.name_of(), came)]
