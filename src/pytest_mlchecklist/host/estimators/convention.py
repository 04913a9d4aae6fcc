"""An estimator that is known how to fit and ask: the operations of the kind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from ..refusal import Unavailable
from .alphabets import find_alphabet
from .answering import find_answering
from .answers import plainly
from .forms import BARE
from .learning import learnt, learnt_line, turned_roles
from .linear import predicted
from .page import Page
from .probing import FEW_ITERATIONS, probe
from .readings import FITTING_RETURNS, Question
from .ways import text_of
from .words import METHODS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature
    from .alphabets import Alphabet
    from .answering import Answering
    from .runs import Left, Runs

ASKED = ("predict", "transform", "inverse", "decision", "probabilities", "score")
MOSTLY = 0.9


@dataclass
class EstimatorConvention:
    """How an estimator is fitted and asked.

    Attributes:
        loaded: The learner's object.
        signature: The contract.
        runs: How it is fitted.
        answering: How it is asked for the answer of `call`.
        is_turned: What it has learnt with its axes the other way round.
    """

    loaded: Loaded
    signature: Signature
    runs: Runs
    answering: Any = None
    is_turned: frozenset[str] = field(default_factory=frozenset)

    @property
    def page(self) -> Page:
        """What the page says."""
        return Page(self.signature)

    @property
    def description(self) -> str:
        """The convention in words."""
        values = {name: value for name, value in self.runs.terms.values.items() if name in self._taken}
        set_to = [f"{name.replace('_', ' ')} set to {value}" for name, value in values.items()]
        words = (self.answering.text, self.runs.form.text, *set_to, self.runs.alphabet.text, self.loaded.how)
        return "called as " + ", ".join([self.runs.way.text, *filter(None, words)])

    @property
    def _taken(self) -> frozenset[str]:
        reading: Any = self.answering.reading
        return self.runs.way.taken | reading.taken  # type: ignore[no-any-return]

    @property
    def not_taken(self) -> frozenset[str]:
        """What code must take, and this does not."""
        terms = self.runs.terms
        data = {"x", "y"}.intersection(terms.data) if "at" in terms.data else set()
        return (terms.needed | data) - self._taken

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know: what it lacks, whether it takes one feature only, and its labels."""
        settings = [item.name for item in self.signature.optional if item.name not in self.runs.terms.data]
        return {
            "lacks": [name for name in settings if name not in self._taken],
            "features": 1 if self.runs.form.rows == BARE else None,
            "labels": list(self.runs.alphabet.passed),
        }

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        values = {name: value for name, value in kwargs.items() if value is not None}
        if self.runs.form.rows == BARE and np.shape(values["x"])[-1] != 1:
            what = "way to take more than one feature"
            raise Unavailable(what)
        if operation == "call":
            return self.runs.settled(values, lambda left: self._answer(left, values))
        if operation == "learned":
            return self.runs.settled(values, lambda left: self._learnt(left, values))
        if operation == "inputs_after":
            return self._inputs_after(values)
        if operation in ASKED:
            return self._asked(operation, values)
        raise Unavailable(operation)

    def open(self) -> None:
        """Find out on a probe how it is asked, and how its labels and what it learns lie.

        Raises:
            Exception: Nothing gives an answer of the contract's shape.
        """
        values, few = self.probe(), self._with_few_iterations()
        left = few.fit(values)
        self.answering = find_answering(
            few, left, self._question(self.page.method, values), self.loaded.namespace
        )
        self._answer(left, values)
        if self.runs.alphabet.asked and self.page.method == "predict":
            self.runs = replace(self.runs, alphabet=find_alphabet(self.runs.alphabet, self._answer_with))
        self.is_turned = turned_roles(left[0], self.page.learnt_shapes(values), self.page.words)

    @property
    def answers_in_a_column(self) -> bool:
        """Whether its answers come as (m, 1)."""
        values = self.probe()
        if "y" not in values or "at" not in values:
            return False
        runs = self._with_few_iterations()
        fitted, given = runs.fit(values)
        raw = self.answering.reading.ask(fitted, given)
        piece = raw if self.answering.key is None else raw[self.answering.key]
        return np.shape(to_array(piece)) == (len(values["at"]), 1)

    def probe(self) -> dict[str, Any]:
        """Return the arguments on which it is tried."""
        features = 1 if self.runs.form.rows == BARE else None
        return probe(self.signature, features=features, labels=self.page.labels)

    def _with_few_iterations(self) -> Runs:
        most = self.runs.terms.values.get("iterations", FEW_ITERATIONS)
        return replace(self.runs, settings={"iterations": min(most, FEW_ITERATIONS)})

    def _answer_with(self, alphabet: Alphabet) -> np.ndarray:
        runs, values = replace(self.runs, alphabet=alphabet), self.probe()
        values["at"] = values["x"]
        question = self._question(self.page.method, values)
        came: np.ndarray = runs.settled(
            values, lambda left: self.answering.answer(runs, left, question.rows, (len(values["x"]),))
        )
        return came

    def _question(self, operation: str, values: Mapping[str, Any]) -> Question:
        has_rows = "at" in values
        rows = values["at"] if has_rows else values["x"]
        return Question(
            operation,
            rows,
            self.page.shape(operation, values, len(rows)),
            of_training=not has_rows,
            took_rows=has_rows and "at" in self.runs.way.taken,
            is_call=operation == self.page.method,
            is_line=operation == "predict" and self.page.wants_line and not self.page.labels,
            is_answered=self.runs.way.function in METHODS[operation],
            source=text_of(self.runs.way.function, self.loaded.source),
        )

    def _answer(self, left: Left, values: Mapping[str, Any]) -> np.ndarray:
        question = self._question(self.page.method, values)
        answer = self.answering.answer(self.runs, left, question.rows, question.shape)
        return plainly(self.runs.alphabet.decoded(answer), whole=self.page.wants_whole_numbers)

    def _asked(self, operation: str, values: Mapping[str, Any]) -> Any:
        question = self._question(operation, values)

        def ask(left: Left) -> np.ndarray:
            answering = self._answering(left, question)
            return answering.answer(self.runs, left, question.rows, question.shape)

        answer = self.runs.settled(values, ask)
        return self.runs.alphabet.decoded(answer) if operation == "predict" else answer

    def _answering(self, left: Left, question: Question) -> Answering:
        if question.operation == self.page.method and "at" in self._taken:
            return self.answering  # type: ignore[no-any-return]
        try:
            return find_answering(self.runs, left, question, self.loaded.namespace)
        except ValueError as error:
            what = {"inverse": "inverse transform", "decision": "decision values"}
            raise Unavailable(what.get(question.operation, question.operation)) from error

    def _learnt(self, left: Left, values: Mapping[str, Any]) -> dict[str, np.ndarray]:
        if self.runs.way.function == "":  # what asks is what fits
            self._answer(left, values)
        is_result = self.answering.reading.text in ("", FITTING_RETURNS)
        fitted = left[0].without(self.answering.key) if is_result else left[0]
        found = learnt(fitted, self.page.learnt_shapes(values), self.page.words, self.is_turned)
        if not self.page.wants_line:
            return found
        features = np.shape(values["x"])[-1]
        answer = self._answer(left, values)
        agrees = partial(self._agrees, values.get("at", values["x"]), answer)
        return found | learnt_line(fitted, features, self.page.words, agrees)

    def _agrees(self, rows: np.ndarray, answer: np.ndarray, line: dict[str, np.ndarray]) -> bool:
        """Return whether a line answers as the code itself does."""
        along = predicted(line, rows)
        if self.runs.alphabet.asked:
            return bool(np.mean((along > 0) == (answer == self.runs.alphabet.asked[1])) > MOSTLY)
        return bool(np.allclose(along, answer, rtol=1e-3, atol=1e-3))

    def _inputs_after(self, values: Mapping[str, Any]) -> dict[str, Any]:
        left = self.runs.fit(values)
        self._answer(left, values)
        names = [name for name in self.runs.terms.data if name in values]
        before, after = self.runs.given(values), left[1]
        changed = {name: to_array(after[name]) for name in names if not _same(before[name], after[name])}
        restored = {name: self.runs.form.restored(value, values[name]) for name, value in changed.items()}
        return {name: values[name] for name in names} | restored


def _same(before: Any, after: Any) -> bool:
    return np.array_equal(to_array(before), to_array(after))
