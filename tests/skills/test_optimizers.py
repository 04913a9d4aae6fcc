"""Optimizers as learners write them: the formulas against PyTorch's own steps, and what is said beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from pytest_mlchecklist.skill import Part

DAMPENED = "Polyak momentum with dampening after the first step, as in PyTorch"
LIBRARY: list[tuple[str, str, dict[str, Any]]] = [
    ("gradient_descent", "SGD", {"lr": 0.1}),
    ("momentum", "SGD", {"lr": 0.01, "momentum": 0.9}),
    (DAMPENED, "SGD", {"lr": 0.01, "momentum": 0.9, "dampening": 0.9}),
    ("nesterov", "SGD", {"lr": 0.01, "momentum": 0.9, "nesterov": True}),
    ("rmsprop", "RMSprop", {"lr": 0.001, "alpha": 0.9}),
    ("centred RMSProp (Graves 2013, equations 38 to 41)", "RMSprop", {"alpha": 0.9, "centered": True}),
    ("adagrad", "Adagrad", {"eps": 1e-8}),
    ("adam", "Adam", {}),
    ("adamw", "AdamW", {}),
]
HYPER: Mapping[str, Any] = {
    "gradient_descent": {"learning_rate": 0.1},
    "centred RMSProp (Graves 2013, equations 38 to 41)": {"learning_rate": 0.01},
}
NAMED = {
    ("momentum", "right_classes.py", "StochasticGradientDescent"): (
        "this is the Polyak momentum with dampening, which averages the gradients"
    ),
    ("momentum", "right_torch.py", "DampenedSGD"): f"this is the {DAMPENED}",
    ("nesterov", "right_functions.py", "nesterov_descent"): (
        "this is the form that asks for the gradient at the place ahead (Nesterov 1983)"
    ),
    ("rmsprop", "right_classes.py", "CenteredRMSProp"): (
        "this is the centred RMSProp (Graves 2013, equations 38 to 41)"
    ),
    (
        "adamw",
        "right_functions.py",
        "adamw_after",
    ): "this is the AdamW that shrinks the weights after Adam's step",
}


@pytest.mark.parametrize(("name", "library", "options"), LIBRARY, ids=[item[0] for item in LIBRARY])
def test_the_formulas_take_the_librarys_steps(
    name: str, library: str, options: dict[str, Any], parts: Mapping[str, Part]
) -> None:
    """Each reference, and each variant of PyTorch's, takes PyTorch's own steps."""
    torch = pytest.importorskip("torch")
    variants = {key: one for part in parts.values() for key, one in part.variants.items()}
    formula = parts[name].reference if name in parts else variants[name]
    rng = np.random.default_rng(0)
    w, gradients = rng.normal(size=5), rng.normal(size=(7, 5))
    parameter = torch.nn.Parameter(torch.tensor(w))
    optimizer = getattr(torch.optim, library)([parameter], **options)
    steps = []
    for gradient in gradients:
        parameter.grad = torch.tensor(gradient)
        optimizer.step()
        steps.append(parameter.detach().numpy().copy())
    np.testing.assert_allclose(formula(w, gradients, **HYPER.get(name, {})), steps, rtol=1e-9)


@pytest.mark.parametrize(("part", "file", "symbol"), NAMED)
def test_the_family_is_named(part: str, file: str, symbol: str, show: Callable) -> None:
    """The report says which of the published forms an optimizer follows."""
    reports = show(part, f"optimizers/{file}", symbol).reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert NAMED[part, file, symbol] in notes
