"""Which backend the ranks meet on: the learner's own where there is a GPU for each, gloo elsewhere."""

from __future__ import annotations

import os
from types import SimpleNamespace
from unittest import mock

import pytest
import torch
import torch.distributed as dist

from pytest_mlchecklist.host.kinds.ranks import RanksConvention
from pytest_mlchecklist.host.ranks import stand_ins

MACHINES = {"no GPU": (0, True), "one GPU": (1, True), "two GPUs": (2, True), "two GPUs, no NCCL": (2, False)}
ON_GPUS = {"two GPUs"}


@pytest.fixture(params=MACHINES)
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Pretend to be a machine; give its name, what ranks joined, and whether GPUs were replaced."""
    count, has_nccl = MACHINES[request.param]
    found = SimpleNamespace(name=request.param, joined=[], replaced=[])
    monkeypatch.setattr(torch.cuda, "device_count", lambda: count)
    monkeypatch.setattr(dist, "is_nccl_available", lambda: has_nccl)
    monkeypatch.setattr(
        dist, "init_process_group", lambda backend, **rest: found.joined.append((backend, rest))
    )
    monkeypatch.setattr(stand_ins, "run_on_cpu", found.replaced.append)
    with mock.patch.dict(os.environ):
        yield found


@pytest.mark.parametrize("backend", ["nccl", "gloo", None])
def test_ranks_meet_on_their_own_backend_where_each_has_a_gpu(machine, backend: str | None) -> None:
    """On two GPUs NCCL is NCCL; elsewhere what asks for it gets gloo, and what goes to a GPU stays."""
    own = dist.init_process_group
    namespace = {"join": own}
    stand_ins.surround(1, 2, "meeting", namespace)
    namespace["join"](backend, init_method="env://", rank=1, world_size=2)
    [(used, rest)] = machine.joined
    on_gpus = machine.name in ON_GPUS
    assert used == (backend if on_gpus else "gloo")
    assert (rest["init_method"], rest["rank"], rest["world_size"]) == ("file://meeting", 1, 2)
    assert machine.replaced == ([] if on_gpus else [2])
    assert os.environ["LOCAL_RANK"] == "1"


def test_the_report_says_where_the_ranks_ran(machine) -> None:
    """Who reads it must know whether NCCL was tried."""
    way = SimpleNamespace(roles={"model"}, text="train(rank)")
    said = RanksConvention(way, None, SimpleNamespace(how="")).description
    assert ("on GPUs" in said, "on gloo" in said) == (machine.name in ON_GPUS, machine.name not in ON_GPUS)
