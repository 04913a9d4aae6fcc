"""Has a language model write: by its own method, or by a function that takes it."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends.arrays import to_array
from ..callees import is_torch_module
from ..networks.sizes import parameters_of_any
from ..seeding import reseed
from ..slots import leaves
from ..training.ways import source_of
from .models import CONTEXT, role_of_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .models import Languages

_PROMPT = re.compile(
    r"^(idx|prompt|tokens?|context|start|x|ids|inputs?|inputids|seed|seq|sequence|prefix|ctx|prime|seedix|"
    r"initial|starttokens?|promptids|startids|prompttokens|contexttokens)$"
)
_LENGTH = re.compile(r"new|length|^n$|^num|max|steps|^t$|count|howmany|amount|^size$")
_TEMPERATURE = re.compile(r"^(temp|temperature|tau|t)$")
_MODEL = re.compile(r"^(model|params?|parameters|net|network|lm|gpt|rnn|weights)$")
_WINDOW = re.compile(r"block|context(size|length|len)|window|maxcontext|ctx(len|size)|seqlen")
_VOCABULARY = re.compile(r"vocab")
_CUTS = re.compile(r"top_?[kp]|nucleus_?p?")
NEW, TOTAL, ONLY = "new", "total", "only new"


@dataclass
class Writer:
    """How tokens are written.

    Attributes:
        languages: The model.
        name: What writes.
        method: Whether that is a method of the model.
        form: Whether the prompt goes in as a 'batch', a 'row' or a 'list'.
        length: What the length counts: the 'new' tokens, the 'total', or the 'only new' that come.
    """

    languages: Languages
    name: str
    method: bool
    form: str = "batch"
    length: str = NEW

    @property
    def function(self) -> Callable[..., Any]:
        """What is called, of a model of any numbers."""
        found: Callable[..., Any] = (
            getattr(self.languages.new(), self.name) if self.method else self.languages.loaded.value
        )
        return found

    @property
    def has_temperature(self) -> bool:
        """Whether it takes a temperature."""
        return any(_is_temperature(item) for item in parameters_of_any(self.function))

    @property
    def truncates(self) -> bool:
        """Whether it leaves unlikely tokens out, by a number that can't be given."""
        return not _cuts(self.function) and bool(_CUTS.search(source_of(self.function, "")))

    @property
    def text(self) -> str:
        """The way in words."""
        return (
            f"{self.name}({', '.join(item.name for item in parameters_of_any(self.function))}), {self.form}"
        )

    def run(self, model: Any, prompt: np.ndarray, length: int, temperature: float, seed: int) -> list[int]:
        """Return the prompt and what was written after it."""
        wanted = length + len(prompt) if self.length == TOTAL else length
        came = self.raw(model, np.asarray(prompt, dtype=int), wanted, temperature, seed)
        return [*map(int, prompt), *came] if self.length == ONLY else came

    def raw(self, model: Any, prompt: np.ndarray, length: int, temperature: float, seed: int) -> list[int]:
        """Return the tokens that come."""
        function = getattr(model, self.name) if self.method else self.languages.loaded.value
        given = self._given(function, model, prompt, length, temperature)
        reseed(seed)
        came = function(**given)
        if inspect.isgenerator(came):
            came = list(came)
        came = came[0] if isinstance(came, tuple) else came
        return [int(item) for item in np.ravel(to_array(came))]

    def _given(
        self, function: Any, model: Any, prompt: np.ndarray, length: int, temperature: float
    ) -> dict[str, Any]:
        laid = {"batch": prompt[None], "row": prompt}.get(self.form)
        tokens = (
            [int(item) for item in prompt] if laid is None else self.languages.backend.wrap(np.array(laid))
        )
        given: dict[str, Any] = {}
        for item in parameters_of_any(function):
            word, needed = plain(item.name), item.default is item.empty
            if _is_temperature(item):
                given[item.name] = temperature
            elif _WINDOW.search(word):
                given |= {item.name: CONTEXT} if needed else {}
            elif _VOCABULARY.search(word) and needed:
                given[item.name] = self.languages.vocabulary
            elif _MODEL.match(word) and not self.method:
                given[item.name] = model
            elif _PROMPT.match(word) and tokens is not None and not _has(given, tokens):
                given[item.name] = tokens
            elif _LENGTH.search(word) and not any(
                type(held) is int and held == length for held in given.values()
            ):
                given[item.name] = length
            elif needed or _CUTS.match(word) or word in ("dosample", "sample", "greedy"):
                given[item.name] = self._neutral(word, item.default)
        return given

    def _neutral(self, word: str, default: Any) -> Any:
        """Return what leaves all tokens in and draws them.

        Raises:
            TypeError: Nothing is known by this name.
        """
        if word in ("dosample", "sample", "greedy"):
            return word != "greedy"
        if _CUTS.match(word) and type(default) in (int, float):
            return 1.0 if word.endswith("p") else self.languages.vocabulary
        if re.search(r"stop|end|eos|topk|topp|device", word):
            return None
        message = f"it needs {word!r}"
        raise TypeError(message)


def _cuts(function: Callable[..., Any]) -> bool:
    return any(_CUTS.match(plain(item.name)) for item in parameters_of_any(function))


def _has(given: dict[str, Any], tokens: Any) -> bool:
    return any(held is tokens for held in given.values())


def _is_temperature(item: inspect.Parameter) -> bool:
    return bool(_TEMPERATURE.match(plain(item.name))) and type(item.default) is not int


def writers(languages: Languages, tried: list[str]) -> Iterator[Writer]:
    """Yield the ways to have a model write."""
    loaded, model = languages.loaded, languages.new()
    if inspect.isroutine(loaded.value) and loaded.owner is None:
        names = [(loaded.name, False)]
    elif loaded.owner is not None and role_of_writer(loaded.name):
        names = [(loaded.name, True)]
    else:
        names = [
            (name, True) for name in dir(type(model)) if role_of_writer(name) and not name.startswith("_")
        ]
    for name, method in names:
        for form in ("batch", "row", "list"):
            writer = Writer(languages, name, method, form)
            try:
                came = writer.raw(model, np.array([1, 0, 1]), 6, 1.0, 0)
            except Exception as error:  # noqa: BLE001 - another form may fit
                tried.append(f"{name}: {type(error).__name__}: {error}")
                continue
            keeps = came[:3] == [1, 0, 1]
            writer.length = TOTAL if len(came) == 6 and keeps else ONLY if len(came) == 6 else NEW
            if writer.length == TOTAL and _is_only_new(writer, model):
                writer.length = ONLY
            yield writer


def _is_only_new(writer: Writer, model: Any) -> bool:
    """Return whether what begins like the prompt did so by chance."""
    came = writer.raw(model, np.array([0, 1, 1, 0]), 6, 1.0, 1)
    return came[:4] != [0, 1, 1, 0]


def moved(model: Any) -> Any:
    """Return the model with weights that have moved: then its tokens are not all alike."""
    rng = np.random.default_rng(5)
    if is_torch_module(type(model)):
        model.eval()
        for item in model.parameters():
            item.data.add_(item.new_tensor(rng.standard_normal(tuple(item.shape)) * 0.3))
        return model
    for slot in leaves(model):
        if slot.likeness("weight") > 0:
            slot.held[...] += rng.standard_normal(slot.shape) * 0.3
    return model
