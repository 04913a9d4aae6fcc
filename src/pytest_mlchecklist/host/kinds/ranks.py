"""Distributed training: one program that runs as several ranks, which together train one model.

Understood are functions and methods of a rank and the number of ranks, in any order, with or without a
model, a data set or loader, an optimizer, a loss, a number of epochs, a rate and a batch size (by their
names, as for a trainer; all of them ours), or with settings of their own; functions that start their ranks
by `torch.multiprocessing.spawn`, which is answered by us; and what torchrun starts, which reads RANK and
WORLD_SIZE. Each rank is a fork of the host, so torch and the learner's code are loaded once. The ranks meet
on a file, with gloo, and with the learner's own backend where there is a GPU for each. Code for GPUs runs on
the CPU where there is none (`ranks/stand_ins.py`). A rank that dies or hangs is killed, and named.

Operations, with the contract's arguments (`x`, `y`, `weight`, `bias`, `epochs`, `lr`, `batch_size`, `ranks`):
`call` gives {"begun" and "weights": (ranks, steps, numbers), around steps, "local" and "used": the
gradients that each rank found in its own rows and those that it stepped with, "final": (ranks, numbers),
"rows": for each rank and each pass over the data the numbers of the rows it learnt from, "written": for
each rank the files that it wrote}. Facts: 'lacks', 'given' (which of the arguments the code takes).
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ..arguments import NoMatch
from ..attempts import could_not_call
from ..ranks.diary import RankDiary
from ..ranks.forks import run_forked
from ..ranks.stand_ins import has_gpus, spawned, surround
from ..refusal import CannotRun, LearnerRaised, Unavailable
from ..seeding import reseed
from ..training.company import Plateau, Silent
from ..training.instruments import Diary, make_criterion, make_model, numbered
from ..training.settings import Settings
from ..training.tasks import Misfit, tasks_for
from ..training.ways import Way, ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature
    from ..training.tasks import Task

RANKS = 2
LIMIT = 10.0
"""How many seconds the ranks of one run may take."""
_GIVEN = ("x", "y", "model", "loader", "optimizer", "loss_function", "epochs", "lr", "batch_size")
_NO_GROUP = "default process group has not been initialized"
ADAPTER = """\
def {part}(rank, world_size, model, dataset, epochs, lr, batch_size):
    # this is one of world_size processes: join the group, train your share of the dataset, leave the group
    ...  # call your own code here
"""


@dataclass
class RanksConvention:
    """How such code is started.

    Attributes:
        way: How one rank is started.
        task: The form of outputs and targets that it wants, where it is given a model.
        loaded: Where it comes from.
        loads: Whether it makes its own batches from a data set.
        joins: Whether the code joins the group of ranks itself.
        launches: Whether it starts the ranks itself.
        facts: What checks need to know.
    """

    way: Way
    task: Task
    loaded: Loaded
    loads: bool = False
    joins: bool = True
    launches: bool = False
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        model = "on a linear torch model of ours" if "model" in self.way.roles else "on a model of its own"
        group = "" if self.joins else "in a group that we joined"
        launched = "which starts its ranks itself" if self.launches else ""
        where = "two ranks on GPUs" if has_gpus(RANKS) else "two ranks on gloo"
        details = (self.way.text, launched, where, group, model, self.loaded.how)
        return "called as " + ", ".join(filter(None, details))

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation != "call":
            raise Unavailable(operation)
        return _together(self.diaries(kwargs))

    def diaries(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the diary of each rank."""
        count = int(values["ranks"])
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve() / "work"
            folder.mkdir()
            meeting = str(folder.parent / "meeting")
            jobs = {
                f"rank {rank}": (lambda rank=rank: self._rank(rank, count, values, folder, meeting))
                for rank in range(count)
            }
            came = run_forked(jobs, limit=LIMIT)
        return [came[f"rank {rank}"] for rank in range(count)]

    def _rank(
        self, rank: int, count: int, values: Mapping[str, Any], folder: Path, meeting: str
    ) -> dict[str, Any]:
        """Be one rank; this runs in a process of its own."""
        os.chdir(folder)
        torch, namespace = sys.modules["torch"], dict_of(self.loaded)
        surround(rank, count, meeting, namespace)
        if not self.joins:
            torch.distributed.init_process_group()
        diary, given = RankDiary(str(folder)), self._given(rank, count, values, folder)
        reseed(0)
        diary.begin()
        if self.launches:
            function, rest = spawned(lambda: self.way.start(given), namespace)
            function(rank, *rest)
        else:
            self.way.start(given)
        return diary.as_plain()

    def _given(self, rank: int, count: int, values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
        torch = sys.modules["torch"]
        data = torch.utils.data
        notes = Diary(outputs=[])
        model = make_model(np.append(values["weight"], values["bias"]), self.task, notes)
        x, y = numbered(values["x"]), self.task.targets(values["y"])
        dataset, size = data.TensorDataset(x, y), int(values["batch_size"])
        loader: Any = dataset
        if not self.loads:
            sampler = data.distributed.DistributedSampler(dataset, num_replicas=count, rank=rank)
            loader = data.DataLoader(dataset, batch_size=size, sampler=sampler)
        optimizer = torch.optim.SGD(model.parameters(), lr=values["lr"])
        values = {
            "rank": rank, "replicas": count, "model": model, "x": x, "y": y, "loader": loader,
            "val_loader": loader, "loss_function": make_criterion(self.task, notes), "optimizer": optimizer,
            "device": torch.device("cuda", rank) if has_gpus(count) else torch.device("cpu"),
            "epochs": int(values["epochs"]), "lr": values["lr"],
            "batch_size": size, "scheduler": Plateau(optimizer), "logger": Silent(), "every": 1,
            "scaler": torch.amp.GradScaler("cpu", enabled=False), "path": str(folder / "model.pt"),
        }  # fmt: skip
        return values | {"config": Settings(values)}

    def open(self, probe: Mapping[str, Any]) -> None:
        """Run it once as two ranks.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        try:
            came = self.diaries(probe)
        except LearnerRaised as error:
            if self.joins and _NO_GROUP in error.text.lower():
                self.joins = False
                self.open(probe)
                return
            raise
        if not any(diary["steps"] or diary["epochs"] for diary in came):
            message = "no rank called a model or took a step of an optimizer"
            raise Misfit(message)
        given = [role for role in _GIVEN if role in self.way.roles]
        names = {"x": "x", "loader": "x", "model": "weight", "epochs": "epochs", "batch_size": "batch_size"}
        lacks = {"epochs", "batch_size"} - {names.get(role) for role in given}
        if not {"lr", "optimizer"} & set(given):
            lacks.add("lr")
        self.facts = {"given": given, "lacks": sorted(lacks)}


def dict_of(loaded: Loaded) -> MutableMapping[str, Any]:
    """Return the names of the learner's file, for a process that may change them."""
    return cast("MutableMapping[str, Any]", loaded.namespace)


def _together(diaries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the diaries of the ranks as one: the steps that all took, and rows by numbers."""
    steps = min(len(diary["steps"]) for diary in diaries)
    sizes = {len(step["after"]) for diary in diaries for step in diary["steps"][:steps]}
    if len(sizes) > 1 or len({len(diary["final"]) for diary in diaries}) > 1:
        message = "its ranks train models of different sizes"
        raise LearnerRaised("ValueError", message)
    traces = {
        name: np.array([[step[key] for step in diary["steps"][:steps]] for diary in diaries])
        for name, key in (("begun", "before"), ("weights", "after"), ("local", "local"), ("used", "used"))
    }
    known: dict[str, int] = {}
    rows = [
        [[known.setdefault(row, len(known)) for batch in epoch for row in batch] for epoch in diary["epochs"]]
        for diary in diaries
    ]
    final = np.array([diary["final"] for diary in diaries])
    return {
        **traces,
        "final": final,
        "rows": _in_passes(rows),
        "written": [diary["written"] for diary in diaries],
    }


def _in_passes(rows: list[list[list[int]]]) -> list[list[list[int]]]:
    """Return the rows pass by pass where no loader told passes apart and the ranks divide them in each."""
    if any(len(passes) != 1 for passes in rows):
        return rows
    total = len({row for (one,) in rows for row in one})
    each = max(1, -(-total // len(rows)))
    parted = [[one[at : at + each] for at in range(0, len(one), each)] for (one,) in rows]
    counts = [sorted(row for share in shares for row in share) for shares in zip(*parted, strict=False)]
    return parted if all(count == list(range(total)) for count in counts) else rows


def open_convention(loaded: Loaded, signature: Signature) -> RanksConvention:
    """Return the first convention in which two ranks train.

    Raises:
        CannotRun: None does, or torch is not used.
    """
    adapter = ADAPTER.format(part=signature.part)
    torch: Any = sys.modules.get("torch")
    if not hasattr(torch, "distributed") or not torch.distributed.is_available():
        message = f"{loaded.name} can't be called: it does not use torch.distributed"
        raise CannotRun(message, adapter=adapter)
    for name in ("torch._dynamo", "torch.nn.parallel.distributed", "torch.utils.data.distributed"):
        importlib.import_module(name)  # slow, and every rank would do it again
    tried: list[str] = []
    try:
        for convention in _conventions(loaded):
            try:
                convention.open(_probe())
            except (LearnerRaised, NoMatch, Misfit) as error:
                text = f"{error.kind}: {error.text}" if isinstance(error, LearnerRaised) else str(error)
                tried.append(f"{convention.way.text}, {convention.task.name}: {text}")
                if text.startswith("TimeoutError"):
                    break  # it hangs however it is called, and every try costs its whole time
                continue
            return convention
    except NoMatch as error:
        message = f"{loaded.name} can't be called: {error}"
        raise CannotRun(message, tried, adapter) from error
    raise could_not_call(loaded.name, tried, otherwise="it is no function of a rank", adapter=adapter)


def _conventions(loaded: Loaded) -> Iterator[RanksConvention]:
    for way in ways(loaded):
        shared = replace(way, shared=True)
        tasks = tasks_for(loaded.source) if "model" in way.roles else tasks_for(loaded.source)[:1]
        launches = "rank" not in way.roles and "spawn(" in way.source
        order = (True, False) if "DataLoader(" in loaded.source else (False, True)
        for task, loads in product(tasks, order if "loader" in way.roles else order[:1]):
            yield RanksConvention(shared, task, loaded, loads=loads, launches=launches)


def _probe() -> dict[str, Any]:
    x = np.random.default_rng(0).uniform(-1, 1, (8, 3))
    start = {"weight": np.array([0.5, -0.25, 0.125]), "bias": 0.25}
    return {"x": x, "y": np.arange(8) % 2, **start, "epochs": 1, "lr": 0.125, "batch_size": 4, "ranks": 2}
