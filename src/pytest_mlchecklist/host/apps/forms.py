"""How an app wants to be asked for a prediction: which body, one example at a time or many."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from .schemas import fields_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .found import App

KEYS = (
    "features", "inputs", "instances", "data", "x", "X", "input", "values", "rows", "samples", "examples",
    "text", "texts", "sample", "feature_vector", "vector", "array", "image", "message", "sentence", "review",
)  # fmt: skip
"""Names under which apps take what they predict for."""

BARE, KEY, FIELDS, QUERY, FORM = "bare", "key", "fields", "query", "form"
WIDEST = 32


@dataclass(frozen=True)
class Form:
    """One way to ask for predictions.

    Attributes:
        method: Such as 'POST'.
        path: The route.
        way: 'bare' (a JSON list), 'key' (a list under a name), 'fields' (a name for each number),
            'query' (the same behind a question mark) or 'form' (as a page's form sends them).
        names: The name, or the names.
        many: Whether one request holds many examples.
    """

    method: str
    path: str
    way: str
    names: tuple[str, ...] = ()
    many: bool = False

    @property
    def is_named(self) -> bool:
        """Whether each number of an example has a name."""
        return self.way in (FIELDS, QUERY, FORM)

    @property
    def text(self) -> str:
        """The form in words."""
        inside = "[…]" if not self.many else "[[…], …]"
        bodies = {BARE: inside, KEY: f'{{"{"".join(self.names[:1])}": {inside}}}'}
        fields = ", ".join(self.names[:3]) + (", …" if len(self.names) > 3 else "")
        others = {FIELDS: f"{{{fields}}}", QUERY: f"?{fields}", FORM: f"form fields {fields}"}
        return f"{self.method} {self.path} with {(bodies | others)[self.way]}"

    def requests(self, examples: Sequence[Any]) -> list[dict[str, Any]]:
        """Return the requests, in plain values, that ask for these examples."""
        if self.many:
            return [self._request([_plain(example) for example in examples])]
        return [self._request(_plain(example)) for example in examples]

    def _request(self, value: Any) -> dict[str, Any]:
        plain = {"method": self.method, "path": self.path}
        if self.way == BARE:
            return plain | {"json": value}
        if self.way == KEY:
            return plain | {"json": {self.names[0]: value}}
        body = {FIELDS: "json", QUERY: "query", FORM: "form"}[self.way]
        if self.many:
            return plain | {body: [self._named(item) for item in value]}
        return plain | {body: self._named(value)}

    def _named(self, example: Any) -> dict[str, Any]:
        values = example if isinstance(example, list) else [example]
        return dict(zip(self.names, values, strict=False))


def _plain(example: Any) -> Any:
    return example.tolist() if isinstance(example, (np.ndarray, np.generic)) else example


def forms_for(
    app: App, route: tuple[str, str], *, schema: Mapping[str, Any], width: int, source: str
) -> Iterator[Form]:
    """Yield the forms that a route may want, the likeliest first.

    Args:
        app: The app.
        route: Method and path.
        schema: Its OpenAPI description, or {}.
        width: How many numbers an example has, 0 for a text.
        source: The text of the learner's file.
    """
    method, path = route
    told = keys_of(schema, path, method)
    read = _constants(app, path) or tuple(dict.fromkeys(re.findall(r"""["']([A-Za-z_]\w*)["']""", source)))
    named = fields_of(schema, path, method)
    if method == "GET":
        names = told or (*named, *read, *KEYS)
        yield Form(method, path, QUERY, tuple(names[: max(width, 1)]))
        return
    fields = named or told
    if fields and width and len(fields) >= width:
        yield from (Form(method, path, FIELDS, tuple(fields[:width]), many) for many in (True, False))
    keys = told or tuple(dict.fromkeys((*(key for key in KEYS if key in read), *read[:12], *KEYS)))
    for many in (True, False):
        yield Form(method, path, BARE, (), many)
        yield from (Form(method, path, KEY, (key,), many) for key in keys)
    for way, chosen in product((FIELDS, FORM, QUERY), _neighbours(read, max(width, 1))):
        yield Form(method, path, way, chosen)


def _neighbours(read: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """Return so many names as they follow each other in a file, from the first four of them on."""
    names = tuple(name for name in read if name.lower() not in ("post", "get"))
    return [names[start : start + width] for start in range(min(len(names) - width + 1, 4))]


def _constants(app: App, path: str) -> tuple[str, ...]:
    """Return the names in quotes of the function that answers on a path, in order."""
    try:
        source = inspect.getsource(_view_of(app, path))
    except (OSError, TypeError):
        return ()
    body = "\n".join(line for line in source.splitlines() if not line.lstrip().startswith("@"))
    return tuple(dict.fromkeys(re.findall(r"""["']([A-Za-z_]\w*)["']""", body)))


def _view_of(app: App, path: str) -> Any:
    views = getattr(app.value, "view_functions", None)
    if views is not None:
        rules = app.value.url_map.iter_rules()
        return next((views[rule.endpoint] for rule in rules if rule.rule == path), None)
    routes = getattr(app.value, "routes", ())
    return next(
        (getattr(route, "endpoint", None) for route in routes if getattr(route, "path", "") == path), None
    )
