"""Finds, for code that saves, the code that loads, and the other way round."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from ..callees import without_self
from ..loading import load
from ..naming import roles_of
from ..projects.roles import filled
from ..refusal import CannotRun
from .asking import METHODS
from .words import GUESSED, LOADS, SAVES, TAKES, VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..loading import Loaded
    from ..naming import Words
    from ..projects.roles import Filled

SAVE, LOAD = "save", "load"
_ALL = {SAVE: SAVES, LOAD: LOADS}
_OTHER = {SAVE: LOAD, LOAD: SAVE}
_MOST = 4


@dataclass(frozen=True)
class Verb:
    """A function or a method that saves or loads.

    Attributes:
        side: 'save' or 'load'.
        name: Its name.
        owner: The class that has it, or None.
        function: It itself, where no class has it.
        takes: The names of what it takes, by their roles.
    """

    side: str
    name: str
    owner: type | None = None
    function: Callable[..., Any] | None = None
    takes: Words = field(default_factory=lambda: TAKES, repr=False)

    @property
    def is_bound_to_class(self) -> bool:
        """Whether it is called on the class: it makes the model itself."""
        held = inspect.getattr_static(self.owner, self.name, None)
        return isinstance(held, (classmethod, staticmethod))

    @property
    def called(self) -> Callable[..., Any]:
        """What is asked for its parameters: without self."""
        if self.function is not None:
            return self.function
        found: Callable[..., Any] = getattr(self.owner, self.name)
        return found if self.is_bound_to_class else without_self(found)

    @property
    def filled(self) -> Filled:
        """What its parameters get.

        Raises:
            NoMatch: It needs something else.
        """
        if self.takes is not TAKES:
            return filled(self.called, self.takes, then=tuple(self.takes))
        guessed = GUESSED[self.side] if self.owner is None or self.is_of_manager else ("path",)
        return filled(self.called, self.takes, then=guessed)

    @property
    def is_of_manager(self) -> bool:
        """Whether its class saves and loads models, and is none."""
        if self.owner is None:
            return False
        asks = any(inspect.isfunction(getattr(self.owner, name, None)) for name in (*METHODS, "fit"))
        return not asks or "model" in roles_of(self.called, TAKES).values()

    @property
    def text(self) -> str:
        """The call in words."""
        owner = f"{self.owner.__name__}." if self.owner else ""
        return f"{owner}{self.name}({', '.join(self.filled.roles)})"

    @property
    def source(self) -> str:
        """Its text, as far as it can be read."""
        try:
            return inspect.getsource(self.called if self.owner is None else getattr(self.owner, self.name))
        except (OSError, TypeError):
            return ""


@dataclass(frozen=True)
class Pair:
    """What saves and what loads."""

    save: Verb
    load: Verb

    @property
    def model_class(self) -> type | None:
        """The class of the models, where these are its methods."""
        owner = self.save.owner or self.load.owner
        return None if owner is None or self.is_of_manager else owner

    @property
    def is_of_manager(self) -> bool:
        """Whether a class that is no model saves and loads them."""
        return self.save.is_of_manager and "model" in self.save.filled

    @property
    def source(self) -> str:
        """The text of both."""
        return self.save.source + "\n" + self.load.source

    @property
    def text(self) -> str:
        """Both calls in words."""
        return f"{self.save.text}, then {self.load.text}"


def pairs_of(loaded: Loaded, side: str) -> Iterator[Pair]:
    """Yield the pairs that the loaded object may belong to, the likeliest first.

    Args:
        loaded: What is shown.
        side: Whether it saves or loads: 'save' or 'load'.

    Raises:
        CannotRun: There is nothing that does the other.
    """
    if inspect.isclass(loaded.value):
        shown = list(_methods(loaded.value, side, _ALL[side]))
    else:
        shown = [Verb(side, loaded.name, loaded.owner, None if loaded.owner else loaded.value)]
    found = False
    for verb in shown:
        if not (_can_be_called(verb) or len(shown) == 1):
            continue
        for other in islice(filter(_can_be_called, _companions(loaded, verb)), _MOST):
            found = True
            yield Pair(verb, other) if side == SAVE else Pair(other, verb)
    if not found:
        missing = _OTHER[side] if shown else side
        names = ", ".join(counterparts(loaded.name, missing)[:2])
        message = f"beside {loaded.name} there is nothing that {missing}s, such as {names}"
        raise CannotRun(message)


def partners_of(loaded: Loaded, shown: Verb) -> list[Verb]:
    """Return what may do the other thing, by a name that goes with what is shown.

    Raises:
        CannotRun: There is nothing.
    """
    likely = _likely(shown.name, _OTHER[shown.side])
    methods = list(_methods(shown.owner, _OTHER[shown.side], likely)) if shown.owner else []
    found = [replace(verb, takes=shown.takes) for verb in methods or _functions(loaded, shown, likely)]
    called = [verb for verb in found if _can_be_called(verb)]
    if not called:
        names = counterparts(shown.name, _OTHER[shown.side])
        message = f"beside {shown.name} there is nothing that {_OTHER[shown.side]}s, such as {names[0]}"
        raise CannotRun(message)
    return called


def _can_be_called(verb: Verb) -> bool:
    try:
        return bool(verb.filled.roles) or verb.side == LOAD
    except NoMatch:
        return False


def counterparts(name: str, side: str) -> list[str]:
    """Return the names that what does the other thing may have, the likeliest first."""
    return [*_likely(name, side), *_ALL[side]]


def _likely(name: str, side: str) -> list[str]:
    """Return the names with the opposite verb: of save_to_file load_from_file and load_to_file."""
    pairs = [(verb, other) if side == LOAD else (other, verb) for verb, other in VERBS]
    pairs += [(verb.title(), other.title()) for verb, other in pairs]
    found = [re.sub(verb, other, name, count=1) for verb, other in pairs if verb in name]
    to, from_ = ("_to_", "_from_") if side == LOAD else ("_from_", "_to_")
    return list(dict.fromkeys([*(one.replace(to, from_) for one in found), *found]))


def _methods(cls: type, side: str, names: Iterable[str]) -> Iterator[Verb]:
    for name in names:
        if inspect.isroutine(getattr(cls, name, None)):
            yield Verb(side, name, cls)


def _companions(loaded: Loaded, shown: Verb) -> Iterator[Verb]:
    side = _OTHER[shown.side]
    names = counterparts(shown.name, side)
    if shown.owner is not None:
        yield from _methods(shown.owner, side, names)
    likely = list(_functions(loaded, shown, _likely(shown.name, side)))
    yield from likely or _functions(loaded, shown, names)
    for cls in filter(inspect.isclass, list(loaded.namespace.values())):
        if is_learners(cls, loaded) and cls is not shown.owner:
            yield from (verb for verb in _methods(cls, side, names) if verb.is_bound_to_class)


def _functions(loaded: Loaded, shown: Verb, names: list[str]) -> Iterator[Verb]:
    """Yield the functions of these names in the nearest file that has any."""
    for namespace in _namespaces(loaded):
        held = dict.fromkeys(filter(inspect.isfunction, map(namespace.get, names)))
        found = [function for function in held if function is not shown.function]
        if found:
            yield from (Verb(_OTHER[shown.side], one.__name__, function=one) for one in found)
            return


def _namespaces(loaded: Loaded) -> Iterator[Mapping[str, Any]]:
    """Yield the names of its file, of the learner's modules that this imports, and of files beside it."""
    yield loaded.namespace
    held = list(loaded.namespace.values())
    modules = {getattr(value, "__module__", None) or getattr(value, "__name__", "") for value in held}
    for name in sorted(str(module) for module in modules):
        if _is_inside(name, loaded):
            yield vars(sys.modules[name])
    yield from _beside(loaded)


def _beside(loaded: Loaded) -> Iterator[Mapping[str, Any]]:
    """Yield the names of files in the same folder that define something with a name of the other side."""
    own = Path(str(loaded.namespace.get("__file__", "")))
    wanted = re.compile(rf"^def ({'|'.join((*SAVES, *LOADS))})\(", re.MULTILINE)
    for path in sorted(own.parent.glob("*.py")) if loaded.root else ():
        found = wanted.search(path.read_text("utf-8", errors="replace")) if path != own else None
        if found and loaded.root:
            try:
                yield load(path, found[1], loaded.root).namespace
            except CannotRun:
                continue


def is_learners(cls: type, loaded: Loaded) -> bool:
    """Return whether a class is defined in the learner's repository."""
    return _is_inside(cls.__module__, loaded)


def _is_inside(module: str, loaded: Loaded) -> bool:
    place = getattr(sys.modules.get(module), "__file__", None)
    if place is None or loaded.root is None:
        return False
    return Path(place).is_relative_to(loaded.root) and "site-packages" not in Path(place).parts
