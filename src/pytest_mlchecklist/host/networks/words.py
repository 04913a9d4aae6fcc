"""By which names a network's own training wants examples, targets, epochs and rates."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from ..arguments import plain

if TYPE_CHECKING:
    from collections.abc import Callable

X = {
    "x", "xs", "xtrain", "inputs", "input", "data", "features", "trainx", "inputdata", "traindata",
    "samples", "xbatch",
}  # fmt: skip
Y = {
    "y", "ys", "ytrain", "targets", "target", "labels", "label", "trainy", "outputs", "ytrue", "expected",
    "t", "truth", "trainlabels", "ybatch", "desired",
}  # fmt: skip
EPOCHS = {
    "epochs", "epoch", "nepochs", "numepochs", "iterations", "niterations", "numiterations", "niters",
    "niter", "maxiter", "maxiters", "steps", "nsteps", "numiters",
}  # fmt: skip
RATE = {"lr", "learningrate", "eta", "alpha", "stepsize", "rate"}
_OUTPUT = {"output", "out", "ypred", "yhat", "prediction", "predictions", "a", "predicted", "a2", "al"}
_UPSTREAM = {
    "grad", "dout", "gradient", "gradoutput", "outputgradient", "error", "lossgrad", "delta", "dy", "dloss",
}  # fmt: skip
_BATCH = {"batchsize", "batch", "bs", "minibatchsize"}
_QUIET = {"verbose", "printcost", "log", "printevery", "plot", "showprogress", "display"}


def given_by_name(method: Callable[..., Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments by the method's own names.

    Raises:
        TypeError: It needs something else.
    """
    words = {
        "x": X,
        "y": Y,
        "epochs": EPOCHS,
        "rate": RATE,
        "output": _OUTPUT,
        "upstream": _UPSTREAM,
        "quiet": _QUIET,
        "batch": _BATCH,
    }
    given: dict[str, Any] = {}
    for parameter in inspect.signature(method).parameters.values():
        role = next((role for role in values if plain(parameter.name) in words[role]), None)
        if role is not None:
            given[parameter.name] = values[role]
        elif parameter.default is parameter.empty and parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            message = f"it needs {parameter.name!r}"
            raise TypeError(message)
    return given
