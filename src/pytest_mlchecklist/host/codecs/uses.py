"""How a learner's code is given tokens and their vocabulary, and numbers and their vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, parameters_of, plain
from ..plain import to_plain
from .words import FORWARD, INVERSE, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .makers import Maker
    from .vocabularies import Made

WORD, LETTER = "word", "letter"
JOINED = {WORD: " ", LETTER: ""}


def _text(items: Sequence[str], unit: str) -> str:
    return JOINED[unit].join(items)


FORMS: dict[str, dict[str, Callable[[Sequence[Any], str], Any]]] = {
    "encode": {
        "tokens": lambda items, _: list(items),
        "a text": _text,
        "a list of texts": lambda items, unit: [_text(items, unit)],
        "a list of lists of tokens": lambda items, _: [list(items)],
    },
    "decode": {
        "numbers": lambda items, _: list(items),
        "an array of numbers": lambda items, _: np.array(items, dtype=int),
        "a list of lists of numbers": lambda items, _: [list(items)],
    },
}
"""The forms in which tokens or numbers may go in, the most usual first."""


@dataclass(frozen=True)
class Use:
    """One way to ask for numbers or for tokens.

    Attributes:
        role: 'encode' or 'decode'.
        ask: Returns the function to call for a vocabulary that was made.
        name: How it is called.
        maker: The way to make the vocabulary.
        choice: Which form of the vocabulary it gets; '' where it needs none.
        form: The form in which tokens or numbers go in.
        unit: Whether a token is a word or a letter.
    """

    role: str
    ask: Callable[[Made], Callable[..., Any]]
    name: str
    maker: Maker
    choice: str
    form: str
    unit: str

    @property
    def text(self) -> str:
        """The way in words."""
        vocabulary = f", vocabulary by {self.maker.text}" + (f" as {self.choice}" if self.choice else "")
        return f"{self.name}({self.form}){vocabulary}" + (", letter by letter" * (self.unit == LETTER))

    def run(self, items: Sequence[Any], texts: Sequence[str]) -> list[Any]:
        """Return the numbers of tokens, or the tokens of numbers.

        Raises:
            ValueError: Something else came.
        """
        return self.of(self.maker.make(texts), items)

    def of(self, made: Made, items: Sequence[Any]) -> list[Any]:
        """Return what it gives with this vocabulary."""
        function = self.ask(made)
        first = FORMS[self.role][self.form](items, self.unit)
        came = function(**_arguments(function, first, self._vocabulary(made)))
        nested = self.form.startswith("a list of l") or self.form == "a list of texts"
        return _result(_unwrapped(came) if nested else came, self.role, self.unit)

    def _vocabulary(self, made: Made) -> dict[str, Any]:
        return {"value": dict(made.choices())[self.choice]} if self.choice else {}


def choices_for(function: Callable[..., Any]) -> list[str]:
    """Return the forms of the vocabulary to try, that first which the parameter's name tells."""
    parameter = vocabulary_of(function)
    if parameter is None:
        return [""]
    if plain(parameter) in INVERSE:
        return ["numbers to tokens", "what it made", "tokens to numbers"]
    if plain(parameter) in FORWARD[:-5]:
        return ["tokens to numbers", "what it made", "numbers to tokens"]
    return ["what it made", "tokens to numbers", "numbers to tokens"]


def vocabulary_of(function: Callable[..., Any]) -> str | None:
    """Return the parameter that takes the vocabulary: by its name, or the second that must be given."""
    items = parameters_of(function) or []
    named = [item.name for item in items if plain(item.name) in (*FORWARD, *INVERSE) and item is not items[0]]
    needed = [
        item.name for item in items[1:] if item.default is item.empty and plain(item.name) not in SETTINGS
    ]
    swapped = [item.name for item in items[:1] if len(items) > 1 and plain(item.name) in _VOCABULARIES]
    return next(iter((*swapped, *named, *needed)), None)


_VOCABULARIES = {*FORWARD, *INVERSE} - {"words", "tokens", "chars", "idx"}


def _arguments(function: Callable[..., Any], first: Any, vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to call the function with.

    Raises:
        NoMatch: It needs something else.
    """
    items, takes = parameters_of(function) or [], vocabulary_of(function)
    given = {takes: vocabulary["value"]} if vocabulary and takes else {}
    free = [item for item in items if item.name not in given]
    given |= {free[0].name: first} if free else {}
    missing = [item.name for item in items if item.default is item.empty and item.name not in given]
    if missing or not free:
        message = f"it needs an argument {missing[0]!r}" if missing else "it takes nothing"
        raise NoMatch(message)
    return given


def _unwrapped(came: Any) -> Any:
    """Return the only item of a batch of one."""
    items = list(came)
    return items[0] if len(items) == 1 else items


def _result(came: Any, role: str, unit: str) -> list[Any]:
    """Return what came as a list of numbers, or of tokens.

    Raises:
        ValueError: It is something else.
    """
    if came is None:
        message = "gave None"
        raise ValueError(message)
    came = came.get("input_ids", came) if isinstance(came, Mapping) else came
    if role == "decode" and isinstance(came, str):
        return came.split() if unit == WORD else list(came)
    found = to_plain(came) if isinstance(came, (Iterable, np.ndarray)) or hasattr(came, "shape") else [came]
    listed = found.tolist() if isinstance(found, np.ndarray) else found
    wanted = Integral if role == "encode" else str
    if not isinstance(listed, list) or not all(isinstance(item, wanted) for item in listed):
        expected = "numbers" if role == "encode" else "tokens"
        message = f"gave {type(came).__name__}, where a list of {expected} was expected"
        raise ValueError(message)
    return [int(item) for item in listed] if role == "encode" else listed


def likeness(use: Use, made: Made, items: Sequence[Any]) -> int:
    """Return how little what comes looks like one answer for each of a few different things; 0 is best.

    Some put a number of their own at either end, which an empty text shows.
    """
    came = use.of(made, items)
    try:
        edges = use.of(made, [])
    except Exception:  # noqa: BLE001 - whatever the learner's code raises: a check asks for this
        edges = []
    own = [one for one in came if one not in edges]
    if len(came) - len(edges) == len(items) == len({*own}):
        return 0
    return 1 if len({*own}) >= len(items) else 2
