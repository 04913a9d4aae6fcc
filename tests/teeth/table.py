"""Prints the table of `make teeth`, and writes it into docs/teeth.md.

python tests/teeth/table.py [--seeds 50] [--workers 2] [PART …]
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import warnings
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from fates import Fate, Judged, share_caught
from mutants import judged
from naming import told
from samples import generated, not_passed, required, shown_by_hand, wrong_sample
from steadiness import escapes, on_mistake, on_reference, refusals
from subjects import CATALOGUE, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.skill import Mistake, Part

PAGE = Path(__file__).parents[2] / "docs" / "teeth.md"
HEADINGS = (
    "Part", "Right versions", "Mistakes", "Mutants", "Caught", "By a remark", "Right too", "Examples", "ms"
)  # fmt: skip
ALIVE = [Fate.SURVIVED, Fate.LISTED, Fate.SAME]
WIDTH = 100


@dataclass(frozen=True)
class Row:
    """What became of one part.

    Attributes:
        part: Its name.
        right: How many right versions pass, and how many there are.
        mistakes: How many mistakes are caught and named, and how many there are.
        mutants: Every mutant with its fate.
        examples: How many inputs one run of all checks tries.
        milliseconds: How long that takes in one process.
        unsteady: Which verdicts another seed changed.
    """

    part: str
    right: tuple[int, int]
    mistakes: tuple[int, int]
    mutants: tuple[Judged, ...]
    examples: int
    milliseconds: float
    unsteady: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts, under HEADINGS."""
        fates = [item.fate for item in self.mutants]
        right_too = fates.count(Fate.SAME) + fates.count(Fate.LISTED)
        wrong = len(fates) - right_too
        return (
            self.part,
            "{} / {}".format(*self.right),
            "{} / {}".format(*self.mistakes),
            f"{wrong - fates.count(Fate.SURVIVED)} / {wrong}",
            f"{share_caught(fates):.1%}",
            str(fates.count(Fate.REMARKED)),
            str(right_too),
            str(self.examples),
            f"{self.milliseconds:.0f}",
        )

    @property
    def is_sound(self) -> bool:
        """Whether the part keeps all that this page promises."""
        all_hold = (
            self.right[0] == self.right[1] and self.mistakes[0] == self.mistakes[1] and not self.unsteady
        )
        return all_hold and share_caught([item.fate for item in self.mutants]) >= 0.95


def measure(name: str, seeds: int) -> Row:
    """Return the row of a part, whose verdicts are compared under so many seeds."""
    warnings.simplefilter("ignore")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):  # learners print
        return _row(CATALOGUE.parts[name], seeds)


def _row(part: Part, seeds: int) -> Row:
    reports = list(on_reference(part, part.checks))
    with tempfile.TemporaryDirectory() as folder:
        samples = [*generated(part, Path(folder)), *shown_by_hand(part)]
        passing = [sample for sample in samples if not not_passed(sample.reports(required(part)))]
        named = [mistake for mistake in part.mistakes if _is_named(part, mistake, Path(folder))]
        return Row(
            part=part.name,
            right=(len(passing), len(samples)),
            mistakes=(len(named), len(part.mistakes)),
            mutants=tuple(judged(part)),
            examples=sum(report.examples for report in reports),
            milliseconds=1000 * sum(report.seconds for report in reports),
            unsteady=(*refusals(part, range(seeds), samples[:1]), *escapes(part, range(seeds))),
        )


def _is_named(part: Part, mistake: Mistake, folder: Path) -> bool:
    sample = wrong_sample(part, mistake, folder)
    runs = [on_mistake(part, mistake), *([sample.reports(required(part))] if sample else [])]
    return all(told(mistake, reports) == {mistake.name} for reports in runs)


def as_table(rows: Iterable[Row]) -> Table:
    """Return the rows for a terminal."""
    table = Table(*HEADINGS)
    for row in rows:
        table.add_row(*row.cells, style=None if row.is_sound else "red")
    return table


def as_markdown(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [HEADINGS, ("---", *("---:" for _ in HEADINGS[1:])), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def as_list(rows: Iterable[Row]) -> str:
    """Return the mutants that live, by why they may, as Markdown: first those that nothing catches."""
    lines = []
    for row in rows:
        alive = [item for item in row.mutants if item.fate in ALIVE]
        if alive:
            lines += [f"### {row.part}", ""]
        for reason, items in groupby(sorted(alive, key=_order), key=_reason):
            lines += [reason, "", *(f"- `{item.name}`" for item in items), ""]
    return "\n".join(lines).rstrip()


def _reason(judged: Judged) -> str:
    reasons = {Fate.SURVIVED: "**Not caught:**", Fate.SAME: "What right code gives, on every input tried:"}
    return reasons.get(judged.fate, judged.why)


def _order(judged: Judged) -> tuple[int, str]:
    return ALIVE.index(judged.fate), judged.why


def write(page: Path, pieces: dict[str, str]) -> None:
    """Put texts between their markers, `<!-- name -->` and `<!-- end of name -->`, in a page."""
    text = page.read_text("utf-8")
    for name, piece in pieces.items():
        head, _, rest = text.partition(f"<!-- {name} -->\n")
        _, end, tail = rest.partition(f"\n<!-- end of {name} -->")
        text = f"{head}<!-- {name} -->\n{piece}{end}{tail}"
    page.write_text(text, "utf-8")


def main() -> int:
    """Measure, print and write; return 1 when a part does not keep what is promised."""
    parser = argparse.ArgumentParser(description="What the checks let pass and what they catch.")
    parser.add_argument("parts", nargs="*", help="only these parts; then docs/teeth.md stays as it is")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    names = chosen.parts or [part.name for part in PARTS]
    # Not forked: a process with threads of NumPy's must not be.
    with ProcessPoolExecutor(chosen.workers, mp_context=get_context("spawn")) as pool:
        rows = list(pool.map(measure, names, [chosen.seeds] * len(names)))
    console = Console(width=max(WIDTH, Console().width))
    console.print(as_table(rows))
    for row in rows:
        for item in row.unsteady:
            console.print(f"[red]changes with the seed: {row.part}, {item}")
    if not chosen.parts:
        write(PAGE, {"table": as_markdown(rows), "mutants": as_list(rows)})
    return 0 if all(row.is_sound for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
