"""Names as learners spell them: `LeakyReLU`, `leaky_relu`, `my_leaky_relu_v2` are one name."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def word_set(text: str) -> frozenset[str]:
    """Return the set of the words in a text."""
    return frozenset(text.split())


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

# Words that say how or by whom, not what: they are taken off in front and behind.
_BEFORE = word_set("activation calc calculate compute custom do get layer my simple the")
_BEHIND = word_set(
    "activation class custom fn forward from func function impl layer manual module naive np "
    "numpy op pass scratch simple torch v vectorized"
)
_SHORT_FORMS = {"lrelu": "leakyrelu"}
# A number behind a name is a second try, but not in this one.
_NUMBERED = word_set("relu6")

_AS_KNOWN, _STRIPPED, _REORDERED = 1.0, 0.95, 0.9
_MOST_REORDERED = 4


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case: ('leaky', 're', 'lu') of 'LeakyReLU'."""
    return tuple(word.lower() for word in _WORD.findall(name) or [name])


def _is_second_try(name: list[str]) -> bool:
    """Whether a number behind a name only counts: in `l2` it is the name."""
    return name[-1].isdigit() and len("".join(name[:-1])) > 1


@cache
def normal(name: str) -> str:
    """Return the form that all spellings of a name share."""
    left = list(words(name))
    if "".join(left) in _NUMBERED:
        return "".join(left)
    while len(left) > 1 and (left[-1] in _BEHIND or _is_second_try(left)):
        left.pop()
    while len(left) > 1 and left[0] in _BEFORE:
        left.pop(0)
    key = "".join(left)
    return _SHORT_FORMS.get(key, key)


def likeness(name: str, known: Iterable[str]) -> float:
    """Return how surely `name` spells one of the known names: 1 as it stands there, 0 when it spells none.

    An earlier name of `known` is a little likelier than a later one.
    """
    plain, key = "".join(words(name)), normal(name)
    for number, one in enumerate(known):
        if plain == "".join(words(one)):
            return _AS_KNOWN - number / 1000
        if key == normal(one):
            return _STRIPPED - number / 1000
        if plain in _orders(one) or key in _orders(one):
            return _REORDERED - number / 1000
    return 0.0


def mentions(argument: str, synonyms: Collection[str]) -> bool:
    """Whether an argument's name is one of the synonyms, or has one among its words."""
    return "".join(words(argument)) in synonyms or any(word in synonyms for word in words(argument))


@cache
def _orders(name: str) -> frozenset[str]:
    """Return a name with its words in every order: `relu_leaky`, `split_train_test`."""
    parts = words(name)
    orders = itertools.permutations(parts) if len(parts) <= _MOST_REORDERED else [parts]
    return frozenset(map("".join, orders))
