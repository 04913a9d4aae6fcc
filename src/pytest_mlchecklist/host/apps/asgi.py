"""Drives an ASGI app without a socket (the ASGI specification 3.0: lifespan and HTTP).

Every operation is a life of its own: the app starts up, answers, and shuts down.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ..attempts import first_words
from ..refusal import LearnerRaised
from .messages import SERVER_ERROR, Request, answer_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

_VERSION = {"version": "3.0", "spec_version": "2.3"}


def ask_asgi(app: Any, requests: Sequence[Request]) -> list[dict[str, Any]]:
    """Return the answers of an app to requests that reach it all at once."""
    return asyncio.run(_serve(app, requests))


def during_asgi(app: Any, act: Callable[[], Any]) -> Any:
    """Return what `act` gives while the app is up: its model may be there no longer."""

    async def lived() -> Any:
        async with _lifespan(app):
            return act()

    return asyncio.run(lived())


async def _serve(app: Any, requests: Sequence[Request]) -> list[dict[str, Any]]:
    async with _lifespan(app) as state:
        return list(await asyncio.gather(*(_exchange(app, request, state) for request in requests)))


@contextlib.asynccontextmanager
async def _lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Start the app up and shut it down; an app that knows no lifespan needs neither.

    Raises:
        LearnerRaised: Its start-up failed.
    """
    state: dict[str, Any] = {}
    asked: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": _VERSION, "state": state}
    life = asyncio.ensure_future(app(scope, asked.get, told.put))
    await asked.put({"type": "lifespan.startup"})
    _check_started(await _next_word(told, life), life)
    yield state
    await asked.put({"type": "lifespan.shutdown"})
    await _next_word(told, life)
    life.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await life


async def _next_word(told: asyncio.Queue[dict[str, Any]], life: asyncio.Future[Any]) -> dict[str, Any]:
    """Return what the app says next, or {} once it has ended."""
    word = asyncio.ensure_future(told.get())
    await asyncio.wait({word, life}, return_when=asyncio.FIRST_COMPLETED)
    if word.done():
        return word.result()
    word.cancel()
    return told.get_nowait() if not told.empty() else {}


def _check_started(word: dict[str, Any], life: asyncio.Future[Any]) -> None:
    if word.get("type") != "lifespan.startup.failed":
        return
    error = life.exception() if life.done() else None
    lines = str(word.get("message", "")).strip().splitlines() or ["no reason given"]
    kind, _, text = (first_words(error) if error else lines[-1]).partition(": ")
    raise LearnerRaised(kind, f"{text} (while the app started up)".strip())


@dataclass
class _Exchange:
    """One request and what has come of it."""

    request: Request
    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    sent: bool = False
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self) -> dict[str, Any]:
        """Give the app the whole request, and then the end of the connection."""
        if not self.sent:
            self.sent = True
            return {"type": "http.request", "body": self.request.body, "more_body": False}
        await self.done.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        """Take a piece of the answer."""
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            pairs = message.get("headers") or ()
            self.headers = [
                (bytes(name).decode("latin-1"), bytes(value).decode("latin-1")) for name, value in pairs
            ]
        elif message["type"] == "http.response.body":
            self.body += bytes(message.get("body", b""))
            if not message.get("more_body"):
                self.done.set()


async def _exchange(app: Any, request: Request, state: dict[str, Any]) -> dict[str, Any]:
    exchange, error = _Exchange(request), ""
    try:
        await app(_scope(request, state), exchange.receive, exchange.send)
    except Exception as raised:  # noqa: BLE001 - whatever the app lets through is what a server would see
        error = first_words(raised)
    status = exchange.status or SERVER_ERROR
    return answer_of(status, exchange.headers, exchange.body, error)


def _scope(request: Request, state: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": _VERSION,
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote(request.path),
        "raw_path": request.path.encode(),
        "query_string": request.query.encode(),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in request.headers],
        "client": ("testclient", 50000),
        "server": ("testserver", 80),
        "state": dict(state),
    }
