"""Shows on the terminal what the learner's code prints while it works, and wipes it away after."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

NAME = "mlchecklist-progress"
_FIRST = 1.0
_LEAST_ROOM = 20
_KEEP, _BACK, _WIPE = "\x1b7", "\x1b8", "\x1b[K"


class Progress:
    """A line that comes and goes, behind what pytest writes: it never scrolls, and pytest's own text stays.

    Args:
        config: The run's configuration.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._screen = config.get_terminal_writer()
        self._capture = config.pluginmanager.get_plugin("capturemanager")
        self._shown = ""

    def pytest_mlchecklist_progress(self, seconds: float, line: str) -> None:
        """Show how long it has lasted, and what came last."""
        room = self._screen.fullwidth - self._screen.width_of_current_line - 2
        text = f" {seconds:.0f} s  {line}"[:room]
        if seconds >= _FIRST and room >= _LEAST_ROOM and text != self._shown:
            self._write(f"{_KEEP}{_WIPE}{text}{_BACK}")
            self._shown = text

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, None, None]:
        """Wipe the line away when a check has ended."""
        try:
            return (yield)
        finally:
            if self._shown:
                self._write(_WIPE)
                self._shown = ""

    def _write(self, text: str) -> None:
        """Write past pytest's capture, and past its count of what stands on the line."""
        if self._capture is None:
            sys.stdout.write(text)
            sys.stdout.flush()
            return
        with self._capture.global_and_fixture_disabled():
            sys.stdout.write(text)
            sys.stdout.flush()
