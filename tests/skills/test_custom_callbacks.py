"""Callbacks and recorders of activations: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOLDER = "custom_callbacks"
RECORDERS = [
    ("right_recorders", "ActivationRecorder"),
    ("right_recorders", "SaveOutput"),
    ("right_activations", "get_activation"),
    ("right_activations", "get_activations"),
    ("right_networks", "record_activations"),
]


@pytest.mark.parametrize(("file", "symbol"), RECORDERS)
def test_a_recorder_may_be_opened_again(show: Callable, file: str, symbol: str) -> None:
    """A dictionary of the file into which hooks write is as empty afterwards as it was before."""
    for _ in range(2):
        assert {} == show("activation_recorder", f"{FOLDER}/{file}.py", symbol).failures()


def test_what_a_layer_in_place_changes_is_remarked_upon(show: Callable) -> None:
    """A tensor that is detached and not copied leaves the tick, with a remark; a copy has none."""
    for symbol, failed in (("SaveOutput", ["keeps_a_copy"]), ("SaveFeatures", [])):
        reports = show("activation_recorder", f"{FOLDER}/right_recorders.py", symbol).reports()
        assert failed == [name for name, report in reports.items() if report.outcome == "failed"]


@pytest.mark.parametrize(
    ("file", "symbol", "said"),
    [
        (
            "right_activations",
            "get_activations",
            "get_activations(model, x, layer_names), on a small network of",
        ),
        (
            "right_recorders",
            "SaveOutput",
            "SaveOutput()(module, inputs, output), on a small network of ours, of torch",
        ),
        (
            "right_networks",
            "record_activations",
            "record_activations(layers, x), on a small network of ours, of NumPy",
        ),
    ],
)
def test_the_report_says_how_it_is_called(show: Callable, file: str, symbol: str, said: str) -> None:
    """A learner reads what was done with the recorder."""
    assert said in show("activation_recorder", f"{FOLDER}/{file}.py", symbol).description


def test_a_network_that_is_meddled_with_is_shown(show: Callable) -> None:
    """The failure tells both outputs, and what was done."""
    failures = show("activation_recorder", f"{FOLDER}/wrong_recorders.py", "meddling").failures()
    assert ["leaves_the_network_alone"] == list(failures)
    assert "gives something else while it is watched" in failures["leaves_the_network_alone"].message
