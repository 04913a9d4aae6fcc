"""Training that survives an interruption: run whole, and run again after its process was ended on the way.

Understood are functions, and classes with `train`, `fit` or `run`, that take their settings as arguments, as
one configuration (a mapping or a namespace), as a list of words for a parser, or from sys.argv or the
environment, by the names that the code asks for. Places are a folder or a file in a fresh folder. Data and
model are the learner's own. Each run is a fork of the host; the one that is interrupted ends without any
warning between two checkpoints, at a line of the learner's file.

Operations, with the contract's arguments (`moment`, a share; `lr`, `epochs`, `seed`): `call` gives
{"whole" and
"resumed": the learnt weights, "done": the share of the work that was saved when it was interrupted, "again":
the share that the second run took}; `alone` {"weights", "inside", "outside": the files that it wrote in the
place that it was given, and elsewhere}. Facts: 'lacks', 'told' (which it takes).
"""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import sys
import tempfile
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from ..attempts import could_not_call
from ..naming import vocabulary
from ..ranks.forks import run_forked
from ..refusal import CannotRun, LearnerRaised, Unavailable
from ..resuming.running import KILLED, Meter, file_of, numbers_in
from ..seeding import reseed
from ..training.tasks import Misfit
from ..training.ways import ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature
    from ..training.ways import Way

LIMIT = 20.0
WORDS = vocabulary(
    config="config cfg args settings hparams conf opts params options namespace hyperparameters",
    argv="argv arguments cliargs",
    folder="checkpointdir ckptdir outputdir outdir savedir workdir modeldir rundir dir directory folder "
    "logdir "
    "jobdir artifactsdir checkpointfolder outputfolder smmodeldir smcheckpointdir aipmodeldir outputpath",
    file="checkpointpath ckptpath checkpoint path filename checkpointfile ckpt savepath file ckptfile "
    "statepath "
    "resumepath modelpath statefile",
    epochs="epochs nepochs numepochs maxepochs totalepochs",
    steps="steps nsteps numsteps maxsteps totalsteps iterations niters maxiter numiterations maxiters",
    lr="lr learningrate eta stepsize alpha rate",
    seed="seed randomseed randomstate",
    batch_size="batchsize bs",
    every="saveevery checkpointevery every saveinterval checkpointinterval ckptevery savefreq checkpointfreq",
    resume="resume resuming restart resumefromcheckpoint continuetraining autoresume",
)
_ROLE = {word: role for role, words in WORDS.items() for word in words}
_OPTION = re.compile(r"add_argument\(\s*(?:['\"]-\w['\"],\s*)?['\"](--[\w-]+)['\"]")
_FLAG = re.compile(r"add_argument\([^)]*['\"](--[\w-]+)['\"][^)]*store_true")
_VARIABLE = re.compile(r"(?:environ(?:\.get\(|\[)|getenv\()\s*['\"](\w+)['\"]")
_SETTINGS = ("epochs", "steps", "lr", "seed", "batch_size")
ADAPTER = """\
def {part}(checkpoint_dir, epochs, lr, seed):
    # train; save to checkpoint_dir after each epoch, and go on from there if something lies there already
    return ...  # the learnt weights: call your own code here
"""


@dataclass
class ResumableConvention:
    """How such code is run.

    Attributes:
        way: How it is started.
        loaded: Where it comes from.
        form: In which form its configuration goes in: a mapping or a namespace.
        facts: What checks need to know.
    """

    way: Way
    loaded: Loaded
    form: type
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        settings = ", ".join(self.facts.get("told", ())) or "nothing"
        details = (self.way.text, f"which is told {settings}", "each run in a new process", self.loaded.how)
        return "called as " + ", ".join(filter(None, details))

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation == "alone":
            with _places() as (folder, beside):
                came = self._run(kwargs, folder, beside)
                return {name: came[name] for name in ("weights", "inside", "outside")}
        if operation != "call":
            raise Unavailable(operation)
        return self._interrupted(kwargs)

    def open(self, values: Mapping[str, Any]) -> None:
        """Run it once.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        source = self.loaded.source
        names = {
            item.name
            for way in (self.way.function, self.way.owner)
            if way
            for item in parameters_of(way) or ()
        }
        if {"config", "argv"} & {_ROLE.get(plain(name)) for name in names} or "parse_args" in source:
            names |= set(re.findall(r"\.(\w+)\b", source)) | set(re.findall(r"[\['\"](\w+)['\"]", source))
            names |= {option.lstrip("-") for option in _OPTION.findall(source)}
        names |= set(_VARIABLE.findall(source))
        roles = {_ROLE.get(plain(name.replace("-", "_")), "") for name in names}
        with _places() as (folder, beside):
            came = self._run(values, folder, beside)
        if not came["weights"].size:
            message = "it neither returned nor saved any weights"
            raise Misfit(message)
        settings = [name for name in (*_SETTINGS, "folder", "file") if name in roles]
        self.facts = {"lacks": sorted({"lr", "epochs", "seed"} - set(settings)), "told": settings}

    def _interrupted(self, values: Mapping[str, Any]) -> dict[str, Any]:
        with _places() as (folder, beside):
            whole = self._run(values, folder, beside)
        saved, stop = _moment(whole["writes"], whole["lines"], float(values["moment"]))
        with _places() as (folder, beside):
            try:
                self._run(values, folder, beside, stop_at=stop)
            except LearnerRaised as error:
                if f"exit status {KILLED}" not in error.text:
                    raise
            second = self._run(values, folder, beside, again=True)
        lines = whole["lines"]
        shares = {"done": saved / lines, "again": second["lines"] / lines}
        return {"whole": whole["weights"], "resumed": second["weights"], **shares}

    def _run(
        self,
        values: Mapping[str, Any],
        folder: str,
        beside: str,
        *,
        stop_at: int | None = None,
        again: bool = False,
    ) -> dict[str, Any]:
        meter = Meter(file_of(self.loaded), folder, beside, stop_at)
        came = run_forked({"the training": lambda: self._job(values, meter, again=again)}, limit=LIMIT)
        return dict(came["the training"])

    def _job(self, values: Mapping[str, Any], meter: Meter, *, again: bool) -> dict[str, Any]:
        """Be the process that trains."""
        os.chdir(meter.beside)
        given = {
            "folder": meter.folder, "file": str(Path(meter.folder) / "checkpoint.pt"), "every": 1,
            "epochs": int(values["epochs"]), "steps": 2 * int(values["epochs"]), "lr": float(values["lr"]),
            "seed": int(values["seed"]), "batch_size": 4, "resume": again,
        }  # fmt: skip
        source = self.loaded.source
        words = _words(source, given)
        sys.argv = ["train.py", *words]
        for name in _VARIABLE.findall(source):
            role = _ROLE.get(plain(name), "")
            if role in given:
                os.environ[name] = str(given[role])
        roles = {name: _ROLE.get(plain(name), "") for name in _asked_for(source)}
        asked = {name: given[role] for name, role in roles.items() if role in given}
        config = SimpleNamespace(**asked) if self.form is SimpleNamespace else asked
        reseed(len(os.listdir(meter.folder)))  # noqa: PTH208 - another chance in each new process
        meter.begin()
        try:
            result, instance = self._start({**given, "config": config, "argv": words})
        finally:
            sys.settrace(None)
        return {
            "weights": numbers_in([result, instance], meter.folder), "lines": meter.lines,
            "writes": meter.writes,
            "inside": sorted(meter.inside), "outside": sorted(meter.outside),
        }  # fmt: skip

    def _start(self, given: Mapping[str, Any]) -> tuple[Any, Any]:
        if self.way.owner is None:
            return self.way.function(**_arguments(self.way.function, given)), None
        instance = self.way.owner(**_arguments(self.way.owner, given))
        method = getattr(instance, self.way.name)
        return method(**_arguments(method, given)), instance


def _arguments(function: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to pass to a function, by its own names.

    Raises:
        NoMatch: It needs something else.
    """
    passed = {}
    for item in parameters_of(function) or ():
        role = _ROLE.get(plain(item.name), "")
        if role in given:
            passed[item.name] = Path(given[role]) if isinstance(item.default, Path) else given[role]
        elif item.default is item.empty:
            message = f"it needs {item.name!r}, and its name does not say what that is"
            raise NoMatch(message)
    return passed


def _words(source: str, given: Mapping[str, Any]) -> list[str]:
    """Return the words for the code's parser of arguments."""
    flags, words = set(_FLAG.findall(source)), []
    for option in dict.fromkeys(_OPTION.findall(source)):
        value = given.get(_ROLE.get(plain(option.lstrip("-").replace("-", "_")), ""))
        if option in flags:
            words += [option] if value is True else []
        elif value is not None and not isinstance(value, bool):
            words += [option, str(value)]
    return words


def _asked_for(source: str) -> Iterator[str]:
    """Yield the names by which code may ask its configuration."""
    yield from re.findall(r"\.(\w+)\b", source)
    yield from re.findall(r"['\"](\w+)['\"]", source)


def _moment(writes: Sequence[int], lines: int, share: float) -> tuple[int, int]:
    """Return after which line the last checkpoint before an interruption lay, and at which line to interrupt.

    Files that are written close together are one checkpoint, and are not cut apart.
    """
    gaps = [later - earlier for earlier, later in pairwise(writes)]
    wide = max(gaps, default=0) / 4
    ends = [earlier for earlier, gap in zip(writes, gaps, strict=False) if gap > wide]
    starts = [later for later, gap in zip(writes[1:], gaps, strict=False) if gap > wide]
    if not ends:
        return 0, max(2, int(lines * share))
    place = min(int(share * len(ends)), len(ends) - 1)
    return ends[place], (ends[place] + starts[place] + 1) // 2


@contextlib.contextmanager
def _places() -> Iterator[tuple[str, str]]:
    """Yield a folder to write to, and one to stand in."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        root = Path(name).resolve()
        for folder in ("given", "beside"):
            (root / folder).mkdir()
        yield str(root / "given"), str(root / "beside")


def open_convention(loaded: Loaded, signature: Signature) -> ResumableConvention:
    """Return the first convention in which it trains.

    Raises:
        CannotRun: None does.
    """
    adapter = ADAPTER.format(part=signature.part)
    values = {"moment": 0.5, "lr": 0.03125, "epochs": 4, "seed": 0}
    tried: list[str] = []
    if "torch" in sys.modules:
        importlib.import_module("torch._dynamo")  # slow, and every run would do it again
    try:
        for way in ways(loaded):
            for form in (dict, SimpleNamespace):
                convention = ResumableConvention(way, loaded, form)
                try:
                    convention.open(values)
                except (LearnerRaised, NoMatch, Misfit) as error:
                    text = f"{error.kind}: {error.text}" if isinstance(error, LearnerRaised) else str(error)
                    tried.append(f"{way.text}: {text}")
                    continue
                return convention
    except NoMatch as error:
        message = f"{loaded.name} can't be called: {error}"
        raise CannotRun(message, tried, adapter) from error
    raise could_not_call(loaded.name, tried, otherwise="it is nothing that trains", adapter=adapter)
