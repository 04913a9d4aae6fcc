"""Splitters: data and labels in, a training set and one or two held-out sets out.

Understood are functions, static methods, and classes whose constructor or method takes
the data; on NumPy arrays, lists, torch tensors or data sets, pandas frames, lists of
pairs, tables with a column of labels, examples in rows or in columns; with shares as
fractions, in percent, as counts or in a tuple, a seed or a generator, and switches such as
`stratify`, which are switched on; that return rows, positions or masks in any nesting.

Operations: `call` gives {"train": {"rows": […], "labels": […]}, "validation": …, "test": …}
without "validation" where there are two sets; rows are positions in x, -1 for a row that
is none of x. `again` is the same call while the global generators stand elsewhere;
`inputs_after` gives x and y as the call left them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from ..attempts import first_words
from ..backends.arrays import to_array
from ..refusal import CannotRun, LearnerRaised, Unavailable
from ..seeding import reseed
from ..splitting.contents import LONGEST
from ..splitting.manners import data_forms, manners
from ..splitting.parameters import SETS
from ..splitting.pieces import Reader
from ..splitting.probing import SHARES, Fit, fit_of_sizes, is_share_of_rest, probe
from ..splitting.values import COUNT, FRACTION, PERCENT, Manner, is_asked
from ..splitting.ways import Way, ways

if TYPE_CHECKING:
    from ..loading import Loaded
    from ..shapes import Signature

MOST_TRIES = 400


@dataclass
class SplitterConvention:
    """How a splitting function is called, and how what it returns is read."""

    way: Way
    manner: Manner
    reader: Reader
    how: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        details = (
            _FORMS.get(self.manner.form, "").format(backend=self.manner.backend.NAME),
            *self._switched_on(),
            *self._shares(),
            "gives three sets" if self.manner.sets == len(SETS) else "gives two sets",
            "" if "seed" in self.way.roles else "seeded through the global generators",
            self.how,
        )
        return "called as " + ", ".join([self.way.text, *filter(None, details)])

    def _switched_on(self) -> Iterator[str]:
        values = self.manner.values(self.way.items, probe())
        for item in self.way.items:
            if item.role in ("stratify", "shuffle", "method") and item.default is not values[item.role]:
                value = values[item.role]
                yield f"with {item.name}={'y' if not isinstance(value, (bool, str)) else repr(value)}"

    def _shares(self) -> Iterator[str]:
        if not is_asked(self.way.items, self.manner.sets):
            yield "which chooses its shares itself"
        elif self.manner.unit != FRACTION:
            yield {PERCENT: "shares in percent", COUNT: "sizes in rows"}[self.manner.unit]
        if self.manner.of_rest:
            yield "the validation share counts from what the test set leaves"

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        lacks = [] if self.manner.sets == len(SETS) else ["validation"]
        if not is_asked(self.way.items, self.manner.sets):
            lacks = ["test", "validation"]
        return {"lacks": lacks, "seeded": "argument" if "seed" in self.way.roles else "globally"}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        wanted = SHARES | {"seed": 0} | dict(kwargs)
        if operation == "inputs_after":
            return self._inputs_after(wanted)
        if operation not in ("call", "again"):
            raise Unavailable(operation)
        raw = self._called(wanted, self._values(wanted), again=operation == "again")
        try:
            return self._read(raw, wanted)
        except ValueError as error:
            kind = "ValueError"
            raise LearnerRaised(kind, f"your code {error}") from error

    def probed(self) -> dict[str, dict[str, list[int]]]:
        """Return the sets of the probe.

        Raises:
            Exception: The code can't be called so, or gives no sets.
        """
        wanted = probe()
        return self._read(self._called(wanted, self._values(wanted)), wanted)

    def _read(self, raw: Any, wanted: Mapping[str, Any]) -> dict[str, dict[str, list[int]]]:
        self.reader = replace(self.reader, x=wanted["x"], y=wanted["y"])
        return self.reader.read(raw)

    def _values(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        return self.manner.values(self.way.items, wanted)

    def _called(self, wanted: Mapping[str, Any], values: Mapping[str, Any], *, again: bool = False) -> Any:
        # Without a seed of its own the code is seeded as its author would: globally.
        reseed(wanted["seed"] if "seed" not in self.way.roles else int(again))
        came = self.way.call(values)
        return list(islice(came, LONGEST)) if isinstance(came, Iterator) else came

    def _inputs_after(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        values = self._values(wanted)
        self._called(wanted, values)
        names = ("x", "y") if self.manner.form == "arrays" else ()
        return dict(wanted) | {name: to_array(values[name]) for name in names}


_FORMS = {
    "arrays": "on {backend}",
    "column": "on {backend}, labels in a column",
    "one_hot": "on {backend}, labels one-hot",
    "columns": "on {backend}, examples in columns",
    "pairs": "on a list of (row, label)",
    "table": "on {backend}, labels in the last column",
    "frame": "on a pandas frame",
    "frames": "on pandas frames",
    "data_set": "on a torch data set",
}


_Group = Iterator[SplitterConvention]


def open_convention(loaded: Loaded, signature: Signature) -> SplitterConvention:
    """Return the first convention that gives sets of the sizes asked for, or else any that gives sets.

    Raises:
        CannotRun: None gives a training and a test set.
    """
    tried: dict[str, None] = {}
    try:
        found = _best(_conventions(list(ways(loaded, signature)), loaded), tried)
    except NoMatch as error:
        message = f"{loaded.name} can't be called as {signature.part}: {error}"
        raise CannotRun(message, adapter=ADAPTER) from error
    if found is None:
        first, *others = tried
        message = f"{loaded.name} could not be called: {first}"
        raise CannotRun(message, tried=others[:5], adapter=ADAPTER)
    return _with_share_of_rest(found)


ADAPTER = """\
def split(x, y, test=0.25, validation=0.125, seed=0):
    # x has the axes (n, d), y holds the classes (n,); call your own code here
    return {"train": ..., "validation": ..., "test": ...}  # the positions of their rows
"""


def _best(groups: Iterator[_Group], tried: dict[str, None]) -> SplitterConvention | None:
    """Return the best convention of the first group in which one works."""
    tries = 0
    for group in groups:
        working: dict[Fit, SplitterConvention] = {}
        for convention in group:
            tries += 1
            try:
                fit = _fit(convention)
            except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
                tried[f"{convention.way.text}: {first_words(error)}"] = None
                continue
            working.setdefault(fit, convention)
            if fit is Fit.EXACT:
                break
        if working or tries > MOST_TRIES:
            return working[max(working)] if working else None
    return None


def _fit(convention: SplitterConvention) -> Fit:
    """Return how well the sizes of the sets fit what was asked.

    Raises:
        Exception: It gives no sets, or not those expected.
    """
    sets = convention.probed()
    expected = {"train", "validation", "test"} if convention.manner.sets == len(SETS) else {"train", "test"}
    if set(sets) != expected:
        message = f"gave {len(sets)} sets: {', '.join(sets)}"
        raise ValueError(message)
    is_free = not is_asked(convention.way.items, convention.manner.sets)
    return Fit.EXACT if is_free else fit_of_sizes({name: len(own["rows"]) for name, own in sets.items()})


def _with_share_of_rest(convention: SplitterConvention) -> SplitterConvention:
    """Settle whether the validation share counts from all rows or from what the test set leaves."""
    manner = convention.manner
    takes_both = {"test", "validation"} <= convention.way.roles
    if manner.sets < len(SETS) or not takes_both or manner.unit == COUNT:
        return convention
    of_rest = is_share_of_rest(len(convention.probed()["validation"]["rows"]))
    return replace(convention, manner=replace(manner, of_rest=of_rest))


def _conventions(ways: list[Way], loaded: Loaded) -> Iterator[_Group]:
    """Yield the conventions to try, in groups that differ in the way to call and the form of the data."""
    for way in ways:
        for form, backend in data_forms(way, loaded):
            yield _of_group(way, form, backend, loaded)


def _of_group(way: Way, form: str, backend: Any, loaded: Loaded) -> _Group:
    for manner in manners(way, form, backend):
        data = probe()
        in_columns = form == "columns"
        reader = Reader(data["x"], data["y"], way.names, in_columns=in_columns, swapped=manner.swapped)
        yield SplitterConvention(way, manner, reader, how=loaded.how)
