"""How well a definition fits a project: it trains on a folder of files, and predicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, has, required, signature

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_TRAINS = ("fit", "train", "run", "train_project")
_PREDICTS = (
    "predict", "predict_project", "predict_batch", "predict_files", "infer", "classify", "forecast", "sample",
    "generate",
)  # fmt: skip
_MOST_ASKED = 3


def fit_project(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a project, or None when it is something else."""
    if owner or definition.kind == "object":
        return None
    if definition.kind == "class":
        trains, predicts = definition.method(*_TRAINS), definition.method(*_PREDICTS)
        whole = trains is not None and (predicts is not None or bool(definition.bases))
        return Fit(0.9, signature(definition)) if whole or definition.unfinished else None
    takes_data = has(definition.arguments, "data_dir", contract[0]) if contract else False
    if not takes_data or len(required(definition)) > _MOST_ASKED:
        return None
    return Fit(1.0 - distance(definition), signature(definition))
