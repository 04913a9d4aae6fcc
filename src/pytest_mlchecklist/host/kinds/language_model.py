"""Language models: tokens in, a number for each possible next token out; and what has them write.

Understood are torch modules and classes whose forward takes tokens, also beside a hidden state, or
targets, or as one sequence, time first, or one-hot; and functions that take tokens, and parameters
that a function beside them makes. They are made with small sizes, by names or a config, and give
logits or shares, after each token or after the last. What writes is a method of these, or a
function that takes a model and a prompt.

Operations: `call` (of what gives logits: tokens; of what writes: prompt, length, temperature, seed);
`fit` (tokens: the logits before each token after it has learnt them, and 'how'); `greedy` (prompt,
length: the likeliest tokens by the model's own logits, and a temperature at which all others are
less likely than one in 10^15); `drawn` (prompt, seed: some hundred 'tokens', each written after others,
the model's own 'logits' for each, and the 'temperature'; None where a temperature is not taken).
Facts: 'vocabulary', 'length' (how many tokens it takes), 'is_fixed' (it may have learnt already),
'has_temperature', 'truncates' (it leaves unlikely tokens out by a rule of its own).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import adapter_for, could_not_call
from ..callees import is_torch_module
from ..languages.models import languages
from ..languages.teaching import taught
from ..languages.writing import Writer, moved, writers
from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..languages.models import Languages
    from ..loading import Loaded
    from ..shapes import Signature

SURE = 40.0
TURNS, TOGETHER = 60, 7
WARM = (0.4, 2.0)


@dataclass
class LogitsConvention:
    """How a language model is asked for logits."""

    model: Languages

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, (f"made as {self.model.text}", self.model.loaded.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        model = self.model
        return {
            "lacks": [],
            "vocabulary": model.vocabulary,
            "length": model.length,
            "is_fixed": model.is_fixed,
        }

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        tokens = np.asarray(kwargs["tokens"], dtype=int)
        if operation == "call":
            model = self.model.new()
            if is_torch_module(type(model)):
                model.eval()
            return self.model.logits(model, tokens)
        if operation == "fit":
            logits, how = taught(self.model, tokens)
            return {"logits": logits, "how": how}
        raise Unavailable(operation)


@dataclass
class WritingConvention:
    """How a language model is made to write."""

    writer: Writer
    source: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        return f"called as {self.writer.text}, the length counting {self.writer.length}"

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        model = self.writer.languages
        return {"lacks": [], "vocabulary": model.vocabulary, "length": model.length,
                "counts": self.writer.length, "has_temperature": self.writer.has_temperature,
                "truncates": self.writer.truncates}  # fmt: skip

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        model = moved(self.writer.languages.new())
        if operation == "call":
            asked = (kwargs["prompt"], kwargs["length"], kwargs["temperature"], kwargs["seed"])
            return self.writer.run(model, *asked)
        if operation == "greedy":
            return self._greedy(model, kwargs["prompt"], int(kwargs["length"]))
        if operation == "drawn":
            return self._drawn(np.asarray(kwargs["prompt"], dtype=int), int(kwargs["seed"]))
        raise Unavailable(operation)

    def _drawn(self, prompt: np.ndarray, seed: int) -> dict[str, Any]:
        model = moved(self.writer.languages.new())
        length = max(1, min(TOGETHER, self.writer.languages.length - len(prompt)))
        temperature = self._warm(model, prompt) if self.writer.has_temperature else None
        rows: list[list[int]] = []
        for turn in range(TURNS):
            keeps_none = is_torch_module(type(model))
            fresh = model if keeps_none else moved(self.writer.languages.new())
            rows.append(self.writer.run(fresh, prompt, length, temperature or 1.0, 1000 * seed + turn))
        written = np.array([row[: len(prompt) + length] for row in rows])
        ends = range(len(prompt), len(prompt) + length)
        logits = [self.writer.languages.logits(model, written[:, :end])[:, -1] for end in ends]
        tokens = written[:, len(prompt) :].T.ravel().tolist()
        return {"tokens": tokens, "logits": np.concatenate(logits), "temperature": temperature}

    def _warm(self, model: Any, prompt: np.ndarray) -> float:
        """Return a temperature that leaves the shares uneven, and that is not near one."""
        spread = float(self.writer.languages.logits(model, prompt[None])[0, -1].std())
        return max((factor * spread for factor in WARM), key=lambda warm: abs(np.log(warm)))

    def _greedy(self, model: Any, prompt: np.ndarray, length: int) -> dict[str, Any]:
        tokens, gaps, sizes = [int(item) for item in prompt], [], []
        for _ in range(length):
            row = self.writer.languages.logits(model, np.array([tokens]))[0, -1]
            order = np.sort(row)
            gaps.append(float(order[-1] - order[-2]))
            sizes.append(float(np.abs(row).max()))
            tokens.append(int(row.argmax()))
        temperature = min(gaps) / SURE
        # Without a shift by the largest, exponentials beyond 700 overflow.
        return {"tokens": tokens, "temperature": temperature, "sure": max(sizes) < 600 * temperature}


def open_convention(loaded: Loaded, signature: Signature) -> LogitsConvention | WritingConvention:
    """Return the first convention that gives logits, or tokens.

    Raises:
        CannotRun: None does.
    """
    tried: list[str] = []
    for model in languages(loaded, tried):
        if signature.options.get("does") != "generate":
            return LogitsConvention(model)
        for writer in writers(model, tried):
            return WritingConvention(writer)
    otherwise = "it is neither a model of tokens nor a function that takes one"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))
