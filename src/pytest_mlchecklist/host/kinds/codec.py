"""Codecs: a vocabulary made from texts, text to numbers by it, and numbers back to text.

Understood are functions that take the vocabulary, methods of a class that keeps it, objects, and
functions of a vocabulary that their file fixes; vocabularies that are mappings (either way round), lists,
tuples of these, or objects that keep them. Where a part needs a vocabulary the learner's own
code makes it: a function such as `build_vocabulary` beside it, a constructor, `fit`, `add_sentence`; and
where there is nothing of that sort, it gets a plain mapping. Texts go in as a list of texts, as lists of
tokens, as tokens or as one text; tokens likewise, and as a batch of one. A token may be a word or a letter.

What a part does is told by `@codec(does=…)`: 'number' (texts in, the number of each token out), 'encode'
(tokens and texts in, numbers out), 'decode' (numbers and texts in, tokens out).

Operations: `call`; `numbers` (of the texts: the number of each token, where the vocabulary says it);
of 'decode' `encode` (tokens besides the texts; by the learner's own code beside it).
Facts: 'unit' ('word' or 'letter'), 'known' (the tokens of a vocabulary that the file fixes, else nothing).
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..attempts import adapter_for, could_not_call, first_words
from ..codecs.makers import Maker, makers_by, makers_of
from ..codecs.uses import LETTER, WORD, Use, likeness
from ..codecs.ways import uses, uses_beside
from ..codecs.words import SPECIAL
from ..refusal import LearnerRaised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..codecs.vocabularies import Made
    from ..loading import Loaded
    from ..shapes import Signature

CORPUS = ["cat sat mat", "dog slept stove"]
TOKENS = {WORD: ["dog", "sat", "mat"], LETTER: ["d", "o", "g"]}
NUMBER, ENCODE, DECODE = "number", "encode", "decode"


@dataclass
class Numbering:
    """How a vocabulary is made."""

    maker: Maker
    how: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, (f"called as {self.maker.text}", self.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        numbers = self.maker.make(CORPUS).numbers() or {}
        return {"lacks": [], "unit": unit_of(numbers), "known": list(self.maker.known)}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation not in ("call", "numbers"):
            raise Unavailable(operation)
        numbers = self.maker.make(kwargs["texts"]).numbers()
        if numbers is None:
            kind = "ValueError"
            raise LearnerRaised(kind, "your code gave no numbers of tokens")
        return numbers


@dataclass
class Coding:
    """How tokens become numbers, or numbers tokens."""

    use: Use
    other: Use | None = None
    how: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, (f"called as {self.use.text}", self.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": [], "unit": self.use.unit, "known": list(self.use.maker.known)}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        items, texts = kwargs.get("tokens", kwargs.get("ids")), kwargs["texts"]
        if operation == "call":
            return self.use.run(items or [], texts)
        if operation == "numbers":
            return self._numbers(texts)
        if operation == ENCODE and self.other is not None:
            return self.other.run(items or [], texts)
        raise Unavailable(operation)

    def _numbers(self, texts: Sequence[str]) -> dict[str, int]:
        numbers = self.use.maker.make(texts).numbers()
        if numbers is None:
            what = "numbers"
            raise Unavailable(what)
        return numbers


def open_convention(loaded: Loaded, signature: Signature) -> Numbering | Coding:
    """Return the first convention that gives what the part gives, the one that tells tokens apart best.

    Raises:
        CannotRun: None does.
    """
    does = str(signature.options.get("does", ENCODE))
    tried: list[str] = []
    found = _numbering(loaded, tried) if does == NUMBER else _coding(loaded, does, tried)
    if found is not None:
        return found
    otherwise = "it is neither a function nor a class that makes or uses a vocabulary"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _numbering(loaded: Loaded, tried: list[str]) -> Numbering | None:
    """Return the way that numbers whole words, or else letters."""
    best: list[tuple[int, Maker]] = []
    for maker in _own_makers(loaded):
        try:
            numbers = maker.make(CORPUS).numbers()
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
            tried.append(f"{maker.text}: {first_words(error)}")
            continue
        if numbers is None:
            tried.append(f"{maker.text}: gave no numbers of tokens")
            continue
        best.append((_rank(numbers), maker))
    ranked = sorted(best, key=lambda item: item[0])
    return Numbering(ranked[0][1], loaded.how) if ranked else None


def _rank(numbers: Mapping[str, int]) -> int:
    """Return how well a vocabulary may be one of the words, or of the letters, of the texts."""
    for rank, tokens in enumerate(TOKENS.values()):
        if {*tokens} <= {token.lower() for token in numbers}:
            return rank
    return len(TOKENS)


def _own_makers(loaded: Loaded) -> Iterator[Maker]:
    """Yield the ways to make a vocabulary by what is shown."""
    if isinstance(loaded.owner, type):
        yield from makers_of(loaded.owner)
    elif inspect.isclass(loaded.value):
        yield from makers_of(loaded.value)
    elif callable(loaded.value):
        yield from makers_by(loaded.value, loaded.name)


def _coding(loaded: Loaded, does: str, tried: list[str]) -> Coding | None:
    use = _best(uses(loaded, does), does, tried)
    if use is None:
        return None
    other = _best(uses_beside(loaded, ENCODE), ENCODE, []) if does == DECODE else None
    return Coding(use, other, loaded.how)


def _best(possible: Iterator[Use], does: str, tried: list[str]) -> Use | None:
    """Return the way whose answers differ where tokens do."""
    doubtful: list[tuple[int, Use]] = []
    for use in possible:
        try:
            made = use.maker.make(CORPUS)
            items = _probe(use, made, does)
            rank = likeness(use, made, items)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
            tried.append(f"{use.text}: {first_words(error)}")
            continue
        if not rank:
            return use
        doubtful.append((rank, use))
    return min(doubtful, key=lambda item: item[0])[1] if doubtful else None


def _probe(use: Use, made: Made, does: str) -> list[Any]:
    """Return a few different tokens, or their numbers."""
    numbers = made.numbers() or {}
    tokens = [token for token in use.maker.known if not SPECIAL.match(token)][:3] or TOKENS[use.unit]
    if does == ENCODE:
        return list(tokens)
    ordinary = [number for token, number in numbers.items() if not SPECIAL.match(token)]
    return [numbers[token] for token in tokens if token in numbers] or ordinary[:3] or [0, 1, 2]


def unit_of(numbers: Mapping[str, int]) -> str:
    """Return whether the tokens of a vocabulary are words or letters."""
    ordinary = [token for token in numbers if not SPECIAL.match(token)]
    return LETTER if ordinary and max(map(len, ordinary)) == 1 else WORD
