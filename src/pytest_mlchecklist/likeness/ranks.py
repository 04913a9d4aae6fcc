"""How well a definition fits distributed training: it is told a rank, or joins a group of ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, calls, repeats, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_RANK = word_set("rank gpu")
_COUNT = word_set("world worldsize ngpus nranks nprocs ranks")
_JOINS = {"initprocessgroup", "distributeddataparallel", "ddp", "spawn", "distributedsampler", "allreduce"}
_TRAINS = {"backward", "step", "spawn", "fit", "runepoch", "trainepoch", "train"}


def is_told_its_rank(definition: Definition) -> bool:
    """Whether an argument is a rank."""
    return any("rank" in words(name) for name in definition.arguments)


def fit_ranks(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a training of several ranks, or None when it is something else."""
    del contract
    if owner is not None:
        return None
    said = {word for name in definition.arguments for word in words(name)}
    told = bool(said & _RANK), bool(said & _COUNT)
    if definition.unfinished:
        return Fit(0.4 + 0.2 * told[0], signature(definition))
    called = calls(definition)
    if not called & _TRAINS or not (all(told) or called & _JOINS):
        return None
    degree = 0.4 + 0.2 * sum(told) + 0.1 * bool(called & _JOINS) + 0.1 * repeats(definition)
    return Fit(degree, signature(definition))
