"""What an OpenAPI description says of a request's body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = {"number", "integer"}


def keys_of(schema: Mapping[str, Any], path: str, method: str) -> tuple[str, ...]:
    """Return the names of a body's properties, or of a query's; those that hold lists first."""
    properties = _properties(schema, path, method)
    lists = [name for name, one in properties.items() if "array" in _types(schema, one)]
    return tuple(dict.fromkeys((*lists, *properties)))


def fields_of(schema: Mapping[str, Any], path: str, method: str) -> tuple[str, ...]:
    """Return the names of a body's properties that are single numbers, in order."""
    properties = _properties(schema, path, method)
    return tuple(name for name, one in properties.items() if _NUMBERS & set(_types(schema, one)))


def _properties(schema: Mapping[str, Any], path: str, method: str) -> dict[str, Any]:
    operation = schema.get("paths", {}).get(path, {}).get(method.lower(), {})
    contents = operation.get("requestBody", {}).get("content", {})
    for content in contents.values():
        body = _resolved(schema, content.get("schema", {}))
        if "array" in _types(schema, body):  # a list of objects takes the fields of one
            body = _resolved(schema, body.get("items", {}))
        return dict(body.get("properties", {}))
    parameters = operation.get("parameters", [])
    return {one["name"]: one.get("schema", {}) for one in parameters if one.get("in") == "query"}


def _resolved(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a reference such as '#/components/schemas/Body' stands for."""
    while isinstance(node, Mapping) and "$ref" in node:
        found: Any = schema
        for step in node["$ref"].lstrip("#/").split("/"):
            found = found.get(step, {})
        node = found
    return node


def _types(schema: Mapping[str, Any], node: Mapping[str, Any]) -> list[str]:
    return list(_types_in(_resolved(schema, node)))


def _types_in(node: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(node.get("type"), str):
        yield node["type"]
    for choice in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _types_in(choice)
