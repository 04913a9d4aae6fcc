"""The kind `project`: whatever trains on a folder is trained and asked for predictions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from pytest_mlchecklist.strategies import few_draws, realise
from shown import Shown, show

HERE = Path(__file__).parent
RIGHT = {
    ("tone_project", "right_projects"): "train_project in_one_go ToneClassifier OnArrays main",
    ("tone_project", "saved"): "train",
    ("tone_project", "script"): "main",
    ("points_project", "right_projects"): "Generator",
}
WRONG = {
    ("tone_project", "constant"): "it always predicts one class",
    ("tone_project", "exchanged"): "the classes are exchanged",
    ("tone_project", "unsteady"): "its answers change from run to run",
    ("points_project", "Repeats"): "it repeats one sample",
}
RIGHT_ONES = [(*place, symbol) for place, symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([HERE.parent / "packs" / "io_pack"]).parts


@pytest.fixture
def inputs(parts: Mapping[str, Part]) -> dict[str, object]:
    """Return what a project of the pack is asked for."""
    arguments = parts["tone_project"].contract.arguments
    return realise(arguments, next(few_draws(arguments, 1, 0)))


def opened(parts: Mapping[str, Part], part: str, file: str, symbol: str) -> Shown:
    """Return a sample as it is shown for a part."""
    return show(parts[part], HERE / "project" / f"{file}.py", symbol)


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_code_passes(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Right code passes every required check, whatever way it is written."""
    failures = opened(parts, part, file, symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize(("part", "symbol"), WRONG)
def test_wrong_code_is_named(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Wrong code fails a required check, whose message names the mistake."""
    failures = opened(parts, part, "wrong", symbol).failures()
    assert WRONG[part, symbol] in [report.mistake for report in failures.values()]


@pytest.mark.parametrize(
    ("file", "symbol", "said"),
    [
        (
            "right_projects",
            "train_project",
            "train_project(data_dir, seed), then predict_project(model, inputs)",
        ),
        ("right_projects", "OnArrays", "then OnArrays.predict(x) of what the files hold"),
        ("right_projects", "ToneClassifier", "then ToneClassifier.predict(wav) one at a time"),
        (
            "right_projects",
            "main",
            "main(--data-dir --seed --output), then predict_from_file(model_path, files)",
        ),
        ("script", "main", "main(data --out-dir), then predict(model_dir, inputs)"),
    ],
)
def test_the_way_of_calling_is_described(
    file: str, symbol: str, said: str, parts: Mapping[str, Part], inputs: dict[str, object]
) -> None:
    """What was found out about a project is said once it has run."""
    shown = opened(parts, "tone_project", file, symbol)
    shown.ask("call", inputs)
    assert said in shown.description


@pytest.mark.parametrize(
    ("symbol", "metrics"),
    [
        ("train_project", {"accuracy": 1.0}),
        ("in_one_go", {"val_accuracy": 0.9}),
        ("ToneClassifier", {"accuracy": 1.0}),
        ("OnArrays", {"accuracy": 0.93}),
        ("Counts", {"accuracy": 0.5}),
    ],
)
def test_the_reported_metric_is_read(
    symbol: str, metrics: dict[str, float], parts: Mapping[str, Part], inputs: dict[str, object]
) -> None:
    """A metric is read from what is returned, kept or printed; percent are fractions."""
    assert metrics == opened(parts, "tone_project", "right_projects", symbol).ask("call", inputs)["metrics"]


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("needs_more", "it needs an argument 'tokenizer'"),
        ("without_data", "it takes no folder of data"),
        ("NoTraining", "NoTraining has no method such as fit or train"),
    ],
)
def test_what_cannot_be_called_is_told(symbol: str, said: str, parts: Mapping[str, Part]) -> None:
    """A project that can't be called is told with the reason, and an adapter to paste."""
    with pytest.raises(CannotRun) as refused:
        opened(parts, "tone_project", "wrong", symbol)
    assert said in refused.value.message
    assert refused.value.adapter.startswith("def tone_project(data_dir, inputs, seed):\n")


def test_a_project_that_cannot_predict_is_told(parts: Mapping[str, Part], inputs: dict[str, object]) -> None:
    """A project that trains but leaves nothing that predicts could not run."""
    shown = opened(parts, "tone_project", "wrong", "trains_only")
    with pytest.raises(CannotRun, match="trained, but nothing predicts with what it left"):
        shown.convention.run("call", [], inputs)


def test_the_adapter_works_when_it_is_filled_in(parts: Mapping[str, Part], tmp_path: Path) -> None:
    """The adapter that is offered is right code once the dots are replaced."""
    with pytest.raises(CannotRun) as refused:
        opened(parts, "points_project", "wrong", "needs_more")
    path = tmp_path / "adapter.py"
    filled = "np.random.default_rng(seed).normal(size=(count, 2))"
    path.write_text("import numpy as np\n" + refused.value.adapter.replace("...", filled))
    assert {} == show(parts["points_project"], path, "points_project").failures()


def test_the_working_directory_stays(parts: Mapping[str, Part], inputs: dict[str, object]) -> None:
    """A project writes into a folder of its own, and the host's stays as it was."""
    before = Path.cwd()
    opened(parts, "tone_project", "saved", "train").ask("call", inputs)
    assert before == Path.cwd()
    assert not (before / "tones.json").exists()
