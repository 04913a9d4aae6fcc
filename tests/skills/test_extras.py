"""What only some learners use: without it, the report says what to install, and nothing is ticked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.binding import DECLARED, Binding
from pytest_mlchecklist.engine import Run
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part

HERE = Path(__file__).parent
ABSENT = [
    ("fastapi", "fastapi", "app", "model_deployment/right_fastapi.py:app"),
    ("flask", "flask", "app", "model_deployment/right_flask.py:create_app"),
    ("mlflow", "mlflow", "tracked_training", "experiment_tracking/trainings.py:with_mlflow"),
    ("optuna", "optuna", "hyperparameter_search", "hyperparameter_search/studies.py:tune"),
    ("pandas", "pandas", "time_series_project", "custom_time_series_project/right_pandas.py:Forecaster"),
    ("PIL", "pillow", "image_project", "custom_image_project/right_torch.py:train"),
    ("streamlit", "streamlit", "page", "model_deployment/right_page.py:main"),
    ("tensorboard", "tensorboard", "tracked_training", "experiment_tracking/trainings.py:with_tensorboard"),
    ("wandb", "wandb", "tracked_training", "experiment_tracking/trainings.py:with_wandb"),
]
LYING = """
from fastapi import FastAPI

described = {"type": "object", "required": ["label"], "properties": {"label": {"type": "string"}}}
app = FastAPI()


@app.post("/predict", responses={200: {"content": {"application/json": {"schema": described}}}})
def predict(features: list[float]):
    return {"prediction": sum(features[:3])}


@app.get("/health")
def health():
    return {"status": "ok"}
"""


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that takes a library away."""

    def take_away(library: str) -> None:
        class Finder:
            @staticmethod
            def find_spec(name: str, *_: object) -> None:
                if name.partition(".")[0] == library:
                    raise ModuleNotFoundError(f"No module named {library!r}", name=library)

        for name in [name for name in sys.modules if library in name.split(".")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])

    return take_away


@pytest.mark.parametrize("missing", ABSENT, ids=[one[0] for one in ABSENT])
def test_without_it_the_report_says_what_to_install(
    absent: Callable[[str], None], parts: Mapping[str, Part], missing: tuple[str, ...]
) -> None:
    """No required check is run, and so none passes."""
    library, package, name, place = missing
    absent(library)
    for function in parts[name].reference.__globals__.values():  # what other tests drew with it
        getattr(function, "cache_clear", int)()
    file, _, symbol = place.partition(":")
    run = Run(HERE / file, isolation="none")
    try:
        binding = Binding(name, HERE / file, symbol, DECLARED)
        required = [check for check in parts[name].checks if check.severity.value == "required"]
        reports = [run.check(parts[name], check, binding) for check in required]
    finally:
        run.close()
    assert {Outcome.COULD_NOT_RUN} <= {report.outcome for report in reports}
    assert not {Outcome.PASSED, Outcome.FAILED} & {report.outcome for report in reports}
    assert f"pip install {package}" in reports[0].message


def test_pictures_are_drawn_with_pillow(absent: Callable[[str], None], parts: Mapping[str, Part]) -> None:
    """A project that needs no pillow itself is still asked with pictures."""
    from pytest_mlchecklist.code import plain_code
    from pytest_mlchecklist.examination import examine

    absent("PIL")
    part = parts["image_project"]
    check = next(check for check in part.checks if check.name == "beats_the_simplest_guess")
    part.reference.__globals__["pictures_to_train_on"].cache_clear()
    report, _ = examine(check, plain_code(part))
    assert (Outcome.COULD_NOT_RUN, True) == (report.outcome, "pip install pillow" in report.message)


def test_without_schemathesis_a_description_is_not_tried(
    absent: Callable[[str], None], show: Callable
) -> None:
    """What an app says of itself is a remark, so the rest is judged all the same."""
    absent("schemathesis")
    report = show("app", "model_deployment/right_fastapi.py", "app").reports()["keeps_to_its_description"]
    assert ("passed", True) == (report.outcome, "pip install schemathesis" in " ".join(report.notes))


def test_a_description_that_is_kept_passes(show: Callable) -> None:
    """Requests that it allows are generated, and the answers are as it says."""
    pytest.importorskip("schemathesis")
    report = show("app", "model_deployment/right_fastapi.py", "app").reports()["keeps_to_its_description"]
    assert ("passed", ()) == (report.outcome, report.notes)


def test_a_description_that_is_not_kept_is_remarked(show: Callable, tmp_path: Path) -> None:
    """The answer lacks what was promised."""
    pytest.importorskip("schemathesis")
    (tmp_path / "lying.py").write_text(LYING, "utf-8")
    report = show("app", str(tmp_path / "lying.py"), "app").reports()["keeps_to_its_description"]
    assert ("failed", True) == (report.outcome, "label" in report.message)
