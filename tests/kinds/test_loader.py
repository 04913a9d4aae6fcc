"""The kind `loader`: whatever gives data is gone through, and wrong ones are named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from shown import Shown, show

HERE = Path(__file__).parent
RIGHT = {
    ("batch_generator", "right_batches"): (
        "generator random_mini_batches DataLoader Sequence Batcher Data on_lists endless positions "
        "labels_first OverDataset of_pairs positions_and_number"
    ),
    ("batch_generator", "right_torch"): "loader sampler",
    ("paired_loader", "right_batches"): "captioned PairDataset",
    ("load_dataset", "right_data"): (
        "pair bunch frame four four_in_turn keras_way famous_course in_columns texts of_examples of_mappings "
        "by_name sets one_table Digits Source batches examples Half two_sets"
    ),
    ("load_dataset", "right_torch"): "load_dataset train_loader",
    ("stream_records", "right_streams"): "rows mappings one_by_one frames arrays Reader",
    ("sharded_stream", "right_streams"): "Shards with_states by_records",
}
WRONG = {
    ("batch_generator", "drops_last"): "the last rows are dropped",
    ("batch_generator", "shuffled_apart"): "x and y are not shuffled together",
    ("batch_generator", "one_more"): "a batch is one row too long",
    ("paired_loader", "pairs_apart"): "each list is shuffled by itself",
    ("load_dataset", "fewer_labels"): "labels are missing",
    ("load_dataset", "gaps"): "empty cells are kept as NaN",
    ("stream_records", "loses_the_rest"): "the last records are lost",
    ("stream_records", "hoards"): "the whole file is kept in memory",
    ("sharded_stream", "all_to_everyone"): "every worker reads everything",
}
DESCRIBED = {
    ("batch_generator", "right_batches", "random_mini_batches"): "examples in columns",
    ("batch_generator", "right_batches", "endless"): "which never ends",
    ("batch_generator", "right_batches", "positions"): "which gives positions",
    ("batch_generator", "right_batches", "Batcher"): "Batcher(X, y).next_batch(batch_size)",
    ("paired_loader", "right_batches", "PairDataset"): "one example at a time",
    ("stream_records", "right_streams", "one_by_one"): "one record at a time",
}
RIGHT_ONES = [(*place, symbol) for place, symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([HERE.parent / "packs" / "io_pack"]).parts


def opened(parts: Mapping[str, Part], part: str, file: str, symbol: str) -> Shown:
    """Return a sample as it is shown for a part."""
    return show(parts[part], HERE / "loader" / f"{file}.py", symbol)


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_code_passes(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Right code passes every required check, whatever way it is written."""
    if file in ("right_data", "right_streams"):
        pytest.importorskip("pandas")
    failures = opened(parts, part, file, symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize(("part", "symbol"), WRONG)
def test_wrong_code_is_named(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Wrong code fails a required check, whose message names the mistake."""
    failures = opened(parts, part, "wrong", symbol).failures()
    assert WRONG[part, symbol] in [report.mistake for report in failures.values()]


@pytest.mark.parametrize(("part", "file", "symbol"), DESCRIBED)
def test_the_way_of_calling_is_described(
    part: str, file: str, symbol: str, parts: Mapping[str, Part]
) -> None:
    """What was found out about a loader is said."""
    assert DESCRIBED[part, file, symbol] in opened(parts, part, file, symbol).description


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("needs_more", "it needs an argument 'tokenizer'"),
        ("gives_none", "gave None, where batches were expected"),
        ("unfinished", "gave None, where batches were expected"),
    ],
)
def test_what_cannot_be_called_is_told(symbol: str, said: str, parts: Mapping[str, Part]) -> None:
    """A loader that can't be called is told with the reason, and an adapter to paste."""
    with pytest.raises(CannotRun) as refused:
        opened(parts, "batch_generator", "wrong", symbol)
    assert said in refused.value.message
    assert refused.value.adapter.startswith("def batch_generator(x, y, batch_size, shuffle=1, seed=0):\n")


@pytest.mark.parametrize(
    ("symbol", "examples"),
    [
        ("pair", 6),
        ("batches", 6),
        ("two_sets", 6),
        ("four", 6),
        ("frame", 3),
        ("in_columns", 6),
        ("texts", 3),
    ],
)
def test_every_example_is_read(symbol: str, examples: int, parts: Mapping[str, Part]) -> None:
    """All sets of a data set are joined, and batches opened."""
    pytest.importorskip("pandas")
    data = opened(parts, "load_dataset", "right_data", symbol).ask("call", {})
    assert [examples, examples] == [len(data["x"]), len(data["y"])]


def test_what_holds_no_labels_is_told(parts: Mapping[str, Part]) -> None:
    """What can't be read as inputs with labels is told by its type."""
    pytest.importorskip("pandas")
    with pytest.raises(CannotRun, match="gave a value of type int, in which we found no inputs with labels"):
        opened(parts, "load_dataset", "right_data", "only_a_number")


@pytest.mark.parametrize(
    ("part", "filled"),
    [
        (
            "batch_generator",
            "[(x[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(x), batch_size)]",
        ),
        ("load_dataset", "[[1.0], [2.0]], [0, 1]"),
        ("stream_records", "([line.split(',')] for line in list(open(path))[1:])"),
    ],
)
def test_the_adapter_works_when_it_is_filled_in(
    part: str, filled: str, parts: Mapping[str, Part], tmp_path: Path
) -> None:
    """The adapter that is offered is right code once the dots are replaced."""
    with pytest.raises(CannotRun) as refused:
        opened(parts, part, "wrong", "needs_more")
    path = tmp_path / "adapter.py"
    path.write_text(refused.value.adapter.replace("...", filled))
    assert {} == {
        name: report.message
        for name, report in show(parts[part], path, part).failures().items()
        if name != "needs_no_more_memory_for_a_longer_file"
    }


def test_an_item_and_the_length_can_be_asked_for(parts: Mapping[str, Part]) -> None:
    """What can be indexed gives its items by number."""
    shown = opened(parts, "load_dataset", "right_torch", "load_dataset")
    assert 4 == shown.ask("length", {})
    assert 1 == shown.ask("item", {"index": 3})["y"]
    assert [6.0, 7.0] == shown.ask("item", {"index": 3})["x"].tolist()


def test_epochs_of_a_sequence_differ(parts: Mapping[str, Part]) -> None:
    """Between two passes a sequence is told that an epoch has ended."""
    import numpy as np

    shown = opened(parts, "batch_generator", "right_batches", "Sequence")
    inputs = {"x": np.arange(20.0).reshape(20, 1), "y": np.arange(20), "batch_size": 20}
    first, second = shown.ask("passes", {**inputs, "count": 2})
    assert list(range(20)) == first[0]["y"].tolist() == sorted(second[0]["y"].tolist())
    assert first[0]["y"].tolist() != second[0]["y"].tolist()


@pytest.mark.parametrize(
    ("symbol", "lazy"), [("generator", True), ("positions_and_number", True), ("on_lists", False)]
)
def test_whether_batches_are_made_one_by_one_is_told(
    symbol: str, parts: Mapping[str, Part], *, lazy: bool
) -> None:
    """A list of batches is none that makes them one by one; a generator is one, also beside its length."""
    assert lazy is opened(parts, "batch_generator", "right_batches", symbol).convention.facts["lazy"]


def test_a_lazy_reader_takes_little_of_a_long_file(parts: Mapping[str, Part], tmp_path: Path) -> None:
    """How much of an almost endless file was read is counted."""
    path = tmp_path / "records.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    asked = {"path": str(path), "batch_size": 2, "count": 1}
    lazy = opened(parts, "stream_records", "right_streams", "rows").ask("taken", asked)
    eager = opened(parts, "stream_records", "wrong", "hoards").ask("taken", asked)
    assert lazy["taken"] < lazy["of"] / 10
    assert eager["taken"] >= eager["of"]
