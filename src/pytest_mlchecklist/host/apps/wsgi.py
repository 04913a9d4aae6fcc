"""Drives a WSGI app without a socket (PEP 3333); requests that come at once get a thread each."""

from __future__ import annotations

import contextlib
import io
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from ..attempts import first_words
from .messages import SERVER_ERROR, Request, answer_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_THREADS = 16


def ask_wsgi(app: Any, requests: Sequence[Request]) -> list[dict[str, Any]]:
    """Return the answers of an app to requests that reach it all at once."""
    if len(requests) < 2:
        return [_exchange(app, request) for request in requests]
    with ThreadPoolExecutor(min(len(requests), MOST_THREADS)) as threads:
        return list(threads.map(lambda request: _exchange(app, request), requests))


def _exchange(app: Any, request: Request) -> dict[str, Any]:
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    pieces: list[bytes] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        begun.append((status, headers))
        return pieces.append

    errors: list[str] = []
    with _overheard(app, errors):
        try:
            _read_all(app(_environ(request), start_response), pieces)
        except Exception as raised:  # noqa: BLE001 - whatever the app lets through is what a server would see
            begun.clear()
            errors.append(first_words(raised))
    status, headers = begun[-1] if begun else (str(SERVER_ERROR), [])
    return answer_of(int(status.split()[0]), headers, b"".join(pieces), "".join(errors[:1]))


@contextlib.contextmanager
def _overheard(app: Any, errors: list[str]) -> Iterator[None]:
    """Hear of the exceptions that Flask turns into a page which says nothing of them."""
    signal = getattr(sys.modules.get("flask"), "got_request_exception", None)
    if signal is None or not hasattr(app, "url_map"):
        yield
        return
    thread = threading.get_ident()  # another request's error is not this one's

    def hear(_: Any, exception: BaseException, **__: Any) -> None:
        if threading.get_ident() == thread:
            errors.append(first_words(exception))

    with signal.connected_to(hear, app):
        yield


def _read_all(answer: Any, pieces: list[bytes]) -> None:
    try:
        pieces.extend(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


def _environ(request: Request) -> dict[str, Any]:
    headers = dict(request.headers)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(request.path).decode("latin-1"),
        "QUERY_STRING": request.query,
        "CONTENT_TYPE": headers.pop("content-type", ""),
        "CONTENT_LENGTH": headers.pop("content-length", ""),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    return environ | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
