"""How well a definition fits a codec: something that numbers tokens, and finds the way back.

Much else is called `encode` and `decode`: halves of an autoencoder, a hidden Markov model. So a name is
not enough: the class must speak of tokens, or the parameters of texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, required, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from collections.abc import Collection

    from pytest_mlchecklist.definitions import Definition

_OF_TEXT = word_set(
    "token tokens tokenizer tokeniser vocab vocabulary lang word words text texts stoi itos char chars"
)
_TAKES = {
    "texts": "texts text corpus sentences documents tokens words data tokenized",
    "tokens": "text texts tokens token sentence sentences s string words word line sequence",
    "ids": "ids id indices idx idxs tokens token l sequence sequences seq nums numbers encoded arr",
}
_LEARNS = ("fit", "build", "build_vocab", "fit_on_texts", "train", "add_sentence", "addSentence", "fit_texts")


def fit_codec(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a codec, or None when it is something else."""
    if definition.kind == "class":
        return _fit_class(contract, definition)
    if not definition.arguments or not gives_back(definition):
        return None
    takes = _speaks(definition.arguments[:1], _TAKES.get(contract[0], "").split())
    speaks = _speaks((definition.name, *definition.arguments[1:]), _OF_TEXT)
    if owner is not None:
        speaks = _speaks((owner.name,), _OF_TEXT)
    if not takes or not (speaks or (owner is None and len(required(definition)) <= len(contract))):
        return None
    return Fit(max(0.7 + 0.3 * speaks - distance(definition), 0.1), signature(definition))


def _fit_class(contract: tuple[str, ...], definition: Definition) -> Fit | None:
    """Return how well a class that learns a vocabulary fits; what uses it are its methods."""
    learns = definition.method(*_LEARNS) is not None or _speaks(
        definition.arguments[:1], _TAKES["texts"].split()
    )
    if contract[0] != "texts" or not _speaks((definition.name,), _OF_TEXT):
        return None
    return Fit(0.7, f"class {definition.name}") if learns or definition.unfinished else None


def _speaks(names: tuple[str, ...], of: Collection[str]) -> bool:
    return any(word in of for name in names for word in words(name))
