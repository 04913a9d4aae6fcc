"""What the parameters of a training loop stand for, by their names, never by their position."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WORDS: Mapping[str, str] = {
    "model": "model net network nn mlp module classifier regressor mymodel clf neuralnet neuralnetwork",
    "loader": (
        "loader dl iter iterator dataloader data dataset trainset trainingset ds trainds traindata "
        "batches trainbatches trainingdata trainloader traindl trainiter traindataloader batchgenerator "
        "generator dataiter trainingloader traindataset trainingdataset dataloadertrain loadertrain"
    ),
    "x": (
        "x xs xtrain trainx inputs input features xtraining images image trainfeatures xdata trainimages "
        "xb inp inputdata xbatch trainingdata samples traininginputs examples trainingx traininputs "
        "trainingfeatures xarr xarray xmatrix"
    ),
    "y": (
        "y ys ytrain trainy labels label targets target ytraining trainlabels ydata yb ytrue outputs "
        "output ybatch traintargets traininglabels trainingoutputs expected trainingy trainoutputs t "
        "yarr yarray"
    ),
    "batch": "batch minibatch",
    "loss_function": (
        "loss lossfn lossfunction lossfunc criterion crit objective costfn costfunction lossf lossfct errorfn"
    ),
    "optimizer": "optimizer optimiser optim opt optimizers optimizerfn",
    "device": "device dev",
    "epochs": (
        "epochs nepochs numepochs nepoch numepoch niters niter numiters numiterations niterations maxiter "
        "iterations nsteps numsteps steps maxepochs maxiters epochcount epochsnum iters maxiterations "
        "noepochs nbepochs numberofepochs nbiterations totalepochs iter epochn trainepochs nit"
    ),
    "epoch": (
        "epoch epochindex currentepoch epochidx i epochnumber epochnum ep step globalstep batchidx batchindex"
    ),
    "lr": "lr learningrate eta alpha stepsize rate learnrate initlr eta0 learningrateinit",
    "batch_size": "batchsize bs minibatchsize batchsz batchsizetrain trainbatchsize nbatch sizebatch",
    "weight": (
        "w weight weights theta coef coefs ws win winit initialw initweights w0 initialweights winitial beta"
    ),
    "bias": "b bias biases intercept bin binit initialb initbias b0 initialbias",
    "replicas": (
        "replicas nreplicas numreplicas replicacount numberofreplicas modelreplicas models modelcopies "
        "copies ncopies devices ndevices numdevices devicecount deviceids nworkers numworkers workers "
        "worldsize ngpus numgpus gpus nshards numshards shards nparts numparts nranks numranks nprocs "
        "nproc ws size"
    ),
    "rank": "rank localrank globalrank gpu gpuid deviceid procid processid workerid procrank",
    "every": "saveevery",
    "callbacks": "callbacks callback cbs cb callbacklist hooks listeners observers handlers",
    "config": "args cfg config hparams settings conf opts hyperparameters",
}
_PREFIXES = {"loss": "loss_function", "criterion": "loss_function", "opt": "optimizer"}
_SUFFIXES = {
    "loader": "loader", "dl": "loader", "iter": "loader", "iterator": "loader", "dataloader": "loader",
    "dataset": "loader", "batches": "loader", "lossfn": "loss_function", "criterion": "loss_function",
    "optimizer": "optimizer", "model": "model", "epochs": "epochs", "learningrate": "lr",
}  # fmt: skip
_HELD_OUT = ("val", "valid", "validation", "test", "eval", "dev", "heldout")

_NEUTRAL_WORDS: tuple[tuple[Any, str], ...] = (
    (
        False,
        (
            "verbose printcost plot progress debug printloss plotcost showprogress useamp amp verbosity "
            "display showplot progressbar log shuffle usetqdm savebest isprint"
        ),
    ),
    (
        1000,
        (
            "printevery loginterval logevery printfreq interval logfreq printinterval evalinterval "
            "patience verboseevery showevery plotevery saveevery displaystep earlystoppingpatience "
            "logsteps earlystopping metricinterval earlystoppingrounds evalevery"
        ),
    ),
    (
        0.0,
        (
            "l2 l1 lambda lambd lambda_ reg weightdecay regularization l2lambda l1lambda lam regstrength "
            "momentum decay lrdecay dropout l2reg regularizationstrength lambdaparam reglambda regparam "
            "dropoutrate validationsplit valsplit"
        ),
    ),
    (
        1e9,
        "clip maxnorm gradclip maxgradnorm clipvalue clipnorm gradientclip clipgrad cliping",
    ),
    (
        1,
        "accumulationsteps gradaccumsteps accumsteps gradientaccumulationsteps nnodes numnodes",
    ),
    (
        0,
        "seed randomstate randomseed rngseed nr noderank nodeid machinerank",
    ),
    (
        None,
        "earlystopper callback callbacks metrics metric",
    ),
)
NEUTRAL: Mapping[str, Any] = {word: value for value, words in _NEUTRAL_WORDS for word in words.split()}
"""What is passed for a parameter that is not about the loop itself, even where it has a default."""

_ONLY_IF_NEEDED = {"metrics", "metric", "callback", "callbacks", "earlystopper", "earlystopping"}
PATHS = {
    "path", "savepath", "modelpath", "checkpointpath", "filename", "savedir", "checkpointdir", "modelname",
    "name",
}  # fmt: skip
LOGGERS = {"writer", "logger", "tb", "tensorboard", "log", "summarywriter", "wandb", "run", "pbar", "tracker"}
SCHEDULERS = {"scheduler", "lrscheduler", "sched", "schedule", "schedular"}
SCALERS = {"scaler", "gradscaler"}

_SIZES: Mapping[str, str] = {
    "inputs": (
        "inputsize inputdim nin nfeatures numfeatures nfeature indim ninput ninputs inputs numinputs dim "
        "d infeatures inputfeatures inputnodes inputnodesize nx features inputlayersize ni insize indims "
        "inputneurons"
    ),
    "outputs": (
        "outputsize outputdim nout noutput noutputs outdim outputs numoutputs outfeatures outputnodes ny "
        "outputlayersize no outsize outputfeatures outputneurons"
    ),
    "hidden": (
        "hiddensize hiddendim nhidden hidden nh hiddenunits numhidden hiddenlayersize hiddennodes "
        "hiddenneurons hiddensize1 hiddensize2 hidden1 hidden2 units hiddenlayers nhiddenunits "
        "hiddenfeatures hiddendims"
    ),
    "classes": "nclasses numclasses classes nclass numclass",
    "layers": (
        "layers layersizes sizes layerdims layersdims dims architecture layersize layerssizes nodes "
        "topology structure"
    ),
}
_BY_WORD = {word: role for role, words in _WORDS.items() for word in words.split()}
_SIZE_BY_WORD = {word: role for role, words in _SIZES.items() for word in words.split()}


def role_of(name: str) -> str:
    """Return what a parameter of this name stands for, or ''; 'val_' precedes what is held out."""
    word = plain(name)
    for mark in _HELD_OUT:
        rest = word.removeprefix(mark) if word.startswith(mark) else word.removesuffix(mark)
        if rest != word and (role := _kept_word(rest)) in {"loader", "x", "y"}:
            return f"val_{role}"
    return _kept_word(word)


def _kept_word(word: str) -> str:
    if word in _BY_WORD:
        return _BY_WORD[word]
    for suffix, role in _SUFFIXES.items():
        if word.endswith(suffix):
            return role
    return next((role for prefix, role in _PREFIXES.items() if word.startswith(prefix)), "")


def roles_of(function: Callable[..., Any]) -> dict[str, str]:
    """Return the role of each parameter that has one, by the parameter's name.

    `data` beside labels is the inputs; `epoch` alone beside a model may be the number of a
    pass, which only its caller counts.

    Raises:
        NoMatch: The parameters can't be read.
    """
    parameters = parameters_of(function)
    if parameters is None:
        message = "its parameters can't be read"
        raise NoMatch(message)
    roles = {parameter.name: role_of(parameter.name) for parameter in parameters}
    found = set(roles.values())
    if "y" in found and "x" not in found:
        roles = {name: "x" if role == "loader" else role for name, role in roles.items()}
    if "epoch" in found and not found & {"epochs", "loader", "batch"}:
        roles = {name: "epochs" if plain(name) == "epoch" else role for name, role in roles.items()}
    return {name: role for name, role in roles.items() if role}


def arguments_for(
    function: Callable[..., Any],
    values: Mapping[str, Any],
    sizes: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what to pass to a function, by its own names.

    Args:
        function: A loop, or the constructor of what runs it.
        values: What can be given, by role.
        sizes: 'inputs', 'outputs', 'hidden', 'classes' and 'layers', for constructors.

    Raises:
        NoMatch: It needs something that nobody can tell from its name.
    """
    roles, given = roles_of(function), {}
    for parameter in parameters_of(function) or []:
        needed = parameter.default is parameter.empty
        found, value = _value(parameter, roles.get(parameter.name, ""), values, sizes)
        if found:
            given[parameter.name] = value
        elif needed:
            message = f"it needs {parameter.name!r}, and its name does not say what that is"
            raise NoMatch(message)
    return given


def _value(
    parameter: inspect.Parameter,
    role: str,
    values: Mapping[str, Any],
    sizes: Mapping[str, Any],
) -> tuple[bool, Any]:
    word, needed = plain(parameter.name), parameter.default is parameter.empty
    for names, key in ((SCHEDULERS, "scheduler"), (SCALERS, "scaler"), (LOGGERS, "logger"), (PATHS, "path")):
        if word in names and key in values and (needed or key != "path"):
            return (True, values[key]) if needed else (False, None)
    if word in _SIZE_BY_WORD and _SIZE_BY_WORD[word] in sizes and not (role and role in values):
        return needed, sizes[_SIZE_BY_WORD[word]]
    if role in values:
        return True, values[role]
    if word in NEUTRAL and (needed or word not in _ONLY_IF_NEEDED):
        return True, _like(parameter.default, NEUTRAL[word])
    return False, None


def _like(default: Any, value: Any) -> Any:
    """Return the neutral value, or the default where that is of another sort."""
    if (
        default is inspect.Parameter.empty
        or default is None
        or isinstance(default, bool) == isinstance(value, bool)
    ):
        return value
    return default
