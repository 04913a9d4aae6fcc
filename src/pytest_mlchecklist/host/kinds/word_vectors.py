"""Word vectors: a corpus in, a vector for each of its tokens out.

Understood are functions and classes that take sentences, as texts or lists of tokens, one text,
one list of tokens or of their numbers, or pairs of tokens, and a dimension, under any usual name;
that give a mapping, a table beside a vocabulary, a table alone in the order of the tokens' first
coming or of the alphabet, a torch Embedding, or an object that holds one of these, or can be asked
for one word.

Operations: `call` (corpus, a list of lists of tokens; dim: a mapping from token to vector).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..networks.sizes import parameters_of_any
from ..networks.words import EPOCHS
from ..refusal import Unavailable
from ..seeding import KEYS, randomness, reseed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

    Corpus = Sequence[Sequence[str]]

PROBE = [["sun", "warm", "day"], ["ice", "cold", "night"], ["sun", "hot", "day"], ["ice", "frost", "night"]]
DIM = 6
_CORPUS = re.compile(r"corpus|text|sentence|token|word|doc|data|pairs|^x$|ids|sequence")
_DIM = re.compile(r"dim|embed|vectorsize|^size$|^d$|^k$|hidden|components|rank|features|^n$")
_WINDOW = re.compile(r"window|context")
_VOCABULARY = re.compile(r"vocabsize|nvocab|numtokens|nwords|numwords|^v$|vocabularysize")
_MAPPING = re.compile(
    r"^(vocab(ulary)?|word2(idx|id|index|ix)|wordto(ix|idx|id|index)|stoi|tokento(id|idx|index)|t2i|w2i)$"
)
_TABLES = (
    "vectors", "embeddings", "embedding", "table", "W", "W1", "w1", "weights", "word_vectors",
    "in_embeddings", "W_in", "w_in", "U", "embedding_matrix", "input_embeddings", "word_embeddings",
    "wv", "E", "input_vectors", "in_embed", "u_embeddings", "center", "target_embeddings",
)  # fmt: skip
_VOCABULARIES = (
    "vocab", "vocabulary", "word2idx", "word_to_ix", "stoi", "word2id", "word_to_idx", "word2index",
    "word_to_id", "word_index", "token_to_id", "w2i", "token2id", "vocab_", "word_to_index",
    "key_to_index", "idx2word", "id2word", "index2word", "words", "itos",
)  # fmt: skip
_ASKED = (
    "get_vector", "vector", "get_embedding", "embed", "__getitem__", "get_word_vector", "word_vec",
    "embedding_of",
)  # fmt: skip
_FITS = ("fit", "train", "train_model", "build", "train_embeddings", "learn", "fit_transform")


@dataclass
class VectorsConvention:
    """How vectors are learnt."""

    loaded: Loaded
    form: str
    fit: str = ""
    order: str = ""
    _kept: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        name = f"{self.loaded.name}.{self.fit}" if self.fit else self.loaded.name
        order = f", its rows in the order {self.order}" if self.order else ""
        return ", ".join(filter(None, (f"called as {name}({self.form}){order}", self.loaded.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": [], "form": self.form, "order": self.order}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation != "call":
            raise Unavailable(operation)
        corpus = [list(sentence) for sentence in kwargs["corpus"]]
        return self.vectors(corpus, int(kwargs["dim"]), int(kwargs.get("seed", 0)))

    def vectors(self, corpus: Corpus, dim: int, seed: int = 0) -> dict[str, np.ndarray]:
        """Return the vector of each token."""
        reseed(seed)
        laid, given = FORMS[self.form](corpus), dict.fromkeys(token for row in corpus for token in row)
        numbers = {token: place for place, token in enumerate(given)}
        value = self.loaded.value
        if not self.fit:
            came, instance = value(**_told(value, laid, dim, numbers)), None
        else:
            to_fit = _takes_corpus(getattr(value, self.fit))
            instance = value(**_told(value, None if to_fit else laid, dim, numbers))
            method = getattr(instance, self.fit)
            came = method(**_told(method, laid if to_fit else None, dim, numbers))
        form = "numbers" if _is_given_numbers(value) else self.form
        for item in (came, instance):
            found = _read(item, list(given), form)
            if found is not None:
                self.order = found[1]
                return found[0]
        message = "gave no vectors of tokens"
        raise TypeError(message)


def _pairs(corpus: Corpus) -> list[tuple[str, str]]:
    return [
        (row[i], row[j])
        for row in corpus
        for i in range(len(row))
        for j in range(len(row))
        if 0 < abs(i - j) < 3
    ]


def _numbered(corpus: Corpus) -> dict[str, int]:
    return {token: place for place, token in enumerate(dict.fromkeys(t for row in corpus for t in row))}


FORMS: dict[str, Callable[[Corpus], Any]] = {
    "lists of tokens": lambda corpus: [list(row) for row in corpus],
    "texts": lambda corpus: [" ".join(row) for row in corpus],
    "one text": lambda corpus: " ".join(" ".join(row) for row in corpus),
    "tokens": lambda corpus: [token for row in corpus for token in row],
    "pairs of tokens": _pairs,
    "pairs of numbers": lambda corpus: [
        (_numbered(corpus)[a], _numbered(corpus)[b]) for a, b in _pairs(corpus)
    ],
    "lists of numbers": lambda corpus: [[_numbered(corpus)[token] for token in row] for row in corpus],
    "numbers": lambda corpus: [_numbered(corpus)[token] for row in corpus for token in row],
}


def _told(function: Any, laid: Any, dim: int, numbers: dict[str, int]) -> dict[str, Any]:
    """Return the arguments by the function's own names; chance comes from the global generators.

    Raises:
        TypeError: It needs something else.
    """
    given: dict[str, Any] = {}
    for item in parameters_of_any(function):
        needed = item.default is item.empty
        role = _role(plain(item.name))
        if role in {"dim", "least"}:
            given[item.name] = dim if role == "dim" else 1
        elif role == "corpus" or (needed and not role):
            if laid is None or any(value is laid for value in given.values()):
                _refuse_unless(not needed, item.name)
            else:
                given[item.name] = laid
        elif needed:
            given[item.name] = {"numbers": len(numbers), "mapping": dict(numbers), "window": 2, "epochs": 100,
                                "rate": 0.05, "chance": randomness(plain(item.name))}[role]  # fmt: skip
    _refuse_unless(laid is None or any(value is laid for value in given.values()), "no corpus")
    return given


def _is_given_numbers(function: Any) -> bool:
    """Return whether it is given the number of each token: then these number the rows, too."""
    needed = [item for item in parameters_of_any(function) if item.default is item.empty]
    return any(_role(plain(item.name)) == "mapping" for item in needed)


def _takes_corpus(method: Any) -> bool:
    """Return whether a method, with its object, needs something: else the corpus goes to the constructor."""
    others = parameters_of_any(method)[1:]
    return any(item.default is item.empty or _role(plain(item.name)) == "corpus" for item in others)


def _refuse_unless(holds: bool, name: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        message = f"it needs {name!r}"
        raise TypeError(message)


def _role(word: str) -> str:
    """Return what a parameter stands for, '' where its name tells nothing."""
    if word in EPOCHS:
        return "epochs"
    if word in ("lr", "learningrate", "alpha", "eta"):
        return "rate"
    if word in ("mincount", "minfreq", "minfrequency"):
        return "least"
    if word in KEYS | {"seed", "randomstate"}:
        return "chance"
    patterns = {
        "numbers": _VOCABULARY,
        "mapping": _MAPPING,
        "window": _WINDOW,
        "dim": _DIM,
        "corpus": _CORPUS,
    }
    return next((role for role, pattern in patterns.items() if pattern.search(word)), "")


def _read(came: Any, tokens: list[str], form: str) -> tuple[dict[str, np.ndarray], str] | None:
    """Return the vector of each token, and by which order a table alone was read."""
    if came is None or isinstance(came, (str, int, float)):
        return None
    if isinstance(came, Mapping):
        return _of_mapping(came, tokens)
    if _is_table(came, len(tokens)):
        return _of_table(came, None, tokens, form)
    if isinstance(came, (tuple, list)):
        return _of_several(came, tokens, form)
    return _of_object(came, tokens, form)


def _of_several(
    came: Sequence[Any], tokens: list[str], form: str
) -> tuple[dict[str, np.ndarray], str] | None:
    """Return what a tuple tells: a mapping, or a table beside a vocabulary, or an object."""
    mapped = (_of_mapping(item, tokens) for item in came if isinstance(item, Mapping))
    first = next((found for found in mapped if found is not None), None)
    table = next((item for item in came if _is_table(item, len(tokens))), None)
    if first is None and table is not None:
        numbered = (_numbers_of(item, tokens) for item in came)
        return _of_table(table, next((numbers for numbers in numbered if numbers), None), tokens, form)
    inner = (_read(item, tokens, form) for item in came if not isinstance(item, (list, Mapping)))
    return first or next((found for found in inner if found is not None), None)


def _of_object(came: Any, tokens: list[str], form: str) -> tuple[dict[str, np.ndarray], str] | None:
    held = (_numbers_of(getattr(came, name, None), tokens) for name in _VOCABULARIES)
    vocabulary = next((numbers for numbers in held if numbers), None)
    for name in _TABLES:
        table = getattr(came, name, None)
        if isinstance(table, Mapping) and (mapped := _of_mapping(table, tokens)):
            return mapped
        if _is_table(table, len(tokens)):
            return _of_table(table, vocabulary, tokens, form)
    for name in _ASKED:
        method = getattr(came, name, None)
        if callable(method):
            try:
                return {token: to_array(method(token)).ravel().astype(float) for token in tokens}, ""
            except Exception:  # noqa: BLE001, S112 - it is asked for something else
                continue
    if hasattr(came, "weight"):
        return _read(came.weight, tokens, form)
    return None


def _of_mapping(came: Mapping[Any, Any], tokens: list[str]) -> tuple[dict[str, np.ndarray], str] | None:
    for keys in (tokens, range(len(tokens))):
        try:
            rows = [to_array(came[key]).astype(float) for key in keys]
        except (TypeError, ValueError, KeyError):
            continue
        if all(row.ndim for row in rows):
            return {token: row.ravel() for token, row in zip(tokens, rows, strict=True)}, ""
    return None


def _numbers_of(item: Any, tokens: list[str]) -> dict[str, int] | None:
    """Return the row of each token, where a vocabulary of either direction tells it."""
    if isinstance(item, Mapping):
        turned = {value: key for key, value in item.items() if isinstance(value, str)}
        pairs = turned or dict(item)
    elif isinstance(item, (list, tuple)) and all(isinstance(one, str) for one in item):
        pairs = {token: place for place, token in enumerate(item)}
    else:
        return None
    found = {token: pairs.get(token) for token in tokens}
    known = {token: int(row) for token, row in found.items() if isinstance(row, (int, np.integer))}
    return known if len(known) == len(tokens) else None


def _is_table(item: Any, rows: int) -> bool:
    item = getattr(item, "weight", item)
    try:
        array = to_array(item)
    except (TypeError, ValueError):
        return False
    return array.ndim == 2 and array.shape[0] >= rows and array.dtype.kind == "f"


def _of_table(
    item: Any, vocabulary: dict[str, int] | None, tokens: list[str], form: str
) -> tuple[dict[str, np.ndarray], str]:
    table = to_array(getattr(item, "weight", item)).astype(float)
    order = ""
    if vocabulary is None:
        order = "of their first coming" if "numbers" in form else "of the alphabet"
        places = tokens if "numbers" in form else sorted(tokens)
        vocabulary = {token: place for place, token in enumerate(places)}
    return {token: table[place] for token, place in vocabulary.items()}, order


def open_convention(loaded: Loaded, signature: Signature) -> VectorsConvention:
    """Return the first convention that gives a vector for each token.

    Raises:
        CannotRun: None does.
    """
    tried: list[str] = []
    for convention in _possible(loaded):
        try:
            convention.vectors(PROBE, DIM)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
            tried.append(f"{convention.loaded.name}({convention.form}): {first_words(error)}")
            continue
        return convention
    otherwise = "it is neither a function nor a class that learns vectors"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _possible(loaded: Loaded) -> Iterator[VectorsConvention]:
    fits = [""]
    if inspect.isclass(loaded.value):
        fits = [name for name in _FITS if callable(getattr(loaded.value, name, None))] or [""]
    for fit, form in product(fits, _forms(loaded, fits[0])):
        yield VectorsConvention(loaded, form, fit)


def _forms(loaded: Loaded, fit: str) -> list[str]:
    """Return the forms of the corpus, that first which its parameter's name tells."""
    function = getattr(loaded.value, fit) if fit else loaded.value
    words = [plain(item.name) for item in parameters_of_any(function)]
    first = next((word for word in words if _CORPUS.search(word)), "")
    if "pair" in first:
        return ["pairs of tokens", "pairs of numbers"]
    if any(_VOCABULARY.search(word) for word in words) or "ids" in first:
        return ["pairs of numbers", "numbers", "lists of numbers"]
    named = {"text": ["one text", "texts"], "token": ["tokens", "lists of tokens"], "words": ["tokens"]}
    told = next((forms for word, forms in named.items() if word in first and not first.endswith("texts")), [])
    return list(dict.fromkeys([*told, *FORMS]))
