"""Which app a learner's object is, or makes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..arguments import parameters_of
from .asgi import ask_asgi, during_asgi
from .messages import Request
from .wsgi import ask_wsgi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..loading import Loaded

Ask = Callable[[Any, Sequence[Request]], list[dict[str, Any]]]
_HOLDERS = ("app", "application", "api", "asgi_app", "wsgi_app", "server")
_METHODS = ("create_app", "build", "build_app", "make_app", "get_app")


class NoApp(Exception):
    """The object neither is an app nor makes one; the message says what it is."""


@dataclass(frozen=True)
class App:
    """An app and how it is reached.

    Attributes:
        value: The app.
        server: 'ASGI' or 'WSGI'.
        text: How it was come by, such as 'create_app()'.
    """

    value: Any
    server: str
    text: str

    def ask(self, requests: Sequence[Request]) -> list[dict[str, Any]]:
        """Return the answers to requests that are sent at once."""
        drivers: dict[str, Ask] = {"ASGI": ask_asgi, "WSGI": ask_wsgi}
        return drivers[self.server](self.value, requests)

    def during(self, act: Callable[[], Any]) -> Any:
        """Return what `act` gives while the app is up."""
        return during_asgi(self.value, act) if self.server == "ASGI" else act()


def find_app(loaded: Loaded) -> App:
    """Return the app that the object is or makes; a factory is called once.

    Raises:
        NoApp: There is none.
        Exception: Whatever the factory raised.
    """
    seen = []
    for value, text in _values(loaded):
        server = _server_of(value)
        if server:
            return App(value, server, text)
        seen.append(f"{text} is a {type(value).__name__}, no ASGI or WSGI app")
    raise NoApp("; ".join(seen) or f"{loaded.name} takes arguments, so it can't make an app by itself")


def _values(loaded: Loaded) -> Iterator[tuple[Any, str]]:
    value, name = loaded.value, loaded.name
    if _server_of(value):
        yield value, name
    elif inspect.isroutine(value) or inspect.isclass(value):
        if not _needs_arguments(value):
            made = value()
            yield from _held(made, f"{name}()")
    else:
        yield from _held(value, name)


def _held(value: Any, text: str) -> Iterator[tuple[Any, str]]:
    """Yield what a factory gave, and what lies in it: an object may keep its app in an attribute."""
    yield value, text
    for item in value if isinstance(value, tuple) else ():
        yield item, text
    if _server_of(value):
        return
    for name in _HOLDERS:
        if hasattr(value, name):
            yield getattr(value, name), f"{text}.{name}"
    for name in _METHODS:
        method = getattr(value, name, None)
        if inspect.isroutine(method) and not _needs_arguments(method):
            yield method(), f"{text}.{name}()"


def _server_of(value: Any) -> str:
    """Return 'ASGI' for what takes a scope, `receive` and `send`, 'WSGI' for environ and start_response."""
    if isinstance(value, type) or not callable(value):
        return ""
    required = [item for item in parameters_of(value) or () if item.default is item.empty]
    names = [item.name.lower() for item in required]
    if len(names) == 3 and "scope" in names[0]:
        return "ASGI"
    return "WSGI" if len(names) == 2 and ("environ" in names[0] or "start" in names[1]) else ""


def _needs_arguments(value: Any) -> bool:
    return any(item.default is item.empty for item in parameters_of(value) or ())
