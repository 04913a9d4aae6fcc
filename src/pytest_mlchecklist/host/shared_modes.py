"""Modes that a whole repository shares: code that has no switch of its own, and reads one elsewhere.

Understood are a truth in a class, an object or a module of the learner's (`Config.train`,
`TRAINING`), read by the code or by what it calls, and PyTorch's own: whether gradients are enabled.
"""

from __future__ import annotations

import contextlib
import dis
import functools
import inspect
import sys
import sysconfig
import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .arguments import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

DEEPEST = 4
"""How many calls deep a switch is looked for."""
ATTRIBUTES = ("LOAD_ATTR", "LOAD_METHOD")
INSTALLED = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})


@dataclass(frozen=True)
class SharedMode:
    """One switch that several pieces of code read.

    Attributes:
        owner: The object that holds it; a module's names as a mapping; None for that of PyTorch.
        name: Its name there.
    """

    owner: Any
    name: str

    @contextlib.contextmanager
    def turned(self, value: bool) -> Iterator[None]:  # noqa: FBT001 - a switch takes a truth
        """Have it at this value for a while."""
        before = self._put(value)
        try:
            yield
        finally:
            self._put(before)

    def _put(self, value: Any) -> Any:
        """Set it; return what it was."""
        if self.owner is None:
            torch = sys.modules["torch"]
            before = torch.is_grad_enabled()
            torch.set_grad_enabled(value)
        elif isinstance(self.owner, dict):
            before, self.owner[self.name] = self.owner[self.name], value
        else:
            before = getattr(self.owner, self.name)
            setattr(self.owner, self.name, value)
        return before


def shared_mode(function: Callable[..., Any], words: AbstractSet[str]) -> SharedMode | None:
    """Return the switch of one of these names that a function, or what it calls, reads; None if none."""
    function = getattr(function, "__func__", function)
    return _mode_of(function, frozenset(words)) if inspect.isfunction(function) else None


@functools.lru_cache(maxsize=256)
def _mode_of(function: types.FunctionType, words: frozenset[str]) -> SharedMode | None:
    for one in reached(function, *_siblings(function)):
        for owner, name, value in _read(one):
            if found := _as_mode(owner, name, value, words):
                return found
    return None


def reached(*functions: types.FunctionType) -> Iterator[types.FunctionType]:
    """Yield functions of the learner's and all of the learner's that they call, the nearest first."""
    waiting, seen = [(one, 0) for one in functions], set()
    while waiting:
        one, depth = waiting.pop(0)
        if one in seen or not _is_own(one.__code__.co_filename):
            continue
        seen.add(one)
        yield one
        if depth < DEEPEST:
            waiting += [(called, depth + 1) for *_, value in _read(one) for called in _functions(value)]


def _siblings(method: types.FunctionType) -> list[types.FunctionType]:
    """Return the methods of a method's class, which it may call."""
    return _functions(method.__globals__.get(method.__qualname__.partition(".")[0]))


def _functions(value: Any) -> list[types.FunctionType]:
    several = list(vars(value).values()) if isinstance(value, type) else [value]
    return [one for one in several if inspect.isfunction(one)]


def _as_mode(owner: Any, name: str, value: Any, words: AbstractSet[str]) -> SharedMode | None:
    if name == "is_grad_enabled" and getattr(value, "__module__", "").startswith("torch"):
        return SharedMode(None, name)
    is_switch = isinstance(value, bool) and plain(name) in words
    return SharedMode(owner, name) if is_switch and _is_own(_file_of(owner)) else None


def _read(function: types.FunctionType) -> Iterator[tuple[Any, str, Any]]:
    """Yield what a function reads of what is global: who holds it, its name there, and its value."""
    value: Any = None
    for step in dis.get_instructions(function):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            owner, value = function.__globals__, function.__globals__.get(step.argval)
        elif step.opname in ATTRIBUTES and value is not None:
            owner, value = value, inspect.getattr_static(value, step.argval, None)
        else:
            value = None
            continue
        yield owner, step.argval, value


def _file_of(owner: Any) -> str:
    if isinstance(owner, dict):
        return str(owner.get("__file__", ""))
    if isinstance(owner, types.ModuleType):
        return str(getattr(owner, "__file__", sys.executable))
    cls = owner if isinstance(owner, type) else type(owner)
    return str(getattr(sys.modules.get(cls.__module__), "__file__", ""))


def _is_own(file: str) -> bool:
    return not file.startswith(INSTALLED)
