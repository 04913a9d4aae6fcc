"""What each of a learner's parameters gets, by ordered lists of names: the first name that fits wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .arguments import NoMatch, parameters_of, plain

if TYPE_CHECKING:
    import inspect
    from collections.abc import Callable, Mapping

Words = dict[str, tuple[str, ...]]


def vocabulary(**words: str) -> Words:
    """Return the names of each role, the surest first, as plain lower-case words."""
    return {role: tuple(text.split()) for role, text in words.items()}


def named(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return a callable's parameters that can be named; none where Python can't tell."""
    return parameters_of(function) or []


def roles_of(function: Callable[..., Any], words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the role of each parameter that has one, by its name; no role is given twice."""
    return roles_among([item.name for item in named(function)], words)


def roles_among(names: list[str], words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the role of each of these names that has one; no role is given twice."""
    found: dict[str, str] = {}
    for role, known in words.items():
        free = {plain(name): name for name in reversed(names) if name not in found}
        taken = next((free[word] for word in known if word in free), None)
        if taken is not None:
            found[taken] = role
    return found


def arguments(
    function: Callable[..., Any], roles: Mapping[str, str], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what to call a function with: for each parameter the value of its role.

    Raises:
        NoMatch: It must be given something that has no value.
    """
    given = {}
    for item in named(function):
        if roles.get(item.name) in values:
            given[item.name] = values[roles[item.name]]
        elif item.default is item.empty:
            message = f"it needs an argument {item.name!r}"
            raise NoMatch(message)
    return given
