"""Prints the table of `make real`: how well published packages are bound and judged.

python tests/real_code/measure.py [PACKAGE …]
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from packages import Package, packages
from trials import Finds, find, verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEAST_FOUND, LEAST_CALLABLE = 90.0, 95.0
WIDTH = 100
COULD_NOT_RUN = "could not run"
HEADINGS = ("Package", "Parts", "Found", "Callable", "Right verdict", "Besides")


@dataclass(frozen=True)
class Measured:
    """What came of one package.

    Attributes:
        package: The package.
        finds: What discovery found in it without a manifest.
        came: The verdicts of the declared parts.
    """

    package: Package
    finds: Finds
    came: dict[str, str]

    @property
    def called(self) -> set[str]:
        """The parts that were called as their author wrote them, without an adapter of ours."""
        ran = {part for part, verdict in self.came.items() if verdict != COULD_NOT_RUN}
        return ran & self.package.present.keys() - set(self.package.adapted)

    @property
    def judged(self) -> set[str]:
        """The parts whose verdict is right."""
        return {part for part, verdict in self.package.verdicts.items() if self.came.get(part) == verdict}

    def counts(self) -> list[int]:
        """Return the numbers of its row."""
        parts = (self.package.present, self.finds.right, self.called, self.judged, self.finds.besides)
        return [len(some) for some in parts]

    def misses(self) -> Iterator[str]:
        """Yield one line for everything that is not as it should be."""
        for part in self.package.present:
            reason = self.package.missed.get(part, "")
            if part not in self.finds.right:
                instead = f", but {self.finds.wrong[part]}" if part in self.finds.wrong else ""
                yield self._line(part, f"not found{instead}", reason)
            if part not in self.called:
                yield self._line(part, "not called as it is", reason)
        for part in self.package.verdicts.keys() - self.judged:
            yield self._line(part, f"the verdict is {self.came.get(part)}", self.package.verdicts[part])
        for part, target in self.finds.besides.items():
            yield self._line(part, f"proposed: {target}", self.package.besides.get(part, "a look-alike"))

    def _line(self, part: str, what: str, reason: str) -> str:
        return f"{self.package.folder.name} {part}: {what}" + (f" ({reason})" if reason else "")


def measure(package: Package, folder: Path) -> Measured:
    """Return what the plugin makes of a package, without our manifest and then with it."""
    alone = package.unpack_alone(folder / "alone")
    finds = find(package, alone) if package.present else Finds(frozenset(), {}, {})
    parts = verify(package.unpack(folder / "declared"))
    return Measured(package, finds, {part: parts[part]["verdict"] for part in package.verdicts})


def total(rows: Iterable[Measured]) -> list[int]:
    """Return the sums of the columns."""
    return [sum(column) for column in zip(*(row.counts() for row in rows), strict=True)]


def shares(sums: list[int], declared: int) -> list[float]:
    """Return the percentages found, callable and rightly judged."""
    parts, found, called, judged, _ = sums
    return [100 * found / parts, 100 * called / parts, 100 * judged / declared]


def table(rows: list[Measured]) -> Table:
    """Return the table, a package a row."""
    shown = Table(*HEADINGS)
    for column in shown.columns[1:]:
        column.justify = "right"
    for row in rows:
        shown.add_row(row.package.folder.name, *map(str, row.counts()))
    shown.add_section()
    sums, declared = total(rows), sum(len(row.package.verdicts) for row in rows)
    shown.add_row("all", *map(str, sums))
    shown.add_row("", "", *(f"{share:.0f} %" for share in shares(sums, declared)), "")
    return shown


def main(names: list[str]) -> int:
    """Print the table and the misses; return whether they are more than there may be."""
    console = Console(width=WIDTH)
    rows = []
    for package in packages():
        if not names or package.folder.name in names:
            with console.status(package.name), tempfile.TemporaryDirectory() as folder:
                rows.append(measure(package, Path(folder)))
    console.print(table(rows))
    for line in (line for row in rows for line in row.misses()):
        console.print(line, highlight=False, soft_wrap=True)
    found, called, judged = shares(total(rows), sum(len(row.package.verdicts) for row in rows))
    return int(found < LEAST_FOUND or called < LEAST_CALLABLE or judged < 100)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
