"""Loaders: what gives data, as a whole, batch by batch, or record by record.

Understood are functions, generators, classes and objects: torch data sets, loaders and samplers,
tf.data, Keras sequences, objects with `__iter__`, with `__len__` and `__getitem__`, or with
`next_batch()`; on NumPy arrays, lists or tensors, examples in rows or in columns; batches that are
tuples, mappings, lists of examples, or positions, of arrays that are given apart or as one data
set. A whole data set may come as `(x, y)`, two or three such sets, four arrays, a Bunch, a mapping,
a pandas frame with a column of labels, an object's attributes, or anything that is gone through
example by example. A record may come as a line, a list, a mapping, an array or a row of a frame.

What a part gives is told by its contract, or by `@loader(gives=…)`: 'dataset' (no arguments; it is
called only because it was declared), 'batches' (of the arguments with the axis n), 'records'
(of the files that its path names).

Operations: `call` gives {"x", "y"} of a data set, the list of batches (each a mapping by the
contract's names) of one pass, or the list of batches of records (each a list of its fields, numbers
as numbers); `first(count)` only the first batches; `passes(count)` several epochs, one after the
other; `item(index)` and `length` of what can be indexed; `peak` the most memory in bytes that a
pass needs, `peak(count)` the same for the first batches; `taken(count)` how much of an almost
endless file the first batches take ({"taken", "of"} in bytes); `resumed(count)` what comes before
and after a state is saved ({"before", "after"}).
Facts: 'lacks' (arguments that it does not take), 'lazy' (whether it makes batches one by one),
'endless', 'single' (whether it gives one example at a time), 'epochs' (whether one object gives one
pass after the other).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from ..attempts import adapter_for, could_not_call, first_words
from ..backends import lists, numpy_arrays
from ..dialects import backends_for
from ..loaders.batches import Piece
from ..loaders.courses import BatchCourse, Course, RecordCourse, Unfit
from ..loaders.datasets import NoData, read_dataset
from ..loaders.operations import OPERATIONS
from ..loaders.passes import is_frame
from ..loaders.ways import Way, ways
from ..refusal import CannotRun, LearnerRaised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

DATASET, BATCHES, RECORDS = "dataset", "batches", "records"


@dataclass
class DatasetConvention:
    """How a whole data set is loaded."""

    way: Way
    how: str

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, (f"called as {self.way.text}", self.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": []}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation not in ("call", "item", "length"):
            raise Unavailable(operation)
        found = self.whole(kwargs)
        if operation == "length":
            return len(found["x"])
        if operation == "item":
            return self._item(kwargs, found)
        return found

    def whole(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the inputs and the labels.

        Raises:
            LearnerRaised: What came holds none.
        """
        try:
            return read_dataset(self.way.open(values))
        except NoData as error:
            kind = "ValueError"
            raise LearnerRaised(kind, f"your code {error}") from error

    def _item(self, values: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
        """Return one example; of a data set that can be indexed, in its own way."""
        raw, index = self.way.open(values), values["index"]
        if is_indexed(raw):
            found, index = read_dataset([raw[index]]), 0
        return {name: found[name][index] for name in ("x", "y")}


def is_indexed(raw: Any) -> bool:
    """Return whether a data set hands out its own examples by number."""
    return hasattr(raw, "__getitem__") and not isinstance(raw, (tuple, list, dict)) and not is_frame(raw)


@dataclass
class PassConvention:
    """How a loader of batches or of records is gone through."""

    course: Course
    how: str

    @property
    def description(self) -> str:
        """The convention in words."""
        return "called as " + ", ".join(filter(None, (self.course.text, *self.course.words(), self.how)))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return self.course.facts()

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation not in OPERATIONS:
            raise Unavailable(operation)
        try:
            return OPERATIONS[operation](self.course, dict(kwargs))
        except Unfit as error:
            kind = "ValueError"
            raise LearnerRaised(kind, f"your code {error}") from error


def open_convention(loaded: Loaded, signature: Signature) -> DatasetConvention | PassConvention:
    """Return the first convention that gives what the contract says.

    Raises:
        CannotRun: None does.
    """
    tried: list[str] = []
    adapter = adapter_of(signature)
    try:
        for attempt in _attempts(loaded, signature):
            try:
                return attempt.opened(loaded.how)
            except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
                tried.append(f"{attempt.text}: {first_words(error)}")
    except NoMatch as error:
        message = f"{loaded.name} can't be called as {signature.part}: {error}"
        raise CannotRun(message, tried, adapter) from error
    otherwise = "it is neither a function, a class nor an object that can be gone through"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter)


@dataclass(frozen=True)
class _DatasetAttempt:
    way: Way

    @property
    def text(self) -> str:
        return self.way.text

    def opened(self, how: str) -> DatasetConvention:
        read_dataset(self.way.open({}))
        return DatasetConvention(self.way, how)


@dataclass(frozen=True)
class _PassAttempt:
    course: Course

    @property
    def text(self) -> str:
        return ", ".join(filter(None, (self.course.text, *self.course.words())))

    def opened(self, how: str) -> PassConvention:
        self.course.settle()
        return PassConvention(self.course, how)


def _attempts(loaded: Loaded, signature: Signature) -> Iterator[_DatasetAttempt | _PassAttempt]:
    gives, probe = gives_of(signature), signature.probe()
    pieces = pieces_of(signature, probe) if gives == BATCHES else ()
    for way in ways(loaded, signature, tuple(piece.name for piece in pieces)):
        if gives == DATASET:
            yield _DatasetAttempt(way)
        elif gives == RECORDS:
            yield _PassAttempt(RecordCourse(way, signature, probe))
        else:
            given = BatchCourse(way, signature, probe, pieces=pieces, backend=lists)
            yield from map(_PassAttempt, _batch_courses(given, loaded))


def _batch_courses(given: BatchCourse, loaded: Loaded) -> Iterator[BatchCourse]:
    """Yield the ways to hand the arrays over: in rows or columns, of each array type, apart or as pairs."""
    for in_columns in (False, True):
        for backend in backends_for(loaded):
            yield replace(given, in_columns=in_columns, backend=backend)
    if not {piece.name for piece in given.pieces} <= given.way.taken:
        yield replace(given, backend=numpy_arrays, as_pairs=True)


def gives_of(signature: Signature) -> str:
    """Return what a part's loader gives: as its page says, or as its arguments tell."""
    told = signature.options.get("gives")
    if told:
        return str(told)
    if any(argument.axes for argument in signature.arguments):
        return BATCHES
    return RECORDS if signature.arrays else DATASET


def pieces_of(signature: Signature, probe: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Return what a batch holds: every argument of the contract that has the axis n, or as many items."""
    count = signature.sizes().get("n")
    pieces = []
    for argument in signature.arrays:
        value = probe[argument.name]
        if argument.axes and argument.axes[0] == "n":
            pieces.append(Piece(argument.name, is_array=True))
        elif argument.axes is None and isinstance(value, list) and len(value) == count:
            pieces.append(Piece(argument.name, is_array=False))
    return tuple(pieces)


def adapter_of(signature: Signature) -> str:
    """Return a function to paste, which gives what the part's loader gives."""
    names = ", ".join(piece.name for piece in pieces_of(signature, signature.probe()))
    result = {
        DATASET: "x, y: the inputs and the labels, one of each for every example",
        RECORDS: "batches, one after the other: lists of records",
        BATCHES: f"batches, one after the other: tuples ({names})",
    }
    gives = gives_of(signature)
    head = adapter_for(signature).partition("    return")[0]
    returned = "return" if gives == DATASET else "yield from"
    return f"{head}    {returned} ...  # {result[gives]}\n"
