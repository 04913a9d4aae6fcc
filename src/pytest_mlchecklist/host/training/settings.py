"""Settings as learners hand them over, in one object that is asked by attribute or by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..arguments import plain
from .roles import NEUTRAL, role_of

if TYPE_CHECKING:
    from collections.abc import Mapping


class Settings(dict[str, Any]):
    """Answers for every name whose role is known, and for switches of a known name.

    Args:
        values: What can be given, by role.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, name: str) -> Any:
        """Return the value that a name stands for."""
        role = role_of(name)
        if role in self._values:
            return self._values[role]
        if plain(name) in NEUTRAL:
            return NEUTRAL[plain(name)]
        raise KeyError(name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value that a name stands for, or the default."""
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and role_of(name) in self._values
