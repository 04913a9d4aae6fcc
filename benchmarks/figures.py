"""The lines of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        what: What was measured.
        value: How much.
        unit: Of what.
        target: The most that it should be, or None.
    """

    what: str
    value: float
    unit: str
    target: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether it reaches its target, if it has one."""
        return self.target is None or self.value <= self.target
