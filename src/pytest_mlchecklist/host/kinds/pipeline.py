"""Pipelines: stages through which records flow, one after the other.

Understood are functions and classes that take the stages apart, as a list, or as a list of (name,
stage) pairs, and classes to which stages are added one by one; what they give is called, has a
method such as `run`, or is gone through; the source comes when it is built, or when it is run. A
stage is a function of one record, or of an iterable that gives an iterable; a pipeline that takes
one record at a time is mapped over the source.

The contract has `stages`, a list of texts ('add 3', 'times 2', 'break NAME'), which become functions
of these names, and `records`, a list of numbers.

Operations: `call` gives all that comes out; `first` ({"records", "taken"}) the first `count` of
them, and how many records that took; `counted` how many records each stage was given; `chained`
what comes out of two pipelines one after the other (`others` are the stages of the second);
`failed` what a stage that breaks comes to ({"raised", "text", "trace", "gave"}).
Facts: 'takes' ('records' or 'streams': what a stage is a function of), 'single' (whether it takes one
record at a time).
"""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..attempts import adapter_for, could_not_call, first_words
from ..plain import to_plain
from ..refusal import LearnerRaised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..loading import Loaded
    from ..shapes import Signature

RECORDS, STREAMS = "records", "streams"
ADDS = ("add", "add_stage", "add_step", "append", "pipe", "then", "map", "register", "add_transform")
RUNS = (
    "run", "process", "apply", "transform", "execute", "stream", "forward", "fit_transform", "iterate",
    "flow", "process_all", "__call__",
)  # fmt: skip
Stage = Callable[[Any], Any]


@dataclass
class Stages:
    """The stages of one pipeline, as functions that count what they are given.

    Attributes:
        texts: What each does.
        takes: What each is a function of.
        counts: How many records each was given.
    """

    texts: Sequence[str]
    takes: str
    counts: list[int] = field(default_factory=list)

    def functions(self) -> list[Stage]:
        """Return the functions."""
        self.counts = [0] * len(self.texts)
        return [self._function(place, text) for place, text in enumerate(self.texts)]

    def _function(self, place: int, text: str) -> Stage:
        verb, what = text.split()

        def one(record: Any) -> Any:
            self.counts[place] += 1
            if verb == "break":
                message = f"the record {record} can't be read"
                raise ValueError(message)
            return record + int(what) if verb == "add" else record * int(what)

        def every(records: Iterable[Any]) -> Iterator[Any]:
            for record in records:
                yield one(record)

        stage = one if self.takes == RECORDS else every
        stage.__name__ = stage.__qualname__ = what if verb == "break" else f"{verb}_{what}"
        stage.__code__ = stage.__code__.replace(co_name=stage.__name__)
        return stage


@dataclass(frozen=True)
class Way:
    """One way to build a pipeline and to have records flow through it.

    Attributes:
        text: The way in words.
        takes: What a stage is a function of.
        flow: Returns what comes out, for the stages and a source.
        single: Whether it takes one record at a time.
    """

    text: str
    takes: str
    flow: Callable[[list[Stage], Iterable[Any]], Iterable[Any]]
    single: bool = False

    def out(self, texts: Sequence[str], source: Iterable[Any]) -> tuple[Iterator[Any], Stages]:
        """Return what comes out, and the stages that it goes through."""
        stages = Stages(texts, self.takes)
        return iter(self.flow(stages.functions(), source)), stages


@dataclass
class PipelineConvention:
    """How a pipeline is built and run."""

    way: Way
    how: str

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(
            filter(None, (f"called as {self.way.text}", f"stages of {self.way.takes}", self.how))
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"takes": self.way.takes, "single": self.way.single}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        operations: Mapping[str, Callable[..., Any]] = {
            "call": self._call,
            "first": self._first,
            "counted": self._counted,
            "chained": self._chained,
            "failed": self._failed,
        }
        if operation not in operations:
            raise Unavailable(operation)
        return operations[operation](**kwargs)

    def _call(self, stages: Sequence[str], records: Sequence[Any]) -> list[Any]:
        return [to_plain(one) for one in self.way.out(stages, iter(records))[0]]

    def _first(self, stages: Sequence[str], records: Sequence[Any], count: int) -> dict[str, Any]:
        taken = 0

        def source() -> Iterator[Any]:
            nonlocal taken
            for record in records:
                taken += 1
                yield record

        came = [to_plain(one) for one in islice(self.way.out(stages, source())[0], count)]
        return {"records": came, "taken": taken}

    def _counted(self, stages: Sequence[str], records: Sequence[Any]) -> list[int]:
        came, counted = self.way.out(stages, iter(records))
        for _ in came:
            pass
        return counted.counts

    def _chained(self, stages: Sequence[str], others: Sequence[str], records: Sequence[Any]) -> list[Any]:
        first, _ = self.way.out(stages, iter(records))
        return [to_plain(one) for one in self.way.out(others, first)[0]]

    def _failed(self, stages: Sequence[str], records: Sequence[Any]) -> dict[str, Any]:
        try:
            gave = self._call(stages, records)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code makes of it is told
            trace = [frame.name for one in _chain(error) for frame in traceback.extract_tb(one.__traceback__)]
            text = " ".join(str(one) for one in _chain(error))
            return {"raised": type(error).__name__, "text": text, "trace": trace, "gave": None}
        return {"raised": "", "text": "", "trace": [], "gave": gave}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, and those before it that Python would show."""
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def open_convention(loaded: Loaded, signature: Signature) -> PipelineConvention:
    """Return the first convention in which as many numbers come out as go in.

    Raises:
        CannotRun: None fits.
    """
    tried = []
    for way in _ways(loaded):
        try:
            _try(way)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{way.text}: {first_words(error)}")
        else:
            return PipelineConvention(way, loaded.how)
    otherwise = "it is neither a function nor a class that takes stages"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


PROBE = ("add 1", "times 3")


def _try(way: Way) -> None:
    came = list(islice(way.out(PROBE, iter([2, 5, 9]))[0], 9))
    numbers = [to_plain(one) for one in came]
    if not numbers or not all(isinstance(one, (int, float)) for one in numbers):
        message = f"gave {first_words(ValueError(str(numbers)))}, where numbers were expected"
        raise LearnerRaised("ValueError", message)


def _ways(loaded: Loaded) -> Iterator[Way]:
    for takes in (RECORDS, STREAMS):
        for text, flow in _whole(loaded):
            yield Way(text, takes, flow)
    for text, build in _builds(loaded):
        for name in ("", *RUNS):
            yield Way(f"{text}, one record at a time", RECORDS, _by_record(build, name), single=True)


def _builds(loaded: Loaded) -> Iterator[tuple[str, Callable[[list[Stage]], Any]]]:
    """Yield the ways to build a pipeline of its stages."""
    make, name = loaded.value, loaded.name
    yield f"{name}(*stages)", lambda stages: make(*stages)
    yield f"{name}(stages)", lambda stages: make(list(stages))
    yield (
        f"{name}([(name, stage), …])",
        lambda stages: make([(getattr(one, "__name__", "stage"), one) for one in stages]),
    )
    for method in ADDS:
        if inspect.isclass(make) and callable(getattr(make, method, None)):
            yield f"{name}().{method}(stage)", partial(_made_and_added, make, method)


def _made_and_added(make: Callable[..., Any], method: str, stages: list[Stage]) -> Any:
    return _added(make(), method, stages)


def _added_to_source(
    make: Callable[..., Any], method: str, stages: list[Stage], source: Iterable[Any]
) -> Iterable[Any]:
    return _items(_added(make(source), method, stages))


def _added(made: Any, method: str, stages: list[Stage]) -> Any:
    for stage in stages:
        came = getattr(made, method)(stage)
        made = made if came is None else came
    return made


def _whole(loaded: Loaded) -> Iterator[tuple[str, Callable[[list[Stage], Iterable[Any]], Iterable[Any]]]]:
    """Yield the ways to run a source through a pipeline."""
    for text, build in _builds(loaded):
        for name in ("", *RUNS):
            yield f"{text}.{name}(source)" if name else f"{text}(source)", _by_source(build, name)
    make, name = loaded.value, loaded.name
    yield f"{name}(source, *stages)", lambda stages, source: _items(make(source, *stages))
    yield f"{name}(source, stages)", lambda stages, source: _items(make(source, list(stages)))
    yield f"{name}(stages, source)", lambda stages, source: _items(make(list(stages), source))
    for method in ADDS:
        if inspect.isclass(make) and callable(getattr(make, method, None)):
            yield f"{name}(source).{method}(stage)", partial(_added_to_source, make, method)


def _by_source(build: Callable[[list[Stage]], Any], name: str) -> Callable[..., Iterable[Any]]:
    return lambda stages, source: _items(_runner(build(stages), name)(source))


def _by_record(build: Callable[[list[Stage]], Any], name: str) -> Callable[..., Iterable[Any]]:
    return lambda stages, source: map(_runner(build(stages), name), source)


def _runner(made: Any, name: str) -> Callable[[Any], Any]:
    if name and name not in dir(type(made)):
        message = f"a {type(made).__name__} has no method {name}"
        raise TypeError(message)
    run: Callable[[Any], Any] = getattr(made, name) if name else made
    return run


def _items(came: Any) -> Iterable[Any]:
    if isinstance(came, (str, bytes, Mapping)) or not hasattr(came, "__iter__"):
        message = f"gave a {type(came).__name__}, which can't be gone through"
        raise TypeError(message)
    return came  # type: ignore[no-any-return]
