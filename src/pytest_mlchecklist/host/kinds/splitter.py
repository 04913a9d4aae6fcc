"""Splitters: data and labels in, a training set and one or two held-out sets out.

Understood are functions, static methods, and classes whose constructor or method takes
the data; on NumPy arrays, lists, torch tensors or data sets, pandas frames, lists of
pairs, tables with a column of labels, examples in rows or in columns; with shares as
fractions, in percent, as counts or in a tuple, a seed or a generator, and switches such as
`stratify`, which are switched on; that return rows, positions or masks in any nesting.

Operations: `call` gives {"train": {"rows": […], "labels": […]}, "validation": …, "test": …}
without "validation" where there are two sets; rows are positions in x, -1 for a row that
is none of x. `elsewhere` is the same call while the global generators stand elsewhere;
`inputs_after` gives x and y as the call left them.
"""

from __future__ import annotations

import ast
import inspect
import random
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch
from ..attempts import first_words
from ..backends import lists, numpy_arrays, torch_tensors
from ..backends.arrays import to_array
from ..refusal import CannotRun, LearnerRaised, Unavailable
from ..split_arguments import GENERATORS, SETS, Parameters, plain, read_parameters
from ..split_pieces import Reader
from ..split_values import COUNT, FRACTION, PERCENT, Manner, is_asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..loading import Loaded
    from ..shapes import Signature

METHODS = (
    "split", "__call__", "train_test_split", "train_val_test_split", "split_data", "get_split", "get_splits",
    "make_split", "make_splits", "create_splits", "run", "apply", "transform", "fit_transform",
)  # fmt: skip
MOST_TRIES = 400
PROBE = {"test": 0.25, "validation": 0.125, "seed": 1}
PROBE_CLASSES, PROBE_ROWS, PROBE_WIDTH = 4, 320, 5
"""Every share of every class of the probe is a whole number of rows, however it is rounded."""

_EXACT, _PERMUTED, _OTHER = 2, 1, 0


@dataclass(frozen=True)
class Way:
    """A function to call, and the constructor of the object that it belongs to.

    Attributes:
        text: How it is called, for the report.
        function: The function, or the name of the method.
        parameters: Its parameters.
        maker: The class, or None.
        made_with: The constructor's parameters.
        names: What its return statement calls what it returns.
    """

    text: str
    function: Callable[..., Any] | str
    parameters: Parameters
    maker: Callable[..., Any] | None = None
    made_with: Parameters = field(default_factory=lambda: Parameters(()))
    names: Mapping[tuple[Any, ...], str] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Any, ...]:
        """The parameters of both."""
        return (*self.parameters.items, *self.made_with.items)

    @property
    def roles(self) -> frozenset[str]:
        """What the parameters of both are for."""
        return self.parameters.roles | self.made_with.roles

    def call(self, values: Mapping[str, Any]) -> Any:
        """Return what came, or the object that keeps it when nothing did."""
        if self.maker is None or not isinstance(self.function, str):
            return self.parameters.call(self.function, values)  # type: ignore[arg-type]
        instance = self.made_with.call(self.maker, values)
        came = self.parameters.call(getattr(instance, self.function), values)
        return instance if came is None else came


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
            f"on {self.manner.backend.NAME}", _FORMS.get(self.manner.form, ""), *self._switched_on(), *self._shares(),
            "gives three sets" if self.manner.sets == len(SETS) else "gives two sets",
            "" if "seed" in self.way.roles else "seeded through the global generators", self.how,
        )  # fmt: skip
        return "called as " + ", ".join([self.way.text, *filter(None, details)])

    def _switched_on(self) -> Iterator[str]:
        values = self.manner.values(self.way.items, _probe())
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
        wanted = PROBE | dict(kwargs)
        if operation == "inputs_after":
            return self._inputs_after(wanted)
        if operation not in ("call", "elsewhere"):
            raise Unavailable(operation)
        return self.read(self._called(wanted, self._values(wanted), elsewhere=operation == "elsewhere"), wanted)

    def read(self, raw: Any, wanted: Mapping[str, Any]) -> dict[str, dict[str, list[int]]]:
        """Return the sets in what was returned."""
        self.reader = replace(self.reader, x=wanted["x"], y=wanted["y"])
        try:
            return self.reader.read(raw)
        except ValueError as error:
            raise LearnerRaised("ValueError", f"your code {error}") from error

    def _values(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        return self.manner.values(self.way.items, wanted)

    def _called(self, wanted: Mapping[str, Any], values: Mapping[str, Any], *, elsewhere: bool = False) -> Any:
        # Without a seed of its own the code is seeded as its author would: globally.
        _reseed(wanted["seed"] if "seed" not in self.way.roles else int(elsewhere))
        came = self.way.call(values)
        return list(islice(came, PROBE_ROWS)) if isinstance(came, Iterator) else came

    def _inputs_after(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        values = self._values(wanted)
        self._called(wanted, values)
        names = ("x", "y") if self.manner.form == "arrays" else ()
        return dict(wanted) | {name: to_array(values[name]) for name in names}


_FORMS = {
    "column": "labels in a column", "one_hot": "labels one-hot", "columns": "examples in columns",
    "pairs": "as a list of (row, label)", "table": "labels in the last column", "frame": "as a pandas frame",
    "frames": "as pandas frames", "data_set": "as a torch data set",
}  # fmt: skip


def open_convention(loaded: Loaded, signature: Signature) -> SplitterConvention:
    """Return the first convention that gives sets of the sizes asked for, or else any that gives sets.

    Raises:
        CannotRun: None gives a training and a test set.
    """
    tried: dict[str, None] = {}
    try:
        found = _best(_conventions(list(_ways(loaded, signature)), loaded), tried)
    except NoMatch as error:
        message = f"{loaded.name} can't be called as {signature.part}: {error}"
        raise CannotRun(message, adapter=ADAPTER) from error
    if found is None:
        first, *others = tried
        raise CannotRun(f"{loaded.name} could not be called: {first}", tried=others[:5], adapter=ADAPTER)
    return _with_share_of_rest(found)


ADAPTER = """\
def split(x, y, test=0.25, validation=0.125, seed=0):
    # x has the axes (n, d), y holds the classes (n,); call your own code here
    return {"train": ..., "validation": ..., "test": ...}  # the positions of their rows
"""


def _best(groups: Iterator[Iterator[SplitterConvention]], tried: dict[str, None]) -> SplitterConvention | None:
    """Return the best convention of the first group in which one works."""
    tries = 0
    for group in groups:
        working: dict[int, SplitterConvention] = {}
        for convention in group:
            tries += 1
            try:
                fit = _fit(convention)
            except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
                tried[f"{convention.way.text}: {first_words(error)}"] = None
                continue
            working.setdefault(fit, convention)
            if fit == _EXACT or tries > MOST_TRIES:
                break
        if working:
            return working[max(working)]
    return None


def _fit(convention: SplitterConvention) -> int:
    """Return how well the sizes of the sets fit what was asked.

    Raises:
        Exception: It gives no sets, or not as many as expected.
    """
    sets = convention.run("call", [], _probe())
    if len(sets) != convention.manner.sets:
        message = f"gave {len(sets)} sets"
        raise ValueError(message)
    sizes = {name: len(own["rows"]) for name, own in sets.items()}
    if not is_asked(convention.way.items, convention.manner.sets):
        return _EXACT
    test, validation = PROBE["test"], PROBE["validation"] * (len(sets) == len(SETS))
    asked = {"train": 1 - test - validation, "validation": validation, "test": test}
    by_rest = asked | {"validation": validation * (1 - test), "train": (1 - test) * (1 - validation)}
    return max(_agreement(sizes, shares) for shares in (asked, by_rest))


def _agreement(sizes: Mapping[str, int], shares: Mapping[str, float]) -> int:
    expected = {name: shares[name] * PROBE_ROWS for name in sizes}
    if all(abs(sizes[name] - expected[name]) <= PROBE_CLASSES for name in sizes):
        return _EXACT
    ordered = zip(sorted(sizes.values()), sorted(expected.values()), strict=True)
    return _PERMUTED if all(abs(size - other) <= PROBE_CLASSES for size, other in ordered) else _OTHER


def _with_share_of_rest(convention: SplitterConvention) -> SplitterConvention:
    """Settle whether the validation share counts from all rows or from what the test set leaves."""
    roles = convention.way.roles
    if convention.manner.sets < len(SETS) or not {"test", "validation"} <= roles or convention.manner.unit == COUNT:
        return convention
    came = len(convention.run("call", [], _probe())["validation"]["rows"])
    whole = PROBE["validation"] * PROBE_ROWS
    nearer = abs(came - whole * (1 - PROBE["test"])) < abs(came - whole)
    return replace(convention, manner=replace(convention.manner, of_rest=nearer))


def _probe() -> dict[str, Any]:
    x = np.arange(PROBE_ROWS * PROBE_WIDTH, dtype=float).reshape(PROBE_ROWS, PROBE_WIDTH)
    return {"x": x, "y": np.arange(PROBE_ROWS) % PROBE_CLASSES, **PROBE}


def _conventions(ways: list[Way], loaded: Loaded) -> Iterator[Iterator[SplitterConvention]]:
    """Yield the conventions to try, in groups that differ in the way to call and the form of the data."""
    for way in ways:
        for form, backend in _data_forms(way, loaded):
            yield _of_group(way, Manner(form, backend), loaded)


def _of_group(way: Way, manner: Manner, loaded: Loaded) -> Iterator[SplitterConvention]:
    alternatives = product((2, 3), _units(way), _seeds(way), _stratifications(way), _share_meanings(way), (False, True))
    for sets, unit, seed, stratify, share, swapped in alternatives:
        if swapped and sets < len(SETS):
            continue
        own = replace(manner, sets=sets, unit=unit, seed=seed, stratify=stratify, share=share)
        probe = _probe()
        reader = Reader(probe["x"], probe["y"], way.names, in_columns=manner.form == "columns", swapped=swapped)
        yield SplitterConvention(way, own, reader, how=loaded.how)


def _data_forms(way: Way, loaded: Loaded) -> Iterator[tuple[str, Any]]:
    text = loaded.source
    tensors = [torch_tensors] if torch_tensors.is_loaded() and "torch" in text else []
    plain_lists = not any(name in text for name in ("numpy", "np.", "torch", "sklearn", "pandas"))
    arrays = [lists, numpy_arrays] if plain_lists else [numpy_arrays, lists]
    backends = [*tensors, *arrays] if "torch" in _source(way) else [*arrays, *tensors]
    has_frames = "pandas" in sys.modules and "pandas" in text
    if "data" in way.roles:
        forms = ["frame"] * has_frames + ["data_set"] * bool(tensors) + ["pairs", "table"]
    else:
        forms = ["frames", "frame"] * has_frames + ["arrays", "column", "columns", "one_hot"]
    for form in forms:
        for backend in backends[:1] if form in ("frame", "frames", "data_set") else backends:
            yield form, backend


def _units(way: Way) -> tuple[str, ...]:
    has_shares = way.roles & {"train", "validation", "test", "share", "shares"}
    return (FRACTION, PERCENT, COUNT) if has_shares else (FRACTION,)


def _seeds(way: Way) -> list[str]:
    names = [plain(item.name) for item in way.items if item.role == "seed"]
    if not set(names) & GENERATORS:
        return ["number"]
    torch_too = ["torch.Generator"] if torch_tensors.is_loaded() else []
    return ["np.random.Generator", "number", "random.Random", "np.random.RandomState", *torch_too]


def _stratifications(way: Way) -> tuple[str, ...]:
    return ("labels", "switch") if "stratify" in way.roles else ("labels",)


def _share_meanings(way: Way) -> tuple[str, ...]:
    return ("train", "test") if "share" in way.roles else ("train",)


def _ways(loaded: Loaded, signature: Signature) -> Iterator[Way]:
    """Yield the ways to call the object.

    Raises:
        NoMatch: There is none.
    """
    refusals, found = [], False
    for candidate in _candidates(loaded, signature):
        try:
            way = candidate()
        except NoMatch as error:
            refusals.append(error)
            continue
        if way.roles & {"x", "y", "data"}:
            found = True
            yield way
    if not found:
        raise refusals[0] if refusals else NoMatch("it takes no data")


def _candidates(loaded: Loaded, signature: Signature) -> Iterator[Callable[[], Way]]:
    value = loaded.value
    if loaded.owner is not None:
        yield lambda: _of_method(loaded.owner, loaded.name)
    elif inspect.isclass(value):
        defined = {name for base in value.__mro__[:-1] for name in vars(base)}
        for name in dict.fromkeys((*signature.names, *METHODS)):
            if name in defined:
                yield lambda name=name: _of_method(value, name)  # type: ignore[misc]
    elif callable(value):
        yield lambda: _of_function(value, loaded.name)


def _of_function(function: Callable[..., Any], name: str) -> Way:
    parameters = read_parameters(function)
    return Way(_text(name, parameters), function, parameters, names=_return_names(function))


def _of_method(owner: Any, name: str) -> Way:
    static = isinstance(inspect.getattr_static(owner, name), (staticmethod, classmethod))
    if static:
        return _of_function(getattr(owner, name), f"{owner.__name__}.{name}")
    function = getattr(owner, name)
    parameters, made_with = read_parameters(function, without_self=True), read_parameters(owner)
    text = f"{_text(owner.__name__, made_with)}.{_text(name, parameters)}"
    return Way(text, name, parameters, owner, made_with, _return_names(function))


def _text(name: str, parameters: Parameters) -> str:
    return f"{name}({', '.join([*(['x, y'] if parameters.variable else []), *(item.name for item in parameters.items)])})"


def _source(way: Way) -> str:
    function = getattr(way.maker, way.function) if isinstance(way.function, str) else way.function
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return ""


def _return_names(function: Callable[..., Any]) -> dict[tuple[Any, ...], str]:
    """Return what the last return statement calls each position, such as {(0,): 'x_train'}."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return {}
    returned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    return dict(_named(returned[-1], ())) if returned and returned[-1] is not None else {}


def _named(node: ast.expr, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(node, (ast.Tuple, ast.List)):
        for position, item in enumerate(node.elts):
            yield from _named(item, (*path, position))
    elif path:
        yield path, ast.unparse(node)


def _reseed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - the generator that learners' code draws from
    if torch_tensors.is_loaded():
        sys.modules["torch"].manual_seed(seed)
