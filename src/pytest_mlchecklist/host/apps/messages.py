"""Requests to an app and its answers, as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SERVER_ERROR = 500
_JSON = "application/json"


@dataclass(frozen=True)
class Request:
    """One request, as a server would hand it to an app.

    Attributes:
        method: Such as 'POST'.
        path: Such as '/predict'.
        query: What stands behind the question mark.
        headers: Names in lower case, with their values.
        body: The bytes that are sent.
    """

    method: str
    path: str
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Request:
        """Return the request that plain values tell: method, path, query, headers, json or body."""
        address = urlsplit(str(plain.get("path", "/")))
        query = "&".join(filter(None, (address.query, _encoded(plain.get("query") or {}))))
        body, sort = _body(plain)
        headers = {"host": "testserver", **({"content-type": sort} if sort else {})}
        headers |= {name.lower(): str(value) for name, value in (plain.get("headers") or {}).items()}
        if body:
            headers["content-length"] = str(len(body))
        method = str(plain.get("method") or ("POST" if body else "GET")).upper()
        return cls(method, address.path or "/", query, tuple(headers.items()), body)


def _encoded(query: Mapping[str, Any] | str) -> str:
    return query if isinstance(query, str) else urlencode(query, doseq=True)


def _body(plain: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return the bytes of a body and their sort; a body that is given as text is sent as it is."""
    if "json" in plain:
        return json.dumps(plain["json"], default=_listed).encode(), _JSON
    if plain.get("form") is not None:
        return _encoded(plain["form"]).encode(), "application/x-www-form-urlencoded"
    body = plain.get("body")
    if body is None:
        return b"", ""
    return (body, "") if isinstance(body, bytes) else (str(body).encode("utf-8", "surrogateescape"), _JSON)


def _listed(array: Any) -> Any:
    return array.tolist()


def answer_of(
    status: int, headers: Iterable[tuple[str, str]], body: bytes, error: str = ""
) -> dict[str, Any]:
    """Return an answer in plain values: its 'json' where it holds some, else its 'text'.

    Args:
        status: The status code.
        headers: Names and values; of two of one name the last counts.
        body: The bytes that came.
        error: The exception that the app let through, if any.
    """
    named = {name.lower(): value for name, value in headers}
    text = body.decode("utf-8", "replace")
    answer: dict[str, Any] = {"status": status, "headers": named}
    answer |= _json_of(text, named.get("content-type", "")) or {"text": text}
    return answer | ({"error": error} if error else {})


def _json_of(text: str, sort: str) -> dict[str, Any] | None:
    if sort and "json" not in sort:
        return None
    try:
        return {"json": json.loads(text)}
    except (ValueError, RecursionError):
        return None
