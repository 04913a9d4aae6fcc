"""What an app answers to: its routes, and its OpenAPI description."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..refusal import Unavailable
from .messages import Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .found import App

_AUTOMATIC = {"HEAD", "OPTIONS"}
_PREDICTS = (
    "predict",
    "infer",
    "classif",
    "score",
    "invocation",
    "forecast",
    "estimate",
    "regress",
    "sentiment",
)
_HEALTH = ("health", "ping", "ready", "live", "alive", "status", "heartbeat")
_SCHEMA_PATHS = ("/openapi.json", "/swagger.json", "/apispec.json", "/api/openapi.json")


def routes_of(app: App) -> list[dict[str, str]]:
    """Return every method and path that the app answers to.

    Raises:
        Unavailable: Neither the app nor an OpenAPI description tells.
    """
    if hasattr(app.value, "url_map"):
        found = list(_of_rules(app.value.url_map.iter_rules()))
    elif hasattr(app.value, "routes"):
        found = list(_of_routes(app.value.routes, ""))
    else:
        found = list(_of_schema(schema_of(app)))
    return [{"method": method, "path": path} for method, path in dict.fromkeys(found)]


def _of_rules(rules: Any) -> Iterator[tuple[str, str]]:
    for rule in rules:
        path = re.sub(r"<(?:[^:<>]*:)?([^<>]*)>", r"{\1}", rule.rule)
        yield from ((method, path) for method in sorted(rule.methods or ()) if method not in _AUTOMATIC)


def _of_routes(routes: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for route in routes:
        path = prefix + getattr(route, "path", "")
        if getattr(route, "routes", None):
            yield from _of_routes(route.routes, path)
        else:
            yield from (
                (method, path)
                for method in sorted(getattr(route, "methods", None) or ())
                if method not in _AUTOMATIC
            )


def _of_schema(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for path, methods in schema.get("paths", {}).items():
        yield from ((method.upper(), path) for method in methods if isinstance(methods[method], Mapping))


def schema_of(app: App) -> dict[str, Any]:
    """Return the app's OpenAPI description.

    Raises:
        Unavailable: It has none.
    """
    if callable(getattr(app.value, "openapi", None)):
        return dict(app.value.openapi())
    for path in _SCHEMA_PATHS:
        answer = app.ask([Request.of({"method": "GET", "path": path})])[0]
        if answer["status"] < 300 and isinstance(answer.get("json"), Mapping):
            return dict(answer["json"])
    raise Unavailable("schema")


def predict_routes(routes: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return the routes that may predict, the likeliest first."""
    plain = [route for route in routes if "{" not in route["path"]]
    named = [route for route in plain if says_predict(route["path"])]
    others = [route for route in plain if route["method"] == "POST" and route not in named]
    ordered = sorted(
        named, key=lambda route: (route["method"] != "POST", "batch" not in route["path"].lower())
    )
    return [(route["method"], route["path"]) for route in (*ordered, *others)]


def says_predict(path: str) -> bool:
    """Return whether a path is called after predictions."""
    return _says(path, _PREDICTS)


def health_path(routes: list[dict[str, str]]) -> str | None:
    """Return the path that tells whether the app is well, '/' where that is all there is, or None."""
    plain = [route["path"] for route in routes if route["method"] == "GET" and "{" not in route["path"]]
    named = [path for path in plain if _says(path, _HEALTH)]
    return next(iter(named), "/" if "/" in plain else None)


def _says(path: str, words: tuple[str, ...]) -> bool:
    return any(word in path.lower() for word in words)
