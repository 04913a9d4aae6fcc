"""Measures what the plugin costs: at start-up, per check, per example, per call and per run.

`python benchmarks/bench.py` prints a table; README.md says how each figure is made.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import calls
import runs
from figures import Figure
from rich.console import Console
from rich.table import Table

BENCHES = {
    "start": runs.start_up,
    "checks": calls.checks,
    "examples": calls.examples,
    "trip": calls.round_trip,
    "demo": runs.demo,
    "entry": runs.entry,
    "growth": runs.growth,
    "intermediate": runs.intermediate,
}


def main() -> None:
    """Measure what is asked for, or everything."""
    parser = argparse.ArgumentParser(description="measure what the plugin costs")
    parser.add_argument("only", nargs="*", help=f"which of {', '.join(BENCHES)}; none is all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into this file too")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.only) - set(BENCHES)):
        parser.error(f"there is no {', '.join(unknown)}; choose from {', '.join(BENCHES)}")
    figures = list(_measured(asked.only or BENCHES))
    Console().print(_table(figures))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=2), encoding="utf-8")


def _measured(names: Iterable[str]) -> Iterator[Figure]:
    console = Console(stderr=True)
    for name in names:
        with console.status(f"measuring {name}"):
            yield from BENCHES[name]()


def _table(figures: Iterable[Figure]) -> Table:
    table = Table("what", "measured", "", "to reach")
    table.columns[1].justify = "right"
    for figure in figures:
        target = "" if figure.target is None else f"≤ {figure.target:g} {'✓' if figure.is_met else '✗'}"
        table.add_row(figure.what, _short(figure.value), figure.unit, target)
    return table


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    main()
