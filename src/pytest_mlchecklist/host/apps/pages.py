"""Runs a Streamlit page without a browser, through Streamlit's own AppTest."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..refusal import Unavailable
from .surroundings import at_home

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHOWN = (
    "title",
    "header",
    "subheader",
    "markdown",
    "text",
    "success",
    "info",
    "warning",
    "error",
    "json",
    "code",
)
_WIDGETS = (
    "text_input", "text_area", "number_input", "slider", "selectbox", "radio", "checkbox", "multiselect",
    "select_slider", "toggle", "button",
)  # fmt: skip
_SECONDS = 60


def is_page(source: str) -> bool:
    """Return whether a file is a page of Streamlit, which it has imported by now."""
    return "streamlit" in sys.modules and "streamlit" in source


def run_page(path: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page shows: 'exceptions', 'texts' and 'widgets', in plain values.

    Args:
        path: The page's file.
        values: What to enter into widgets, by label or key; a button is pressed by True.

    Raises:
        Unavailable: Streamlit can't test pages.
    """
    try:
        from streamlit.testing.v1 import AppTest
    except ImportError as error:
        raise Unavailable("run_page") from error
    page = AppTest.from_file(path, default_timeout=_SECONDS).run()
    if values:
        _enter(page, values)
        page = page.run()
    return _read(page)


def _read(page: Any) -> dict[str, Any]:
    return {
        "exceptions": [str(item.value) for item in page.exception],
        "texts": [str(item.value) for kind in _SHOWN for item in page.get(kind)]
        + [f"{item.label}: {item.value}" for item in page.get("metric")],
        "widgets": [
            {
                "kind": kind,
                "label": item.label,
                "value": _plain(item.value),
                "others": [_plain(other) for other in _others(kind, item)],
            }
            for kind in _WIDGETS
            for item in page.get(kind)
        ],
    }


@dataclass
class PageConvention:
    """How a Streamlit page is run."""

    path: str
    facts: Mapping[str, Any] = field(default_factory=lambda: {"server": "Streamlit"})

    @property
    def description(self) -> str:
        """The convention in words."""
        return f"run as the Streamlit page {Path(self.path).name}"

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run the one operation that there is, `run_page`."""
        del args
        if operation != "run_page":
            raise Unavailable(operation)
        with at_home(str(Path(self.path).parent)):
            _close_forms()
            return run_page(self.path, kwargs.get("values") or {})


def _close_forms() -> None:
    """Close the forms that stay open when the file of a page has been imported, outside of any page."""
    with contextlib.suppress(Exception):  # other versions of Streamlit keep them elsewhere
        from streamlit.delta_generator_singletons import get_dg_singleton_instance

        for part in vars(get_dg_singleton_instance()).values():
            part._form_data = None  # noqa: SLF001 - there is no other way


def _enter(page: Any, values: Mapping[str, Any]) -> None:
    for kind in _WIDGETS:
        for item in page.get(kind):
            for name in (item.label, item.key):
                if name in values:
                    item.set_value(values[name])


def _others(kind: str, item: Any) -> list[Any]:
    """Return what else may be entered: the ends of a range, further choices, a short and a long text."""
    if kind in ("number_input", "slider"):
        low, high = getattr(item, "min", None), getattr(item, "max", None)
        is_number = isinstance(item.value, (int, float))
        further = [end for end in (high, low) if end is not None] or [item.value + 1] if is_number else []
        return [kind_of(item.value)(one) for one in further if one != item.value]
    if kind in ("selectbox", "radio", "select_slider"):
        return [one for one in item.options if str(one) != str(item.value)][::-1]
    if kind in ("checkbox", "toggle"):
        return [not item.value]
    if kind == "multiselect":
        return [[one] for one in item.options if [str(one)] != [str(held) for held in item.value]]
    return ["an awful day", "a lovely day, and the best soup of all"] if kind.startswith("text") else []


def kind_of(value: Any) -> type:
    """Return the type of a number: a field keeps to it."""
    return int if isinstance(value, int) else float


def _plain(value: Any) -> Any:
    return value if isinstance(value, (bool, int, float, str, list, type(None))) else str(value)
