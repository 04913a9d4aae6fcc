"""The kind `function`, on parts whose arguments and results are more than one array."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.skill import Part
from shown import show

HERE = Path(__file__).parent
RIGHT = {
    "tokenize": "tokenize Tokens tokens_one_by_one tokens_as_array",
    "build_vocabulary": "build_vocabulary vocabulary_object vocabulary_and_list",
    "summarize": "summarize summary_tuple",
    "load_audio": "load_audio rate_first audio_dict",
    "make_windows": "make_windows targets_first Windows",
    "resize_image": "resize_image resize_channels_first",
    "log_loss": "log_loss loss_prediction_first loss_by_position loss_on_lists Classifier.loss",
    "thinned": "thinned kept unclear Thinning",
    "mean_colour": "mean_colour mean_colour_last",
    "product": "product",
    "shares_of": "shares_of",
}
SAID = {
    ("thinned", "kept"): "its keep_prob is the share to keep",
    ("thinned", "unclear"): "its q is the share to keep",
}
DESCRIBED = {
    ("build_vocabulary", "vocabulary_object"): "reads .stoi after the call",
    ("load_audio", "rate_first"): "takes item 1 of what it returns as samples",
    ("mean_colour", "mean_colour_last"): "channels last",
    ("resize_image", "resize_channels_first"): "channels first",
    ("make_windows", "Windows"): "Windows(window_size).transform(x)",
}
RIGHT_ONES = [(part, symbol) for part, symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([HERE.parent / "packs" / "functions_pack"]).parts


@pytest.mark.parametrize(("part", "symbol"), RIGHT_ONES)
def test_right_code_passes(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Right code passes every required check, whatever way it is written."""
    failures = show(parts[part], HERE / "functions" / "right.py", symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize(("part", "symbol"), DESCRIBED)
def test_the_way_of_calling_is_described(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """What was found out about the code is said."""
    shown = show(parts[part], HERE / "functions" / "right.py", symbol)
    assert DESCRIBED[part, symbol] in shown.description


@pytest.mark.parametrize(("part", "symbol"), SAID)
def test_another_meaning_of_an_argument_is_said(part: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """Which meaning an argument has is said beside the verdict."""
    reports = show(parts[part], HERE / "functions" / "right.py", symbol).reports()
    notes = [note for report in reports.values() for note in report.notes]
    assert SAID[part, symbol] in notes


WRONG = {
    "tokenize": "the text is split into letters",
    "build_vocabulary": "the words are sorted by the alphabet",
    "make_windows": "the target is the last value of its window",
    "log_loss": "the sum is taken over the batch",
    "thinned": "",
    "product": "numbers are multiplied place by place",
}


@pytest.mark.parametrize("part", WRONG)
def test_wrong_code_is_caught_and_the_mistake_is_named(part: str, parts: Mapping[str, Part]) -> None:
    """Wrong code fails a required check, and the message names the mistake that the pack knows."""
    failures = show(parts[part], HERE / "functions" / "wrong.py", part).failures()
    assert "agrees_with_the_reference" in failures
    assert WRONG[part] in [report.mistake for report in failures.values()]
