"""What writes predictions beside the truth into a file, and what reads them again: a pair of functions.

Understood are functions of both and a place, in any order, and classes with such methods that are made
with the place; a place is a path with or without a suffix, a folder and a name, or the code's own file.
What does the other thing is looked for by its name in the same class or file, in modules that it
imports, and in files beside it. What comes back is a tuple, a mapping or an archive, a table with two
columns or rows, or a list of records; names tell which is which, and where there are none the order in
which they were saved.

Operations: `call` gives what comes back as {"prediction", "target"}, read in another folder than the one
it was written in; `side_by_side` (`other` predictions besides) saves both before it reads the first;
`files` lists what was written; `missing` tells what reading does where no file is, as {"raised", "gave"}.
Facts: 'has_place' (it is told where to save).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..attempts import could_not_call, first_words
from ..dialects import backends_for
from ..projects.roles import filled
from ..refusal import Unavailable
from ..savers.columns import WORDS, columns_of
from ..savers.pairing import SAVE, Verb, partners_of
from ..savers.trips import suffixes
from ..splitting.ways import return_names
from ..statefuls.driving import working_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np

    from ..loading import Loaded
    from ..shapes import Signature

_KEPT = ("prediction", "target")
_PLACES = {"path", "folder", "name"}
ADAPTER = """\
def save_predictions(prediction, target, path):
    ...  # call your own code here


def load_predictions(path):
    return {"prediction": ..., "target": ...}
"""


@dataclass(frozen=True)
class KeeperConvention:
    """How predictions are written and read; see the module's docstring for its operations."""

    save: Verb
    load: Verb
    suffix: str
    backend: Any
    how: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        place = f"in a file such as run{self.suffix}" if self.suffix else ""
        return ", ".join(
            filter(None, [f"called as {self.save.name}, then {self.load.name}", place, self.how])
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": [], "has_place": bool(_PLACES & _roles(self.save))}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        asked = getattr(self, f"_{operation}", None)
        if asked is None:
            raise Unavailable(operation)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            written = Path(folder) / "written"
            written.mkdir()
            return asked(written, **kwargs)

    def _call(self, folder: Path, prediction: np.ndarray, target: np.ndarray) -> dict[str, Any]:
        self._write(folder, prediction, target)
        return self._read(folder.rename(folder.with_name("moved")))

    def _side_by_side(
        self, folder: Path, prediction: np.ndarray, target: np.ndarray, other: np.ndarray
    ) -> dict[str, Any]:
        self._write(folder, prediction, target)
        self._write(folder, other, target, "second")
        return self._read(folder)

    def _files(self, folder: Path, prediction: np.ndarray, target: np.ndarray) -> list[str]:
        self._write(folder, prediction, target)
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())

    def _missing(self, folder: Path, prediction: np.ndarray, target: np.ndarray) -> dict[str, str]:
        del prediction, target
        try:
            with working_in(str(folder)):
                came = _called(self.load, self._place(folder, "run"))
        except Exception as error:  # noqa: BLE001 - it is what is asked for
            return {"raised": first_words(error), "gave": ""}
        return {
            "raised": "",
            "gave": "gave nothing (None)" if came is None else f"gave a {type(came).__name__}",
        }

    def _write(self, folder: Path, prediction: np.ndarray, target: np.ndarray, name: str = "run") -> None:
        kept = {"prediction": self.backend.wrap(prediction), "target": self.backend.wrap(target)}
        with working_in(str(folder)):
            _called(self.save, {**kept, **self._place(folder, name)})

    def _read(self, folder: Path) -> dict[str, Any]:
        order = [role for role in self.save.filled.roles.values() if role in _KEPT]
        with working_in(str(folder)):
            came = _called(self.load, self._place(folder, "run"))
            return columns_of(came, order, return_names(self.load.called))

    def _place(self, folder: Path, name: str) -> dict[str, str]:
        file = name + self.suffix
        path = file if "folder" in _roles(self.save) else str(folder / file)
        return {"path": path, "folder": str(folder), "name": file}


def _roles(verb: Verb) -> set[str]:
    made = filled(verb.owner, WORDS).roles.values() if _is_method(verb) and verb.owner else ()
    return {*verb.filled.roles.values(), *made}


def _is_method(verb: Verb) -> bool:
    return verb.owner is not None and not verb.is_bound_to_class


def _called(verb: Verb, values: Mapping[str, Any]) -> Any:
    function = verb.called
    if _is_method(verb) and verb.owner is not None:
        function = getattr(filled(verb.owner, WORDS).call(verb.owner, values), verb.name)
    return verb.filled.call(function, values)


def open_convention(loaded: Loaded, signature: Signature) -> KeeperConvention:
    """Return the first way in which predictions are written and come back.

    Where none is, but something is written, it is that way: reading fails.

    Raises:
        CannotRun: There is nothing that does the other thing, or it takes what we don't have.
    """
    tried: list[str] = []
    writes = None
    for convention in _possible(loaded, str(signature.options["side"])):
        try:
            convention.run("call", [], signature.probe())
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{convention.description.removeprefix('called as ')}: {first_words(error)}")
            writes = writes or (convention if _does_write(convention, signature) else None)
        else:
            return convention
    if writes is not None:
        return writes
    otherwise = "it takes no predictions, no truth and no place"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=ADAPTER)


def _does_write(convention: KeeperConvention, signature: Signature) -> bool:
    try:
        return bool(convention.run("files", [], signature.probe()))
    except Exception:  # noqa: BLE001 - whatever the learner's code raises
        return False


def _possible(loaded: Loaded, side: str) -> Iterator[KeeperConvention]:
    shown = Verb(side, loaded.name, loaded.owner, None if loaded.owner else loaded.value, WORDS)
    for other in partners_of(loaded, shown):
        save, load = (shown, other) if side == SAVE else (other, shown)
        for suffix in suffixes(f"{save.source}\n{load.source}", loaded.source):
            for backend in backends_for(loaded):
                yield KeeperConvention(save, load, suffix, backend, loaded.how)
