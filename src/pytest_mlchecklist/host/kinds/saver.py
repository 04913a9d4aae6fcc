"""What saves models and what loads them: a pair of functions or methods, of which either is shown.

Understood are functions of a model and a place, in any order (a path with or without suffix, as text or
as `pathlib.Path`; a folder and a name; a checkpoint with optimizer and epoch; none at all, where the
code names its own file), methods of the model, class methods that make it, and classes that save any
model; loading that returns the model, alone or in a tuple, its state, or changes one that it is handed.
What does the other thing is looked for in the same class or file, in the learner's modules that it
imports, and in the files beside it.

The host makes the model, has it saved into a fresh folder and loaded, and asks both. It offers the
learner's own classes of the same file (built from sizes, or as their file builds them, or fitted), a
module of torch, and objects, mappings and lists of ours: the first that is saved and loaded without error.

Operations, all of the contract's `weights` and `x`: `call` gives {"before": what the model says, "after":
what the loaded one does}. Of these two more are what the loaded one says with nothing between, and what
it says `in_a_fresh_process` (loaded by a new Python process) and `after_change` (the original is changed
once it was saved, and again once it was loaded); `side_by_side` (`other` weights besides) gives them for
two models in one folder, as {"first": …, "second": …}; `untouched` is what the original says before and
after. `missing` and `cut_off` tell what loading does with no file and with about half of one, as
{"raised": the error or "", "gave": what came instead}; `differences` what became of each array, as records
of "name" and "is" ('same', 'rounded', 'gone', 'other'); `files` the names of what was written.
Facts: 'has_place' (it is told where to save), 'is_theirs' (the models are of the learner's class).
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from ..attempts import could_not_call, first_words
from ..refusal import CannotRun, Unavailable
from ..savers.elsewhere import load_elsewhere
from ..savers.filling import differences, fill, snapshot
from ..savers.pairing import pairs_of
from ..savers.subjects import subjects
from ..savers.trips import NothingLoaded, trips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np

    from ..loading import Loaded
    from ..savers.trips import Trip
    from ..shapes import Signature

    Said = dict[str, np.ndarray]

_CHANGED = 77
_KEPT = 0.55
"""The share of a file that is left: not half, for half of the lines of a table is a table."""

ADAPTER = """\
def save_model(model, path):
    # model is one of your own, or any object with numbers
    ...  # call your own code here


def load_model(path):
    return ...  # the model that was saved there
"""


@dataclass
class SaverConvention:
    """How models are saved and loaded; see the module's docstring for its operations."""

    trip: Trip
    loaded: Loaded
    signature: Signature
    number: int

    @classmethod
    def numbered(cls, loaded: Loaded, signature: Signature, number: int) -> SaverConvention:
        """Return the convention of the way with this number, which is not tried again."""
        for index, trip in enumerate(_trips(loaded, signature)):
            if index == number:
                return cls(trip, loaded, signature, number)
        message = "it can't be called in a new process as it was here"
        raise CannotRun(message)

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, [f"called as {self.trip.text}", self.loaded.how]))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        is_theirs = self.trip.subject.maker.is_theirs
        return {"lacks": [], "has_place": self.trip.has_place, "is_theirs": is_theirs}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        asked = getattr(self, f"_{operation}", None)
        if asked is None:
            raise Unavailable(operation)
        with _fresh_folder() as folder:
            return asked(folder, **kwargs)

    def does_save(self) -> bool:
        """Return whether a model is at least saved, by an attempt."""
        values = self.signature.probe()
        try:
            return bool(self.run("files", [], values))
        except Exception:  # noqa: BLE001 - whatever the learner's code raises
            return False

    def _saved(self, folder: Path, weights: np.ndarray, name: str = "model") -> Any:
        model = self.trip.subject.make(weights)
        self.trip.save(model, folder, name)
        return model

    def _call(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> Said:
        model = self.trip.subject.make(weights)
        before = self.trip.subject.says(model, x)
        self.trip.save(model, folder)
        return {"before": before, "after": self._says_loaded(folder, weights, x)}

    def _says_loaded(self, folder: Path, weights: np.ndarray, x: np.ndarray, name: str = "model") -> Any:
        return self.trip.subject.says(self.trip.load(weights, folder, name), x)

    def _in_a_fresh_process(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> Said:
        self._saved(folder, weights)
        before = self._says_loaded(folder, weights, x)
        asked = {"weights": weights, "x": x}
        after = load_elsewhere(self.loaded, self.signature, number=self.number, folder=folder, asked=asked)
        return {"before": before, "after": after}

    def _after_change(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> Said:
        model = self._saved(folder, weights)
        before = self._says_loaded(folder, weights, x)
        fill(model, _CHANGED)
        found = self.trip.load(weights, folder)
        fill(model, _CHANGED + 1)
        return {"before": before, "after": self.trip.subject.says(found, x)}

    def _untouched(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> Said:
        subject, model = self.trip.subject, self.trip.subject.make(weights)
        before = subject.says(model, x)
        self.trip.save(model, folder)
        self.trip.load(weights, folder)
        return {"before": before, "after": subject.says(model, x)}

    def _side_by_side(
        self, folder: Path, weights: np.ndarray, x: np.ndarray, other: np.ndarray
    ) -> dict[str, Said]:
        if not self.trip.has_place:
            message = "side_by_side"
            raise Unavailable(message)
        both = {"first": weights, "second": other}
        before = {}
        for name, numbers in both.items():
            self._saved(folder, numbers, name)
            before[name] = self._says_loaded(folder, numbers, x, name)
        after = {name: self._says_loaded(folder, numbers, x, name) for name, numbers in both.items()}
        return {name: {"before": before[name], "after": after[name]} for name in both}

    def _missing(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> dict[str, str]:
        del x
        return self._load_from(folder, weights)

    def _cut_off(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> dict[str, str]:
        del x
        self._saved(folder, weights)
        largest = max(_files(folder), key=lambda path: path.stat().st_size, default=None)
        if largest is not None:
            content = largest.read_bytes()
            largest.write_bytes(content[: int(len(content) * _KEPT)])
        return self._load_from(folder, weights)

    def _load_from(self, folder: Path, weights: np.ndarray) -> dict[str, str]:
        try:
            came = self.trip.load(weights, folder)
        except NothingLoaded as error:
            return {"raised": "", "gave": str(error)}
        except Exception as error:  # noqa: BLE001 - it is what is asked for
            return {"raised": first_words(error), "gave": ""}
        return {"raised": "", "gave": f"gave a {type(came).__name__}"}

    def _differences(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> list[dict[str, str]]:
        del x
        model = self.trip.subject.make(weights)
        before = snapshot(model)
        self.trip.save(model, folder)
        return differences(before, self.trip.load(weights, folder))

    def _files(self, folder: Path, weights: np.ndarray, x: np.ndarray) -> list[str]:
        del x
        self._saved(folder, weights)
        return [str(path.relative_to(folder)) for path in _files(folder)]


@contextlib.contextmanager
def _fresh_folder() -> Iterator[Path]:
    """Yield an empty folder; what lies beside it is ours."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name) / "saved"
        folder.mkdir()
        yield folder


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def open_convention(loaded: Loaded, signature: Signature) -> SaverConvention:
    """Return the first way in which a model is saved and loaded without an error.

    Where none is, but a model of the learner's own class is saved, it is that way: loading fails.

    Raises:
        CannotRun: There is nothing that does the other thing, or it takes what we don't have.
    """
    tried: list[str] = []
    saves: SaverConvention | None = None
    try:
        for number, trip in enumerate(_trips(loaded, signature)):
            convention = SaverConvention(trip, loaded, signature, number)
            try:
                convention.run("call", [], signature.probe())
            except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
                tried.append(f"{trip.text}: {first_words(error)}")
                is_first = saves is None and trip.subject.maker.is_theirs
                saves = convention if is_first and convention.does_save() else saves
                continue
            return convention
    except NoMatch as error:
        message = f"{loaded.name} can't be called as {signature.part}: {error}"
        raise CannotRun(message, tried, ADAPTER) from error
    if saves is not None:
        return saves
    raise could_not_call(loaded.name, tried, otherwise="it takes no model that we have", adapter=ADAPTER)


def _trips(loaded: Loaded, signature: Signature) -> Iterator[Trip]:
    weights = signature.probe()[signature.arrays[0].name]
    for pair in pairs_of(loaded, str(signature.options.get("side", "save"))):
        for subject in subjects(pair, loaded, weights.shape):
            yield from trips(pair, subject, loaded.source)
