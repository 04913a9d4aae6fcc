"""How values and failures are put into words for a learner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 300
_MISSING = re.compile(r"No module named '(\w+)[\w.]*'|imports '(\w+)[\w.]*', which is not installed")
_LIBRARIES = frozenset(
    """
    bokeh catboost comet_ml dask datasets einops fastapi flask flax gensim gymnasium hyperopt jax keras
    librosa lightgbm lightning matplotlib mlflow networkx nltk numba optax optuna pandas plotly polars pyarrow
    ray requests scipy seaborn soundfile spacy starlette statsmodels streamlit sympy tensorboard tensorboardX
    tensorflow torchaudio torchmetrics torchvision tqdm transformers wandb xgboost
    """.split()  # noqa: SIM905 - a list of names reads best so
)
_OTHERWISE = {
    "PIL": "pillow", "apache_beam": "apache-beam", "bs4": "beautifulsoup4", "cv2": "opencv-python",
    "pytorch_lightning": "pytorch-lightning", "skimage": "scikit-image", "sklearn": "scikit-learn",
    "skopt": "scikit-optimize", "yaml": "pyyaml",
}  # fmt: skip
"""Packages that are not called as they are imported."""

OPERATIONS = {
    "after_change": "loading after a change",
    "after_training": "evaluation after training",
    "again": "second run",
    "alone": "run without a break",
    "asked": "places",
    "body": "requests",
    "chained": "chain",
    "config": "settings",
    "copied": "copy",
    "counted": "calls of each stage",
    "cut_off": "interruption",
    "decision": "decision function",
    "derivative_of_output": "derivative",
    "drawn": "draws",
    "failed": "failing stage",
    "first": "first batches",
    "fit": "training",
    "gradients": "backward pass",
    "greedy": "likeliest tokens",
    "held": "saved file",
    "in_a_fresh_process": "loading in a fresh process",
    "in_place": "record of layers that work in place",
    "in_training_mode": "training after train()",
    "layers": "weights",
    "learned": "learnt numbers",
    "missing": "loading without a file",
    "outputs_after": "outputs after training",
    "outputs_before": "outputs before training",
    "own_predictions": "model's own predictions",
    "parallel": "parallel run",
    "passes": "several passes",
    "peak": "memory",
    "predict": "prediction",
    "pullback": "backward pass",
    "registered": "parameters",
    "repeated": "many calls",
    "resumed": "resumed run",
    "run_page": "page",
    "side_by_side": "two models side by side",
    "sizes": "sizes of the parameters",
    "start": "first weights",
    "taken": "reading",
    "transform": "transformation",
    "untouched": "model after it was saved",
    "validated": "validation",
}
"""What a learner calls an operation that is not the call itself."""
MOST_ELEMENTS = 40


def shown(value: Any) -> str:
    """Return a value as short text: whole numbers without a point, six digits otherwise."""
    if about := getattr(value, "about", ""):
        text = f"<{about}>"
    elif isinstance(value, np.ndarray):
        text = _array(value)
    elif isinstance(value, (float, np.floating)):
        text = _number(value)
    elif isinstance(value, (list, tuple)):
        text = "[" + ", ".join(shown(item) for item in value) + "]"
    elif isinstance(value, dict):
        text = "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    else:
        text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _array(values: np.ndarray) -> str:
    if values.size > MOST_ELEMENTS:
        return f"an array of shape {values.shape} that begins {shown(values.ravel()[:6])[:-1]}, …]"
    if values.ndim == 0:
        return _number(values.item())
    return "[" + ", ".join(_array(item) if values.ndim > 1 else _number(item) for item in values) + "]"


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, (float, np.floating)) else str(value)


def call_text(name: str, arguments: Mapping[str, Any], operation: str = "call") -> str:
    """Return a call as a learner would write it, such as 'relu(x=[[-1]])', and what of it was asked."""
    call = f"{name}({', '.join(f'{key}={shown(value)}' for key, value in arguments.items())})"
    if operation in ("call", "inputs_after"):
        return call
    return f"the {OPERATIONS.get(operation, operation)} of {call}"


def four_lines(*, called: str, came: str, expected: str, hint: str) -> str:
    """Return the message of a failed check: always these four lines, in this order."""
    return _lines({"we called": called, "it gave": came, "we expected": expected, "to try": hint})


def four_lines_of_facts(*, looked_at: str, found: str, expected: str, hint: str) -> str:
    """Return the same for a check that has read something instead of calling it."""
    return _lines({"we looked at": looked_at, "we found": found, "we expected": expected, "to try": hint})


def _lines(lines: Mapping[str, str]) -> str:
    return "\n".join(f"{label:<13}{text}" for label, text in lines.items())


def what_to_install(text: str) -> str:
    """Return what to install where a library is missing that anybody can have; '' when none is."""
    missing = (found[1] or found[2] for found in _MISSING.finditer(text))
    known = (name for name in missing if name in _LIBRARIES or name in _OTHERWISE)
    name = next(known, "")
    package = _OTHERWISE.get(name, name)
    return f"install it where your code runs: pip install {package}" if name else ""
