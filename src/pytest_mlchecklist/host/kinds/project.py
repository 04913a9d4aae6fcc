"""Projects: train on a folder of files, then predict for files that were held out.

Understood are a function that trains and predicts in one go; `train_project(data_dir, seed)` (or any
function of a folder) with `predict_project(model, inputs)`, `predict`, `classify`, `forecast`, `sample` …
in the same file or in a module called predict beside it, or with such a method of the model; a class that is
trained by `fit` or `train` and asked by `predict`; a script's `main(argv)` or `main()`, whose
words (`--data-dir`, `--seed`, `--output` …) are read from its parser. Inputs go as a list, or one at a
time where they are not taken together; files as paths, or as what they hold. It works in a fresh
folder, which is also what any output path is given. The first argument of the contract is the
data, the second what to predict for (or how many samples to make); where there is no seed, the
global generators are seeded.

Operations: `call` gives {"predictions": one for each input (classes by their names), "metrics": what it
reported, by its own names: returned, kept, printed, logged, or written to a file where it works}.
Facts: 'seeded' ('argument' or 'globally').
Nothing is trained until `call`: a page gives its checks a `time_limit`.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from ..attempts import MOST_ATTEMPTS, first_words
from ..projects.contents import contents_of, last_columns_of
from ..projects.predictions import classes_of, predictions_of
from ..projects.reports import metrics_of
from ..projects.roles import places, training_words
from ..projects.stages import Predicting, Trained, Training, predictings, training_of
from ..projects.talk import heard
from ..refusal import CannotRun, Unavailable
from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

EPOCHS = 10


@dataclass
class ProjectConvention:
    """How a project is trained and asked."""

    training: Training
    loaded: Loaded
    signature: Signature
    asked_by: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        details = (
            f"called as {self.training.text}",
            self.asked_by and f"then {self.asked_by}",
            self.loaded.how,
        )
        return ", ".join(filter(None, details))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": [], "seeded": "argument" if self.training.seeded else "globally"}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation != "call":
            raise Unavailable(operation)
        data, asked = (kwargs[argument.name] for argument in self.signature.arguments[:2])
        seed = int(kwargs.get("seed", 0))
        reseed(seed)
        with in_fresh_folder() as folder, heard() as said:
            epochs = int(self.signature.options.get("epochs", EPOCHS))
            values = {"data": data, "asked": asked, "seed": seed, **places(folder, epochs=epochs)}
            trained = self.training.train(values)
            found = self._predictions(trained, values)
            metrics = metrics_of(trained.returned, trained.model, said.getvalue(), Path(folder))
        return {"predictions": found, "metrics": metrics}

    def _predictions(self, trained: Trained, values: Mapping[str, Any]) -> Any:
        asked = values["asked"]
        count = asked if isinstance(asked, int) else len(asked)
        classes = classes_of(trained.model, self.loaded.namespace, values["data"])
        if self.training.is_whole:
            return predictions_of(trained.returned, count, classes)
        tried: list[str] = []
        for way in predictings(self.loaded, trained.model):
            for form, text in _forms(way, {**values, "model": trained.model}):
                try:
                    found = predictions_of(form(), count, classes)
                except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
                    tried.append(f"{way.text}{text}: {first_words(error)}")
                    continue
                self.asked_by = way.text + text
                return found
        message = f"{self.training.text} trained, but nothing predicts with what it left"
        first = f": {tried[0]}" if tried else f" (a {type(trained.model).__name__})"
        raise CannotRun(message + first, tried[1:MOST_ATTEMPTS], adapter_of(self.signature))


def _forms(way: Predicting, values: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """Yield the ways to hand over the inputs: together or one at a time, as paths or as what they hold."""
    asked = values["asked"]
    if isinstance(asked, int):
        yield lambda: way.predict(values), ""
        return
    order = (True, False) if way.is_one_at_a_time else (False, True)
    contents = contents_of(asked)
    forms = (
        (asked, ""),
        (contents, " of what the files hold"),
        (last_columns_of(contents), " of the last column of the files"),
    )
    for held, what in forms:
        for singly in order if held is not None else ():
            if singly:
                text = " one at a time" + what
                yield lambda held=held: [_alone(way.predict({**values, "asked": one})) for one in held], text
            else:
                yield lambda held=held: way.predict({**values, "asked": held}), what


def _alone(value: Any) -> Any:
    """Return the one prediction of a list that holds no more."""
    is_list = hasattr(value, "__len__") and not isinstance(value, (str, dict)) and len(value) == 1
    return value[0] if is_list else value


def open_convention(loaded: Loaded, signature: Signature) -> ProjectConvention:
    """Return how the project is trained; nothing is run.

    Raises:
        CannotRun: It needs what we don't have.
    """
    words = training_words(*(argument.name for argument in signature.arguments[:2]))
    try:
        return ProjectConvention(training_of(loaded, words), loaded, signature)
    except NoMatch as error:
        message = f"{loaded.name} can't be called as {signature.part}: {error}"
        raise CannotRun(message, adapter=adapter_of(signature)) from error


def adapter_of(signature: Signature) -> str:
    """Return a function to paste, which trains and predicts in one go."""
    names = [argument.name for argument in signature.arguments]
    return (
        f"def {signature.part}({', '.join(names)}):\n"
        f"    # train on {names[0]}, then predict for {names[1]}\n"
        f"    return ...  # one prediction for each of them: call your own code here\n"
    )


@contextlib.contextmanager
def in_fresh_folder() -> Iterator[str]:
    """Work in a folder that is gone afterwards: projects write their models to where they stand."""
    before = os.getcwd()  # noqa: PTH109 - the host's own is put back, whatever it is
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)
