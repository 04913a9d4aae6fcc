"""Trackers: a run is started, told its metrics step by step, ended, and loaded again."""

from __future__ import annotations

import inspect
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..attempts import could_not_call, first_words
from ..naming import arguments, roles_of
from ..plain import to_plain
from ..refusal import Unavailable
from .driving import working_in
from .files import changed, snapshot
from .logbooks import Record, config_in, records_in
from .tracker_words import CONFIGS, ENDS, IDS, LOADS, LOGS, OF_RUNS, STARTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made there
"""Where a database need not wait for a disk."""

_ADAPTER = """\
class {part}:
    def __init__(self, log_dir):
        self.log_dir = log_dir

    def start(self, config):
        return ...  # the name of a new run

    def log(self, metrics, step):
        ...

    def finish(self):
        ...

    def load(self, run):
        return {{"config": ..., "metrics": ...}}  # metrics: a mapping for each step
"""


@dataclass
class TrackerConvention:
    """How a tracker is used.

    Attributes:
        cls: The class.
        signature: The contract: the records, then the configuration.
        loaded: The learner's object.
    """

    cls: type
    signature: Signature
    loaded: Loaded

    @property
    def description(self) -> str:
        """The convention in words."""
        used = [_first(self.cls, names) for names in (STARTS, LOGS, ENDS, LOADS)]
        calls = ", ".join(f".{name}(…)" for name in used if name)
        return f"called as {self.cls.__name__}(…), {calls}"

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": []}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation: `call`, `config`, `apart` (`others` besides) or `cut_off`."""
        del args
        records, *rest = (argument.name for argument in self.signature.arguments)
        config = dict(kwargs[rest[0]]) if rest else {}
        with tempfile.TemporaryDirectory(dir=MEMORY) as outer, working_in(outer):
            folder = f"{outer}/runs"  # some write beside the folder that they are told: runs.db
            Path(folder).mkdir()
            if operation == "apart":
                return self._apart(folder, kwargs[records], kwargs["others"], config)
            if operation not in {"call", "config", "cut_off"}:
                raise Unavailable(operation)
            run = _Run(self.cls, folder, config, "run_1")
            if operation == "cut_off":
                return run.records_after_a_crash(kwargs[records])
            run.log_all(kwargs[records])
            run.end()
            return to_plain(run.config()) if operation == "config" else run.records(kwargs[records])

    def _apart(
        self, folder: str, first: Sequence[Record], second: Sequence[Record], config: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the records of two runs that were logged in turns."""
        runs = [_Run(self.cls, folder, config, name) for name in ("run_1", "run_2")]
        for step in range(max(len(first), len(second))):
            for run, records in zip(runs, (first, second), strict=True):
                if step < len(records):
                    run.log(records[step], step)
        for run in runs:
            run.end()
        return {"first": runs[0].records(first), "second": runs[1].records(second)}


class _Run:
    """One run of a tracker that was made for it."""

    def __init__(self, cls: type, folder: str, config: Mapping[str, Any], name: str) -> None:
        self.cls, self.is_cut_off = cls, False
        self.values: dict[str, Any] = {"config": dict(config), "folder": folder, "run": name}
        self.values["path"] = f"{folder}/{name}"
        self.tracker = self._new()
        self.told = self.tracker
        started = self._ask(self.tracker, STARTS)
        if _first(type(started), LOGS):
            self.told = started  # an object for the run
        elif isinstance(started, (str, int)):
            self.values["run"] = started
        for key, value in config.items() if not self._took_config() else ():
            self._ask(self.told, CONFIGS, {"key": key, "value": value})

    def _new(self) -> Any:
        return self.cls(**arguments(self.cls, _roles(self.cls), self.values))

    def _took_config(self) -> bool:
        """Return whether the configuration went in at the start; given whole, where that can be done, now."""
        name = _first(type(self.told), CONFIGS)
        functions = [self.cls, *filter(None, [getattr(self.cls, _first(self.cls, STARTS), None)])]
        if any("config" in _roles(function).values() for function in functions):
            return True
        if name and "config" in _roles(getattr(self.told, name)).values():
            self._ask(self.told, CONFIGS)
            return True
        return not name

    def _ask(self, holder: Any, names: Sequence[str], extra: Mapping[str, Any] | None = None) -> Any:
        """Call the first method of these names that there is; None where there is none."""
        name = _first(type(holder), names)
        if not name:
            return None
        method = getattr(holder, name)
        return method(**arguments(method, _roles(method), self.values | dict(extra or {})))

    def log_all(self, records: Sequence[Record]) -> None:
        """Log the records, one for each step."""
        for step, record in enumerate(records):
            self.log(record, step)

    def log(self, record: Record, step: int) -> None:
        """Log one record, whole or metric by metric."""
        method = getattr(self.told, _first(type(self.told), LOGS))
        roles = _roles(method)
        if "metrics" in roles.values() or not {"key", "value"} <= set(roles.values()):
            self._log_whole(method, roles, record, step)
            return
        for key, value in record.items():
            method(**arguments(method, roles, self.values | {"key": key, "value": value, "step": step}))

    def _log_whole(
        self, method: Callable[..., Any], roles: Mapping[str, str], record: Record, step: int
    ) -> None:
        takes_any = any(
            item.kind is item.VAR_KEYWORD for item in inspect.signature(method).parameters.values()
        )
        given = arguments(method, roles, self.values | {"metrics": dict(record), "step": step})
        if takes_any and "metrics" not in roles.values():
            method(**given, **record)
        else:
            method(**given)

    def end(self) -> None:
        """End the run."""
        self._ask(self.told, ENDS)

    def records(self, logged: Sequence[Record]) -> list[Record]:
        """Return the records of the run, loaded again; none where what it loads holds none."""
        names = list(dict.fromkeys(name for record in logged for name in record))
        found = (records_in(loaded, names) for loaded in self._loaded())
        return next(filter(None, found), [])

    def records_after_a_crash(self, records: Sequence[Record]) -> list[Record]:
        """Log the records, and return those that a tracker finds that was not there when they came.

        Where only the one that logged them knows its run, at least the disk must have changed.
        """
        self.log_all(records[:-1])
        outer = Path(self.values["folder"]).parent
        before = snapshot(outer)
        self.log(records[-1], len(records) - 1)
        has_written = bool(changed(before, snapshot(outer)))
        self.is_cut_off = True
        return self.records(records) if has_written else []

    def config(self) -> dict[str, Any]:
        """Return the configuration of the run, loaded again."""
        found = next(filter(None, map(config_in, self._loaded())), None)
        if found is None:
            message = "config"
            raise Unavailable(message)
        return found

    def _loaded(self) -> Iterator[Any]:
        """Yield what a new tracker loads, and then its own, by whatever the run may be known."""
        known = [self.values["run"], *(getattr(self.told, name, None) for name in IDS)]
        for holder in self._holders():
            for run in known if _first(type(holder), LOADS) else ():
                try:
                    came = self._ask(holder, LOADS, {"run": run, "path": run or None})
                except Exception:  # noqa: BLE001, S112 - it is known by something else
                    continue
                if came is not None:
                    yield came

    def _holders(self) -> Iterator[Any]:
        """Yield what can load: a new tracker, and then the one that logged, unless that has crashed."""
        of_one_run = {"run", "config"} & set(_roles(self.cls).values())  # made anew, it would begin anew
        if not of_one_run:
            yield self._fresh()
        name = _first(self.cls, LOADS)
        finds_runs = bool(name) and bool({"run", "path"} & set(_roles(getattr(self.cls, name)).values()))
        if of_one_run or not finds_runs or not self.is_cut_off:
            yield from (self.told, self.tracker)

    def _fresh(self) -> Any:
        try:
            return self._new()
        except Exception:  # noqa: BLE001 - some refuse a folder that is in use
            return self.tracker


def _roles(function: Callable[..., Any]) -> dict[str, str]:
    """Return the roles of a callable's parameters."""
    roles = roles_of(function, WORDS)
    return roles if "value" in roles.values() else roles_of(function, OF_RUNS)


def _first(cls: type, names: Sequence[str]) -> str:
    """Return the first of these names that is a method of the class, or ''."""
    return next((name for name in names if inspect.isroutine(getattr(cls, name, None))), "")


def _require(records: list[Record]) -> None:
    if not records:
        message = "what it loads holds none of the metrics that were logged"
        raise ValueError(message)


def open_tracker(loaded: Loaded, signature: Signature) -> TrackerConvention:
    """Return the convention of a class that logs and loads.

    Raises:
        CannotRun: It is none, or does not give back what it was told.
    """
    adapter, tried = _ADAPTER.format(part=signature.part), list[str]()
    value: Any = loaded.value
    if inspect.isclass(value) and _first(value, (*LOGS, *STARTS)):
        convention = TrackerConvention(value, signature, loaded)
        probe = signature.probe()
        try:
            _require(convention.run("call", [], probe))
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises
            tried.append(f"{convention.description.removeprefix('called as ')}: {first_words(error)}")
        else:
            return convention
    otherwise = f"it is no class with a method such as {LOGS[0]} or {LOGS[1]}"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter)
