"""The predictions in what an app answers, and those of its own model."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .found import App

_NAMES = (
    "predictions", "prediction", "predicted", "y_pred", "y", "results", "result", "outputs", "output",
    "labels", "label", "classes", "class", "class_name", "predicted_class", "species", "sentiment", "values",
    "value", "probabilities", "probability", "scores", "score", "price",
)  # fmt: skip
_DEEPEST = 4


def predictions_in(answer: Any, count: int) -> list[Any] | None:
    """Return one prediction for each of `count` examples, or None where an answer holds another number.

    Args:
        answer: What the app sent, in plain values.
        count: How many examples were asked for; 0 is a single one, sent without a list around it.
    """
    for held in _candidates(answer, 0):
        if not count and _is_prediction(held):
            return [held[0] if isinstance(held, list) and len(held) == 1 else held]
        if count and isinstance(held, list) and len(held) == count:
            each = [next(filter(_is_prediction, _candidates(item, 0)), None) for item in held]
            if all(item is not None for item in each):
                return each
    return None


def _candidates(value: Any, depth: int) -> Iterator[Any]:
    """Yield what may be the predictions: by the names that apps give them, then anything."""
    if depth > _DEEPEST:
        return
    if not isinstance(value, Mapping):
        yield value
        return
    lower = {str(name).lower(): name for name in value}
    named = [lower[name] for name in _NAMES if name in lower]
    for name in (*named, *(list(value) if len(value) == 1 else [])):
        yield from _candidates(value[name], depth + 1)


def _is_prediction(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, (int, float)) for item in value)
    return isinstance(value, (int, float, str))


def as_predictions(values: Sequence[Any]) -> Any:
    """Return predictions as an array where they are numbers of one shape, else as a list."""
    try:
        return to_array(list(values))
    except (TypeError, ValueError):
        return list(values)


def models_of(app: App, namespace: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the models that a file or its app holds."""
    state = getattr(getattr(app.value, "state", None), "_state", {})
    config = getattr(app.value, "config", {})
    for holder in (namespace, state, config):
        for value in list(holder.values()):
            yield from filter(_is_model, value.values() if isinstance(value, Mapping) else [value])


def _is_model(value: Any) -> bool:
    try:
        return not isinstance(value, type) and (
            callable(getattr(value, "predict", None)) or _is_network(value)
        )
    except Exception:  # noqa: BLE001 - such as Flask's `request`, which is there during requests only
        return False


def _is_network(value: Any) -> bool:
    torch: Any = sys.modules.get("torch")
    return torch is not None and hasattr(torch, "nn") and isinstance(value, torch.nn.Module)


def width_of(model: Any) -> int:
    """Return how many numbers a model takes for an example, 0 where it does not say."""
    width = getattr(model, "n_features_in_", 0)
    if not width and _is_network(model):
        widths = (getattr(layer, "in_features", 0) for layer in model.modules())
        width = next(filter(None, widths), 0)
    return width if isinstance(width, int) else 0
