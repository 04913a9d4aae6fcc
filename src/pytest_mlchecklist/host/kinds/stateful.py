"""Objects that are driven step by step: early stopping, checkpoints, schedules and other callbacks.

The reference is a function of the whole trace; the object is made anew for each trace, told one value after
another, and asked after each. Understood are classes with `__call__`, `step`, `update`, `check`,
`on_epoch_end(epoch, logs)` and the like, told a loss (or an accuracy, then with its sign changed: what a
name or a mode does not say is found by trying), a dictionary of logs, the epoch, a model; Keras
callbacks; functions of one value and the state that they hand back; functions of the list so far, or
of the whole list; a model, an optimizer, a path where the constructor or the step wants them. What
the contract makes optional (`patience`) goes to the constructor or to the step.

What is seen depends on the contract's result and on the option `sees`:

- `Int["t"]`: whether it has said stop, 0 or 1, read from an attribute (`early_stop`), a method
  (`should_stop()`), the model's `stop_training`, what the step returns, or a Stop… exception. From the first
  1 on it is told nothing more, and all later answers are 1;
- `Float["t"]`: a number, such as a learning rate, from what the step returns, an attribute, a method
  or the optimizer;
- `sees="files"`, `Int["t"]`: whether it wrote the model's weights in this step;
- `sees="log"`, `Value("records")`: a tracker, with `start`, `log`, `finish` and `load` under their many
  names, of whole records or metric by metric; the records (the first argument, a mapping for each
  step) as they are loaded again, in whichever arrangement; the second argument is the configuration;
- `sees="store"`: a training that MLflow, TensorBoard or W&B tracks: what lies in their stores afterwards.

Operations: `call`; with `sees="files"` also `held`: after each step, the number of the step whose weights
lie in the file that was written last, -1 before the first; with `sees="log"` also `config`, `cut_off` (the
run is loaded without having been ended) and `apart` (`others` besides: two runs logged in turns; gives
{"first": …, "second": …}).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..refusal import Unavailable
from ..statefuls.answers import numbers, truths
from ..statefuls.driving import drive
from ..statefuls.files import step_in
from ..statefuls.tracked_trainings import TrackedTraining, open_tracked_training
from ..statefuls.tracking import TrackerConvention, open_tracker
from ..statefuls.ways import steps_of, ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..loading import Loaded
    from ..shapes import Signature
    from ..statefuls.driving import Seen
    from ..statefuls.telling import Way

_FILES_ADAPTER = """\
class {part}:
    def __init__(self, path):
        self.path = path  # a file to be written

    def step(self, loss, model):
        # model has get_weights(), state_dict() and save(path)
        ...  # call your own code here
"""
_JUDGES = re.compile(r"<|(?<!-)>|best|better|improv|less|greater|\bmin\(|\bmax\(")
"""What the text of code shows that compares what it is told."""

TRUTH, NUMBER, FILES, LOG, STORE = "truth", "number", "files", "log", "store"
LONG = 60
"""More steps without improvement than anyone waits for."""


@dataclass
class StatefulConvention:
    """How an object is driven.

    Attributes:
        way: How it is made and told.
        signature: The contract.
        sees: What is seen after a step: 'truth', 'number' or 'files'.
        where: Where the answer lies, in words.
        answer: Reads the answer.
        how: How its file was loaded.
    """

    way: Way
    signature: Signature
    sees: str
    where: str = ""
    answer: Callable[[Seen], Any] | None = None
    how: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        better = "higher is better" if self._turned else ""
        return "called as " + ", ".join(filter(None, [self.way.text, self.where, better, self.how]))

    @property
    def _turned(self) -> bool:
        return self.way.sign < 0 or "higher" in self.way.roles.values()

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        known = {*self.way.made.values(), *self.way.told.values()}
        return {
            "lacks": [argument.name for argument in self.signature.optional if argument.name not in known],
            "judges": bool(_JUDGES.search(self.way.source)),
        }

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        values, made_with = self._asked(kwargs)
        if operation == "call":
            return self._trace(values, made_with)
        if operation == "held" and self.sees == FILES:
            return self._held(values, made_with)
        raise Unavailable(operation)

    def _asked(self, values: Mapping[str, Any]) -> tuple[np.ndarray, dict[str, Any]]:
        optional = {argument.name: argument.default for argument in self.signature.optional}
        return values[steps_of(self.signature)], {
            name: values.get(name, default) for name, default in optional.items()
        }

    def _trace(self, values: np.ndarray, made_with: Mapping[str, Any]) -> np.ndarray:
        if self.way.whole:
            return self._whole(next(drive(self.way, values, made_with)), len(values))
        if self.sees == FILES:
            return np.array([step >= 0 for step in self._steps(values, made_with)], dtype=int)
        came = self._answers(values, made_with)
        if self.sees == NUMBER:
            return np.array(list(came), dtype=float)
        told = list(itertools.takewhile(lambda stops: not stops, came))
        return np.array([0] * len(told) + [1] * (len(values) - len(told)))

    def _answers(self, values: np.ndarray, made_with: Mapping[str, Any]) -> Iterator[Any]:
        for seen in drive(self.way, values, made_with):
            yield True if seen.stopped else self.answer(seen) if self.answer else None

    def _whole(self, seen: Seen, count: int) -> np.ndarray:
        """Return the trace that a function of all values gives: as it is, or from the step that it names."""
        came = seen.returned
        if came is None or (type(came) in (int, np.int64) and came < 0):
            return np.zeros(count, dtype=int)
        array = to_array(came)
        if array.shape == (count,):
            return array.astype(int) if self.sees == TRUTH else array
        if array.shape == () and array.dtype.kind in "iu":
            return (np.arange(count) >= int(array)).astype(int)
        message = f"gave {array.dtype} of the shape {array.shape} where ({count},) was expected"
        raise ValueError(message)

    def _steps(self, values: np.ndarray, made_with: Mapping[str, Any]) -> Iterator[int]:
        """Yield, for each step, the step whose weights were written in it; -1 where none were."""
        for step, seen in enumerate(drive(self.way, values, made_with)):
            yield _written(seen.files, step)

    def _held(self, values: np.ndarray, made_with: Mapping[str, Any]) -> np.ndarray:
        held: list[int] = []
        for step in self._steps(values, made_with):
            held.append(step if step >= 0 or not held else held[-1])
        return np.array(held)

    def opens(self) -> bool:
        """Try the convention on a probe; return whether its answer ever changes.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        values, made_with = self._asked(self.signature.probe())
        rising = np.arange(LONG, dtype=float) + 1
        if self.way.whole:
            self._trace(values, made_with)
            return True
        if self.sees == FILES:
            return self._leaves_files(rising[::-1][:4], made_with)
        first = next(drive(self.way, values[:1], made_with))
        fitting = list(truths(first, self.way.source) if self.sees == TRUTH else numbers(first))
        if not fitting:
            message = f"gave {type(first.returned).__name__} where {self._wanted} was expected"
            raise ValueError(message)
        for self.where, self.answer in fitting:
            if self._changes(rising, made_with):
                return True
        self.where, self.answer = fitting[0]
        return False

    def _leaves_files(self, falling: np.ndarray, made_with: Mapping[str, Any]) -> bool:
        files = [path.name for seen in drive(self.way, falling, made_with) for path in seen.files]
        if files and not self._trace(falling, made_with).any():
            message = f"wrote {files[0]}, in which the model's weights could not be found again"
            raise ValueError(message)
        return bool(files)

    @property
    def _wanted(self) -> str:
        return "True or False" if self.sees == TRUTH else "a number"

    def _changes(self, rising: np.ndarray, made_with: Mapping[str, Any]) -> bool:
        """Return whether the answer changes over a long trace; settle which way is better."""
        if self.sees == NUMBER:
            came = self._trace(rising - 1, made_with)
            return bool(np.any(came != came[0]))
        if self._trace(rising, made_with).any():
            return True
        if not self.way.lacks_sign or not self._trace(rising[::-1], made_with).any():
            return False
        self.way = replace(self.way, sign=-1.0)
        return True


def _written(files: Sequence[Path], step: int) -> int:
    """Return the step whose weights these files hold: this one, if any of them holds it; -1 for none."""
    found = [held for held in (step_in([path]) for path in files) if held is not None]
    return -1 if not found else step if step in found else found[-1]


def open_convention(
    loaded: Loaded, signature: Signature
) -> StatefulConvention | TrackerConvention | TrackedTraining:
    """Return the first convention whose answer changes, or the first that fits at all.

    Raises:
        CannotRun: None fits.
    """
    sees = signature.options.get("sees") or _sees(signature)
    if sees == LOG:
        return open_tracker(loaded, signature)
    if sees == STORE:
        return open_tracked_training(loaded, signature)
    tried: list[str] = []
    still: StatefulConvention | None = None
    for way in ways(loaded, signature):
        convention = StatefulConvention(way, signature, sees, how=loaded.how)
        try:
            if convention.opens():
                return convention
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{way.text}: {first_words(error)}")
            continue
        still = still or convention
    if still is not None:
        return still
    otherwise = "it is neither a function nor a class with a method such as step, update or on_epoch_end"
    adapter = _FILES_ADAPTER.format(part=signature.part) if sees == FILES else adapter_for(signature)
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter)


def _sees(signature: Signature) -> str:
    result = signature.result or {}
    return NUMBER if result.get("kind") == "float" else TRUTH
