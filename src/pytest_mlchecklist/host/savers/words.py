"""The names that learners give to functions that save and load, and to what these take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..naming import Words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

VERBS = (
    ("save", "load"), ("save", "restore"), ("store", "load"), ("store", "restore"), ("dump", "load"),
    ("dump", "restore"), ("dump", "undump"), ("write", "read"), ("write", "load"), ("export", "import"),
    ("export", "load"), ("to", "from"), ("serialize", "deserialize"), ("serialise", "deserialise"),
    ("persist", "load"), ("persist", "restore"), ("pickle", "unpickle"), ("put", "get"), ("save", "open"),
    ("save", "read"), ("save", "from"), ("save", "get"), ("checkpoint", "restore"), ("saving", "loading"),
)  # fmt: skip
"""What saves, and what loads, as the first words of their names."""

_NOUNS = (
    "model", "", "checkpoint", "weights", "network", "net", "params", "parameters", "state", "file", "disk",
    "pickle", "classifier", "regressor", "estimator", "trained_model", "model_weights", "model_state",
    "npz", "json", "joblib", "state_dict", "model_checkpoint", "pretrained", "model_to_file", "to_file",
    "model_from_file", "from_file", "to_disk", "from_disk", "object", "pkl", "model_pickle",
)  # fmt: skip


def _spelt(verbs: dict[str, None]) -> tuple[str, ...]:
    return tuple(f"{verb}_{noun}".strip("_") for noun in _NOUNS for verb in verbs)


SAVES = _spelt(dict.fromkeys(save for save, _ in VERBS))
LOADS = _spelt(dict.fromkeys(load for _, load in VERBS))

TAKES: Words = vocabulary(
    model=(
        "model net network estimator clf classifier regressor module nn trainedmodel mymodel obj object "
        "params parameters weights statedict mlp pipeline reg m modelobj modelobject learner"
    ),
    state="state checkpoint ckpt checkpointdict",
    weight="w weight coef theta kernel",
    bias="b bias biases intercept",
    path=(
        "path filepath filename file fname savepath modelpath checkpointpath ckptpath weightspath "
        "modelfile outpath outputpath destination dest target location output out outfile infile source "
        "src modelfilepath modelfilename loadpath inpath f fp p fn checkpointfile uri where"
    ),
    folder=(
        "folder directory dir savedir modeldir outdir outputdir checkpointdir ckptdir targetdir dirpath "
        "savefolder modelfolder dirname loaddir saveddir"
    ),
    name="modelname name basename savename prefix",
    optimizer="optimizer optim opt",
    scheduler="scheduler lrscheduler sched",
    epoch="epoch ep step iteration epochs",
    loss="loss valloss bestloss metric score accuracy bestacc acc",
    history="history metrics losses logs metadata meta extra",
    cls="modelclass cls modelcls klass modeltype architecture modelfn networkclass netclass",
    sizes="sizes layersizes layerdims layers layersdims dims",
    i="inputsize inputdim indim nin ninputs infeatures numfeatures nfeatures inputfeatures numinputs insize",
    h="hiddensize hiddendim hidden nhidden hiddenunits nh hiddenfeatures",
    o="outputsize outputdim outdim nout noutputs outfeatures numclasses nclasses outputfeatures outsize",
    device="device maplocation",
)
"""The roles of what such a function takes."""

GUESSED = {"save": ("model", "path"), "load": ("path", "model")}
"""What parameters without a telling name stand for, in order."""

PLAIN_STATES = {"params", "parameters", "weights"}
"""Names of a model that is no object, but its numbers."""

SUFFIXES_OF: Mapping[str, str] = {
    "savez": ".npz", "np.save": ".npy", "torch.save": ".pt", "joblib": ".joblib", "pickle": ".pkl",
    "json": ".json", "save_weights": ".weights.h5", "keras": ".keras", "h5py": ".h5", "savetxt": ".txt",
    "csv": ".csv", "yaml": ".yaml", "safetensors": ".safetensors", "dill": ".pkl", "shelve": "",
}  # fmt: skip
"""The suffix that files have by the library that writes them."""

COMMON_SUFFIXES = (".npz", ".pkl", ".json", ".pt", ".npy")
"""What is tried besides: the library may be used in another file."""

PAIRS = (
    ("W1", "b1"), ("W", "b"), ("weights", "biases"), ("weights", "bias"), ("weight", "bias"), ("w", "b"),
    ("coef_", "intercept_"), ("coef", "intercept"), ("theta", "b"), ("w1", "b1"), ("kernel", "bias"),
)  # fmt: skip
"""Names of weights and biases."""

PLAIN: Mapping[str, Any] = {"epoch": 3, "loss": 0.5, "device": "cpu"}
"""What is passed besides, whatever the model."""
