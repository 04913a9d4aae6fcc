"""The metrics that a project reports: returned, kept, or printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

METRICS = (
    "accuracy",
    "acc",
    "f1",
    "precision",
    "recall",
    "auc",
    "mae",
    "mse",
    "rmse",
    "mape",
    "r2",
    "loss",
    "score",
)
_PRINTED = re.compile(
    rf"((?:\w+[ _])?(?:{'|'.join(METRICS)}))\b(?:[^\d\n+-]{{0,12}}| +)"
    r"([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%?)",
    re.IGNORECASE,
)


def metrics_of(returned: Any, trained: Any, printed: str) -> dict[str, float]:
    """Return the metrics that were reported, by the project's own names; percent are fractions.

    What was returned counts before what the model keeps, and that before what was printed last.
    """
    found = dict(_in_text(printed)) | dict(_in_attributes(trained))
    for one in returned if isinstance(returned, tuple) else (returned,):
        found |= dict(_in_mapping(one)) if isinstance(one, Mapping) else {}
    numbers = [one for one in returned if _is_number(one)] if isinstance(returned, tuple) else []
    return found | ({"metric": float(numbers[0])} if len(numbers) == 1 else {})


def _is_metric(name: str) -> bool:
    return any(metric in re.split(r"[_\s]+", name.lower()) for metric in METRICS)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _in_mapping(held: Mapping[Any, Any]) -> Iterator[tuple[str, float]]:
    for name, value in held.items():
        if isinstance(value, Mapping):
            yield from _in_mapping(value) if _is_report(value) else ()
            continue
        last = value[-1] if isinstance(value, list) and value else value
        if isinstance(name, str) and _is_metric(name) and _is_number(last):
            yield name, float(last)


def _is_report(held: Mapping[Any, Any]) -> bool:
    """Whether a mapping tells of metrics, rather than how often words such as 'score' came."""
    told = [name for name, value in held.items() if isinstance(value, Mapping) or _is_metric(str(name))]
    return 4 * len(told) >= len(held)


def _in_attributes(trained: Any) -> Iterator[tuple[str, float]]:
    held = vars(trained) if hasattr(trained, "__dict__") else trained
    if isinstance(held, Mapping):
        yield from _in_mapping({str(name).strip("_"): value for name, value in held.items()})


def _in_text(text: str) -> Iterator[tuple[str, float]]:
    for name, number, percent in _PRINTED.findall(text):
        yield re.sub(r"[ _]+", "_", name.lower()), float(number) / (100 if percent else 1)
