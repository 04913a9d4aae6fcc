"""What each parameter of a loader, a method or a constructor is given, by its name."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, parameters_of, plain
from ..naming import roles_of, vocabulary
from ..vocabulary import NEUTRAL, SYNONYMS

if TYPE_CHECKING:
    import inspect
    from collections.abc import Callable, Collection, Mapping

WORDS = vocabulary(
    batch_size="batchsize bs bsize minibatchsize minibatch b size n chunksize chunk",
    data_dir="datadir datapath data dir directory folder path root rootdir datafolder dataset source",
    dataset="dataset ds data pairs samples examples",
    inputs="inputs input xs x paths files filepaths images texts series items samples path file filename "
    "image imagepath text filepath sample audio wav n num numsamples nsamples count",
    path="path filepath filename file fname csv csvpath csvfile datapath source uri src datafile inputpath",
    paths="paths files filepaths filenames shards urls shardpaths sources datafiles filelist shardfiles",
    count="numsamples nsamples count numdraws epochlength totalsamples",
    seed="seed randomstate rng generator randomseed rnd",
    shuffle="shuffle shuffled doshuffle randomize isshuffle random permute",
    state="state resume resumefrom resumestate checkpoint position startstate statedict",
    worker="worker rank workerid shardid shard index workerindex shardindex workerrank",
    workers="workers worldsize numworkers nworkers numshards nshards shardcount world numreplicas",
    x="x xs data inputs input features feature images xtrain trainx samples xdata trainingdata a",
    y="y ys labels label target targets classes t ytrain trainy ydata",
)
"""Names that learners give to what loaders and projects take, the surest first."""

SETTINGS: Mapping[str, Any] = {
    **NEUTRAL,
    "droplast": False,
    "device": "cpu",
    "verbose": False,
    "transform": None,
    "numworkers": 0,
    "buffersize": 16,
    "shufflebuffer": 16,
}
"""What is passed to a parameter that must be given and stands for no argument."""


@dataclass(frozen=True)
class Given:
    """What a callable is given.

    Attributes:
        names: The contract's name by the learner's name.
        settings: Values of what stands for no argument.
    """

    names: Mapping[str, str]
    settings: Mapping[str, Any]

    def call(self, function: Callable[..., Any], values: Mapping[str, Any]) -> Any:
        """Call the function with the contract's values under the learner's names."""
        given = {own: values[name] for own, name in self.names.items() if name in values}
        given |= {own: seed_for(own, value) for own, value in given.items() if self.names[own] == "seed"}
        return function(**self.settings, **given)


def given_to(function: Callable[..., Any], wanted: Collection[str], *, must: Collection[str] = ()) -> Given:
    """Return what a callable is given, of the arguments that are wanted.

    Args:
        function: The callable.
        wanted: The contract's names, in order.
        must: Those of them that may go to a parameter without a telling name.

    Raises:
        NoMatch: It needs something that the contract does not have.
    """
    parameters = parameters_of(function) or []
    names = roles_of(function, {name: words_for(name) for name in wanted})
    left = [item for item in parameters if item.name not in names and item.default is item.empty]
    unnamed = [name for name in must if name not in names.values()]
    strangers = [item for item in left if plain(item.name) not in SETTINGS]
    names |= {item.name: name for item, name in zip(strangers, unnamed, strict=False)}
    settings = {item.name: _setting(item) for item in left if item.name not in names}
    in_order = {item.name: names[item.name] for item in parameters if item.name in names}
    return Given(in_order, settings)


def words_for(name: str) -> tuple[str, ...]:
    """Return the names that learners give to an argument of a contract, its own first."""
    return (plain(name), *WORDS.get(name, tuple(sorted(SYNONYMS.get(name, ())))))


def _setting(parameter: inspect.Parameter) -> Any:
    if plain(parameter.name) not in SETTINGS:
        message = f"it needs an argument {parameter.name!r}"
        raise NoMatch(message)
    return SETTINGS[plain(parameter.name)]


def seed_for(name: str, seed: Any) -> Any:
    """Return a seed as the number, or as the generator that the parameter's name asks for."""
    torch: Any = sys.modules.get("torch")
    if plain(name) == "generator" and hasattr(torch, "Generator"):
        return torch.Generator().manual_seed(int(seed))
    if plain(name) == "rng":
        return np.random.default_rng(int(seed))
    return random.Random(int(seed)) if plain(name) == "rnd" else seed  # noqa: S311 - a shuffle is no secret
