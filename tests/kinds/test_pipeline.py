"""The kind `pipeline`: how it is found out how a pipeline is built and run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from shown import show

ROOT = Path(__file__).parents[2]
PART = catalogue.load([ROOT / "skills"]).parts["build_pipeline"]
SAMPLES = ROOT / "tests" / "skills" / "custom_pipelines"
DESCRIBED = {
    ("right_functions", "build_pipeline"): "build_pipeline(*stages)(source), stages of records",
    ("right_functions", "make_pipeline"): "make_pipeline(stages)(source), stages of streams",
    ("right_functions", "pipe"): "pipe(source, *stages), stages of streams",
    ("right_classes", "Named"): "Named([(name, stage), …]).run(source), stages of records",
    ("right_classes", "Added"): "Added().add(stage).process(source), stages of streams",
    ("right_classes", "Source"): "Source(source).map(stage), stages of records",
    ("right_classes", "ByRecord"): "ByRecord(*stages).transform(source), stages of streams",
}


@pytest.mark.parametrize(("file", "symbol"), DESCRIBED)
def test_the_way_of_building_is_described(file: str, symbol: str) -> None:
    """How the stages are passed, and what each is a function of, is said."""
    description = show(PART, SAMPLES / f"{file}.py", symbol).description
    assert f"called as {DESCRIBED[file, symbol]}" == description


def test_what_takes_no_stages_is_told(tmp_path: Path) -> None:
    """What can't be built is told with an adapter to paste."""
    (tmp_path / "mine.py").write_text("def build_pipeline(path, *, delimiter):\n    return 3\n")
    with pytest.raises(CannotRun) as refused:
        show(PART, tmp_path / "mine.py", "build_pipeline")
    assert refused.value.adapter.startswith("def build_pipeline(stages, records):\n")


def test_how_much_of_a_source_is_taken_is_counted() -> None:
    """The first two of what comes out take two of the source; from a list all."""
    asked = {"stages": ["add 1", "times 2"], "records": list(range(50)), "count": 2}
    lazy = show(PART, SAMPLES / "right_classes.py", "Pipeline").ask("first", asked)
    eager = show(PART, SAMPLES / "wrong_ones.py", "eager").ask("first", asked)
    assert ({"records": [2, 4], "taken": 2}, 50) == (lazy, eager["taken"])
