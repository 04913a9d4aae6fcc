"""Trainings that are tracked: called with settings and a folder, and what they left there is read."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..attempts import could_not_call, first_words
from ..naming import arguments, named, roles_among, roles_of, vocabulary
from ..refusal import CannotRun, Unavailable
from .driving import working_in
from .stores import read_stores, settings_of
from .tracker_words import WORDS
from .tracking import MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

_ADAPTER = """\
def {part}(config, log_dir):
    # config has the keys learning_rate, epochs, batch_size, hidden and seed
    ...  # call your own training here; it writes to log_dir
"""
_SETTINGS = vocabulary(
    learning_rate="learningrate lr eta stepsize alpha",
    epochs="epochs nepochs numepochs maxepochs iterations niter numiterations nsteps numsteps steps maxsteps",
    batch_size="batchsize bs batch",
    hidden="hidden hiddensize hiddendim hiddenunits nhidden units width hiddenlayersize",
    seed="seed randomstate randomseed",
)
_AROUND = {role: WORDS[role] for role in ("config", "folder", "path", "run")}


class Config(dict[str, Any]):
    """A configuration that remembers which settings were asked for; `config.lr` is `config["lr"]`."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.__dict__["asked"] = {}

    def __getitem__(self, name: str) -> Any:
        self.__dict__["asked"][name] = value = super().__getitem__(name)
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """Return a setting, or the default."""
        try:
            return self[name]
        except KeyError:
            return default

    def __getattr__(self, name: str) -> Any:
        if name not in self:
            raise AttributeError(name)
        return self[name]


@dataclass
class TrackedTraining:
    """How a training that is tracked is called.

    Attributes:
        function: The training.
        loaded: Where it was found.
        part: The part that it is shown for.
        kinds: Whose stores it wrote.
        left: What each training left, by its settings: some stores take seconds to set up.
    """

    function: Callable[..., Any]
    loaded: Loaded
    part: str = ""
    kinds: str = ""
    left: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        given = ", ".join(item.name for item in named(self.function))
        return f"called as {self.loaded.name}({given}), {self.kinds or 'nothing'} read"

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": []}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Train, and return the settings that were used, those that are kept, and the series of metrics.

        Raises:
            CannotRun: The first training can't be called.
        """
        del args
        if operation != "call":
            raise Unavailable(operation)
        config = dict(kwargs["config"])
        if str(config) not in self.left:
            try:
                self.left[str(config)] = self._tracked(config)
            except Exception as error:
                if self.left:
                    raise
                tried = [f"{self.loaded.name}(…): {first_words(error)}"]
                raise _refused(self.loaded, self.part, tried) from error
        return self.left[str(config)]

    def _tracked(self, config: dict[str, Any]) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder, working_in(folder), _at_home(folder):
            used = self._train(config, folder)
            _end_runs()
            store = read_stores(Path(folder))
        self.kinds = " and ".join(sorted(store.kinds))
        kept = {name: value for name, value in used.items() if store.has(name, value)}
        series = {name: sorted(values) for name, values in store.series.items()}
        return {
            "used": used,
            "kept": kept,
            "steps": {name: [step for step, _ in values] for name, values in series.items()},
        }

    def _train(self, values: dict[str, Any], folder: str) -> dict[str, Any]:
        """Train with the settings under the names that the code gives to them; return those that it used."""
        runs = f"{folder}/runs"
        asked = roles_among(list(dict.fromkeys(settings_of(self.loaded.source))), _SETTINGS)
        config = Config({name: values[role] for name, role in asked.items()} or values)
        own = {
            item.name: role
            for item in named(self.function)
            for role in [roles_among([item.name], _SETTINGS).get(item.name)]
            if role
        }
        roles = roles_of(self.function, _AROUND) | own
        given = {**values, "config": config, "folder": runs, "path": f"{runs}/run_1", "run": "run_1"}
        self.function(**arguments(self.function, roles, given))
        return {**config.__dict__["asked"], **{name: values[role] for name, role in own.items()}}


@contextlib.contextmanager
def _at_home(folder: str) -> Iterator[None]:
    """Let trackers write into the folder and ask no network, whatever the code leaves open."""
    ours = {
        "MLFLOW_TRACKING_URI": f"sqlite:///{folder}/mlflow.db",
        "WANDB_MODE": "offline",
        "WANDB_DIR": folder,
        "WANDB_SILENT": "true",
    }
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        _end_runs()
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _end_runs() -> None:
    for library, end in (("mlflow", "end_run"), ("wandb", "finish"), ("wandb", "teardown")):
        with contextlib.suppress(Exception):
            getattr(sys.modules[library], end)()
    fluent: Any = sys.modules.get("mlflow.tracking.fluent")
    if fluent is not None:  # it remembers an experiment that the next folder does not have
        fluent._active_experiment_id = None  # noqa: SLF001 - it has no public way to forget it
        os.environ.pop("MLFLOW_EXPERIMENT_ID", None)


def open_tracked_training(loaded: Loaded, signature: Signature) -> TrackedTraining:
    """Return the convention of a function that trains and tracks; nothing is run.

    Raises:
        CannotRun: It is no function.
    """
    value: Any = loaded.value
    if not callable(value) or isinstance(value, type):
        raise _refused(loaded, signature.part, [])
    return TrackedTraining(value, loaded, signature.part)


def _refused(loaded: Loaded, part: str, tried: list[str]) -> CannotRun:
    otherwise = "it is no function that trains with settings and a folder"
    return could_not_call(loaded.name, tried, otherwise=otherwise, adapter=_ADAPTER.format(part=part))
