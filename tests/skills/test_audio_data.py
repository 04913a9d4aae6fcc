"""Sounds as learners read and analyse them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

NOTED = {
    "scipy_spectrogram": {"it shows the decibels of the power"},
    "power_by_rows": {"its rows are moments, its columns frequencies", "it shows the power"},
    "both_halves": {
        "its rows are moments, its columns frequencies",
        "it shows each frequency twice",
        "it shows the logarithm of the power",
    },
}


@pytest.mark.parametrize("symbol", NOTED)
def test_what_a_spectrogram_shows_is_told(show: Callable, symbol: str) -> None:
    """Power, magnitude or a logarithm, and which axis is time: it is said beside the verdict."""
    file = "right_libraries" if symbol == "scipy_spectrogram" else "right_sounds"
    reports = show("spectrogram", f"audio_data/{file}.py", symbol).reports()
    assert NOTED[symbol] == {note for report in reports.values() for note in report.notes}
