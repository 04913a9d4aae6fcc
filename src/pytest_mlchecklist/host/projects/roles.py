"""What the parameters of a project's functions are given, by their names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from ..loaders.parameters import SETTINGS, WORDS, seed_for
from ..naming import Words, roles_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_PLACES = vocabulary(
    folder="outdir outputdir savedir modeldir workdir logdir checkpointdir artifactsdir outputfolder "
    "outfolder",
    file="modelpath savepath outpath outputpath checkpointpath weightspath modelfile savefile out output "
    "checkpoint saveto model_file",
)
DATA_FILES = {
    "csv", "csvpath", "csvfile", "file", "filename", "filepath", "datafile", "trainfile", "traincsv", "fname",
}  # fmt: skip
"""Names of a parameter that takes the file of data, not its folder."""

TRAINING: Words = {
    "seed": WORDS["seed"],
    **_PLACES,
    "epochs": ("epochs", "nepochs", "numepochs", "maxepochs", "niter", "iterations"),
    "argv": ("argv", "args", "cliargs", "arguments"),
    "data": (
        "traindir",
        "traindata",
        "traindatadir",
        *WORDS["data_dir"],
        *sorted(DATA_FILES),
        "x",
        "xtrain",
        "samples",
        "points",
    ),
    "asked": (
        "inputs",
        "paths",
        "files",
        "testinputs",
        "testpaths",
        "inputpaths",
        "testfiles",
        "nsamples",
        "texts",
        "testtexts",
        "newtexts",
        "sentences",
        "unseen",
    ),
}
"""Roles in training: with `asked` besides, it predicts in one go."""

_ASKED = vocabulary(
    asked="imagepaths imagefiles images pngs imgpath imgpaths imagefile img audiopaths audiofiles audiofile "
    "wavpaths wavfiles wavs wavpath wavfile sounds clips sentences documents docs csvs csvpaths csvfiles "
    "csvpath csvfile histories history testpaths testfiles",
)["asked"]
PREDICTING: Words = {
    **vocabulary(
        model="model net network clf classifier regressor estimator params pipeline bundle artifact project "
        "trained weights state predictor generator trainedmodel learner"
    ),
    "seed": WORDS["seed"],
    **_PLACES,
    "asked": (*WORDS["inputs"], *_ASKED),
}
ONE_AT_A_TIME = {
    "path", "file", "filename", "filepath", "image", "imagepath", "text", "sentence", "audio", "wav",
    "series", "sample", "audiopath", "example", "item", "img", "imgpath", "imagefile", "wavpath", "wavfile",
    "audiofile", "csvpath", "csvfile", "history", "sound", "clip", "document", "doc",
}  # fmt: skip
"""Names of a parameter that takes one input, not a list of them."""


@dataclass(frozen=True)
class Filled:
    """What a function is given.

    Attributes:
        roles: The role of each of its parameters that has one.
        settings: Values of those that have none but must be given.
    """

    roles: Mapping[str, str]
    settings: Mapping[str, Any]

    def __contains__(self, role: str) -> bool:
        return role in self.roles.values()

    def call(self, function: Callable[..., Any], values: Mapping[str, Any]) -> Any:
        """Call the function with the values of its roles."""
        given = {
            name: _for_name(name, role, values[role]) for name, role in self.roles.items() if role in values
        }
        given |= {name: seed_for(name, values["seed"]) for name, role in self.roles.items() if role == "seed"}
        return function(**self.settings, **given)

    @property
    def is_one_at_a_time(self) -> bool:
        """Whether its input is called by the name of one."""
        return any(plain(name) in ONE_AT_A_TIME for name, role in self.roles.items() if role == "asked")


def _for_name(name: str, role: str, value: Any) -> Any:
    """Return the one file in the folder of data, where a parameter is called like a file."""
    if role != "data" or not isinstance(value, str) or plain(name) not in DATA_FILES:
        return value
    files = [path for path in Path(value).iterdir() if path.is_file()]
    return str(files[0]) if len(files) == 1 else value


def training_words(data: str, asked: str) -> Words:
    """Return the roles in training, with the contract's own names for the data and what is asked."""
    named = {"data": plain(data), "asked": plain(asked)}
    return {role: (*([named[role]] if role in named else []), *words) for role, words in TRAINING.items()}


def filled(function: Callable[..., Any], words: Words, *, then: Sequence[str] = ()) -> Filled:
    """Return what a function is given.

    Args:
        function: The function.
        words: The names of each role.
        then: The roles of parameters that must be given and have no telling name, in order.

    Raises:
        NoMatch: It needs something else.
    """
    roles = roles_of(function, words)
    required = [name for name in required_of(function) if name not in roles]
    strangers = [name for name in required if plain(name) not in SETTINGS]
    roles |= dict(zip(strangers, (role for role in then if role not in roles.values()), strict=False))
    missing = [name for name in strangers if name not in roles]
    if missing:
        message = f"it needs an argument {missing[0]!r}"
        raise NoMatch(message)
    must = required_of(function)
    in_order = {
        item.name: roles[item.name]
        for item in parameters_of(function) or ()
        if item.name in roles and (roles[item.name] != "epochs" or item.name in must)
    }
    return Filled(in_order, {name: SETTINGS[plain(name)] for name in required if name not in roles})


def required_of(function: Callable[..., Any]) -> list[str]:
    """Return the names of the parameters that must be given."""
    return [item.name for item in parameters_of(function) or () if item.default is item.empty]


def places(folder: str, *, epochs: int) -> dict[str, Any]:
    """Return the values of what a project writes to, and how long it trains where it must be told."""
    return {"folder": folder, "file": str(Path(folder) / "model.bin"), "epochs": epochs}
