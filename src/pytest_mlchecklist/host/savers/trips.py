"""One way to save a model into a folder and to load it from there."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..projects.roles import filled
from ..statefuls.driving import working_in
from .asking import is_torch
from .words import COMMON_SUFFIXES, PLAIN, SUFFIXES_OF, TAKES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .pairing import Pair, Verb
    from .subjects import Subject

_SUFFIX = re.compile(r"['\"}/\w]((?:\.weights)?\.[A-Za-z][A-Za-z0-9]{1,10})['\"]")
_MOST = 3
_OTHER = 5.0
"""What is added to the weights of a model that something else is loaded into."""


class NothingLoaded(Exception):
    """What was loaded is no model that can be asked."""


@dataclass(frozen=True)
class Trip:
    """How a model is saved and loaded.

    Attributes:
        pair: What saves and what loads.
        subject: The models.
        suffix: What a file's name ends in.
        takes_path: Whether places are given as pathlib.Path.
        hands_over: Whether a fresh model is handed to what loads, though it need not be.
    """

    pair: Pair
    subject: Subject
    suffix: str = ""
    takes_path: bool = False
    hands_over: bool = True

    @property
    def text(self) -> str:
        """The way in words."""
        place = "" if not self.suffix else f", in a file such as model{self.suffix}"
        path = " (a pathlib.Path)" if self.takes_path else ""
        return f"{self.pair.text}{place}{path}, with {self.subject.text}"

    @property
    def has_place(self) -> bool:
        """Whether it is told where to save."""
        return any(role in ("path", "folder", "name") for role in self._roles(self.pair.save))

    def _roles(self, verb: Verb) -> set[str]:
        constructor = filled(verb.owner, TAKES).roles.values() if self._is_managed and verb.owner else ()
        return {*verb.filled.roles.values(), *constructor}

    @property
    def _is_managed(self) -> bool:
        return self.pair.is_of_manager

    def save(self, model: Any, folder: Path, name: str = "model") -> None:
        """Save a model in a folder, working there."""
        with working_in(str(folder)):
            self._run(self.pair.save, model, self._values(self.pair.save, model, folder, name))

    def load(self, weights: np.ndarray, folder: Path, name: str = "model") -> Any:
        """Return the model that is loaded from a folder.

        Args:
            weights: Those of the model that was saved: one that it is loaded into has others.
            folder: Where it was saved.
            name: Its name.

        Raises:
            NothingLoaded: What came is no model.
        """
        fresh = self.subject.make(weights + _OTHER)
        with working_in(str(folder)):
            values = self._values(self.pair.load, fresh, folder, name)
            came = self._run(self.pair.load, fresh, values)
        return self._model_in(came, fresh, len(weights))

    def _run(self, verb: Verb, model: Any, values: dict[str, Any]) -> Any:
        found, function = verb.filled, verb.called
        if "bias" in found:
            values = {**values, **_in_pieces(model)}
        if verb.owner is not None and not verb.is_bound_to_class:
            owner = filled(verb.owner, TAKES).call(verb.owner, values) if self._is_managed else model
            function = getattr(owner, verb.name)
        if verb.side == "load" and not self.hands_over:
            values = {role: value for role, value in values.items() if role not in ("model", "optimizer")}
        return found.call(function, values)

    def _values(self, verb: Verb, model: Any, folder: Path, name: str) -> dict[str, Any]:
        file, roles = name + self.suffix, self._roles(verb)
        place: Any = file if "folder" in roles else folder / file
        built = self.subject.maker.built_with
        named = TAKES.items()
        sizes = {role: built[key] for role, words in named for key in built if _plain(key) in words}
        return {
            **sizes, **PLAIN, "model": model, "path": self._place(place), "folder": self._place(folder),
            "name": file, "cls": type(model), "history": {},
            **(_beside(model) if roles & {"optimizer", "state"} else {}),  # the first optimizer takes long
        }  # fmt: skip

    def _place(self, place: Any) -> Any:
        return place if self.takes_path and isinstance(place, Path) else str(place)

    def _model_in(self, came: Any, fresh: Any, width: int) -> Any:
        """Return the first thing among what came that can be asked, else the model that was handed over."""
        x = np.ones((2, width))
        for candidate in self._candidates(came, fresh):
            with contextlib.suppress(Exception):
                self.subject.says(candidate, x)
                return candidate
        message = f"gave {_told(came)} where a model was expected"
        raise NothingLoaded(message)

    def _candidates(self, came: Any, fresh: Any) -> Iterator[Any]:
        yield came
        if isinstance(came, Mapping):
            if is_torch(fresh) and _is_state(came):
                fresh.load_state_dict(came)
                yield fresh
                return
            yield from came.values()
        elif isinstance(came, tuple):
            yield from came
        verb = self.pair.load
        is_own = verb.owner is not None and not verb.is_bound_to_class and not self._is_managed
        if is_own or ("model" in verb.filled and self.hands_over):
            yield fresh


def _in_pieces(model: Any) -> dict[str, Any]:
    """Return the weights and the biases of a plain model, for code that takes them one by one."""
    arrays = list(model.values()) if isinstance(model, Mapping) else model
    if not isinstance(arrays, list) or len(arrays) != 2:
        message = "it takes weights and biases one by one"
        raise TypeError(message)
    return {"model": arrays[0], "weight": arrays[0], "bias": arrays[1]}


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _is_state(came: Mapping[Any, Any]) -> bool:
    torch: Any = sys.modules["torch"]
    return bool(came) and all(isinstance(value, torch.Tensor) for value in came.values())


def _beside(model: Any) -> dict[str, Any]:
    """Return what goes along with a model of torch: an optimizer, and its state with everything."""
    if not is_torch(model):
        return {}
    optimizer = sys.modules["torch"].optim.SGD(model.parameters(), lr=0.125)
    own, of_optimizer = model.state_dict(), optimizer.state_dict()
    state = {
        "epoch": 3, "state_dict": own, "model_state_dict": own, "optimizer": of_optimizer,
        "optimizer_state_dict": of_optimizer,
    }  # fmt: skip
    return {"optimizer": optimizer, "state": state}


def _told(came: Any) -> str:
    return "nothing (None)" if came is None else f"a {type(came).__name__}"


def trips(pair: Pair, subject: Subject, source: str) -> Iterator[Trip]:
    """Yield the ways to name a place, the likeliest first.

    Args:
        pair: What saves and loads.
        subject: The models.
        source: The text of the file.
    """
    for takes_path in (False, True):
        for hands_over in (True, False) if "model" in pair.load.filled else (True,):
            for suffix in suffixes(pair.source, source):
                yield Trip(pair, subject, suffix, takes_path, hands_over)


def suffixes(own: str, source: str) -> list[str]:
    """Return what a file's name may end in: what the code says, then what its library is used to."""
    for text in (own, source):
        spoken = [suffix for suffix in _SUFFIX.findall(text) if suffix[1:] not in _NO_SUFFIXES]
        usual = [suffix for word, suffix in SUFFIXES_OF.items() if word in text]
        if spoken or usual:
            break
    return list(dict.fromkeys([*spoken[:_MOST], *usual, "", *COMMON_SUFFIXES]))


_NO_SUFFIXES = {"py", "weight", "bias", "log", "png"}
