"""Checks samples of learners' code under interpreters that have other frameworks."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.binding import Binding
from pytest_mlchecklist.engine import Run
from pytest_mlchecklist.report import Outcome, Severity
from pytest_mlchecklist.skill import Check, Part

# Arrays of many shapes are what such frameworks are slow at: of these parts a few checks tell enough.
ENOUGH = {
    "train": ("takes_the_right_steps", "steps_down_its_own_slope", "uses_every_row"),
    "dense_layer": ("agrees_with_the_reference", "sends_gradients_back"),
    "dense_network": ("has_a_weight_for_every_pair_and_a_bias_for_every_neuron", "learns_xor"),
}
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Samples:
    """The samples of one folder, and the run that checks them."""

    folder: Path
    run: Run
    parts: Mapping[str, Part]

    def failures(self, part: str, target: str) -> dict[str, str]:
        """Return what the checks that did not pass told: the required ones, or those that are enough."""
        binding = self._binding(part, target)
        checks = [check for check in self.parts[part].checks if _is_asked(check, ENOUGH.get(part, ()))]
        reports = [self.run.check(self.parts[part], check, binding) for check in checks]
        return {
            report.name: report.mistake or report.message
            for report in reports
            if report.outcome is not Outcome.PASSED
        }

    def convention(self, part: str, target: str) -> str:
        """Return how the report says that the object is called."""
        binding = self._binding(part, target)
        self.run.check(self.parts[part], self.parts[part].checks[0], binding)
        return self.run.binding_report(self.parts[part], binding).convention

    def _binding(self, part: str, target: str) -> Binding:
        file, _, symbol = target.partition(":")
        return Binding(part, self.folder / file, symbol, "declared")


def _is_asked(check: Check, only: Container[str]) -> bool:
    return check.name in only if only else check.severity is Severity.REQUIRED


@pytest.fixture(scope="session")
def tensorflow() -> Iterator[Samples]:
    """Return the samples that use TensorFlow."""
    yield from _samples("tensorflow")


@pytest.fixture(scope="session")
def jax() -> Iterator[Samples]:
    """Return the samples that use JAX, or only follow the array API."""
    yield from _samples("jax")


def _samples(framework: str) -> Iterator[Samples]:
    folder = HERE / f"with_{framework}"
    run = Run(folder, effort="quick", python=_interpreter(framework), files=folder.glob("*.py"), timeout=60)
    yield Samples(folder, run, catalogue.load([bundled.folder("skills")]).parts)
    run.close()


def _interpreter(framework: str) -> str:
    """Return an interpreter that has the framework; the plugin it does not need."""
    name = f"MLCHECKLIST_{framework.upper()}_PYTHON"
    python = os.environ.get(name) or str(ROOT / f".venv-{framework}" / "bin" / "python")
    if not Path(python).is_file():
        pytest.fail(
            f"{python} is missing: `make .venv-{framework}/ready` makes it, or {name} names another one"
        )
    return python
