"""Windows and splits of series as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_a_leak_is_shown_on_a_few_numbers(show: Callable) -> None:
    """The message shows one window with its target."""
    failures = show("make_windows", "time_series_data/wrong_series.py", "leaks").failures()
    lines = failures["targets_follow_their_windows"].message.splitlines()
    assert "it gave      [5, 7, 3, 8] with the target [8, 4]" == lines[1]
    assert "we expected  [5, 7, 3, 8] with the target [4, 6]" == lines[2]
