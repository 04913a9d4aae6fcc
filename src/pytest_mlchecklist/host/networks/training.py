"""Has a learner's network learn: by its own training, its own backward, or a loop of ours."""

from __future__ import annotations

import inspect
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends import jax_arrays, keras_objects, tensorflow_tensors
from ..callees import is_torch_module
from ..refusal import Unavailable
from ..slots import attributes
from .framework_loops import train_with_jax, train_with_keras, train_with_tensorflow
from .loops import STEPS, tells_apart, train_with_own_autograd, train_with_torch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .network import Network

SEEDS = 5
MOST_TRIES = 60
"""How many trainings are tried at most: a count, not a time, so that a slow machine decides nothing."""

OWN_TRAINING = (
    "fit", "train", "train_model", "learn", "optimize", "train_network", "fit_model", "gradient_descent",
    "sgd",
)  # fmt: skip
OWN_STEPS = ("train_step", "train_on_batch", "step", "train_one_epoch", "partial_fit")
OWN_BACKWARD = (
    "backward", "backpropagate", "backprop", "backward_pass", "back_propagation", "backpropagation",
    "back_prop",
)  # fmt: skip
OWN_UPDATE = (
    "update", "update_parameters", "update_params", "update_weights", "step", "apply_gradients", "optimize",
)  # fmt: skip
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
_QUIET = {"verbose", "printcost", "log", "printevery", "plot", "showprogress", "display"}


def trained_outputs(
    network: Network, x: np.ndarray, y: np.ndarray, sizes: Sequence[int]
) -> tuple[np.ndarray, str]:
    """Return the network's outputs after it has learnt (x, y), and how it learnt.

    Training starts anew from several seeds and with several rates, until the outputs tell
    the two classes apart: that it can learn is what is asked.

    Raises:
        Unavailable: It has no way to learn that could be found.
    """
    best = None
    for outputs, how in islice(_trainings(network, x, y, sizes), MOST_TRIES):
        best = (outputs, how)
        if tells_apart(outputs, y):
            break
    if best is None:
        message = "way to learn that could be called"
        raise Unavailable(message)
    return best


def _trainings(
    network: Network, x: np.ndarray, y: np.ndarray, sizes: Sequence[int]
) -> Iterator[tuple[np.ndarray, str]]:
    """Yield the outputs after one training after another, all ways from one start before the next.

    A way that does not fit is left at once.
    """
    ways = list(_ways(network, x, y))
    for seed in range(1 if network.building.is_ready else SEEDS):
        for way in tuple(ways):
            try:
                model = network.new(sizes, seed)
                if tells_apart(network.outputs(model, x), y):
                    continue  # by chance, before it has learnt anything
                how = way(model)
                outputs = network.outputs(model, x)
            except Exception:  # noqa: BLE001 - this way does not fit; the next may
                ways.remove(way)
                continue
            yield outputs, how


def _ways(network: Network, x: np.ndarray, y: np.ndarray) -> Iterator[Callable[[Any], str]]:
    probe = network.new((x.shape[1], 8, 1))
    if is_torch_module(type(probe)):
        yield lambda model: train_with_torch(network, model, x, y)
        return
    if keras_objects.is_layer(type(probe)):
        yield lambda model: train_with_keras(network, model, x, y)
        return
    methods = [name for name in OWN_TRAINING if callable(getattr(type(probe), name, None))]
    for name, rate, targets in product(methods, (0.5, 0.1, 0.02, 2.0), _targets(y)):
        yield lambda model, name=name, rate=rate, targets=targets: _own(
            network, model, name, x, targets, rate
        )  # type: ignore[misc]
    if tensorflow_tensors.is_module(probe):
        yield lambda model: train_with_tensorflow(network, model, x, y)
    if network.backend is jax_arrays:
        yield lambda model: train_with_jax(network, model, x, y)
    if hasattr(network.backend, "run_backward"):
        yield from (
            lambda model, rate=rate: train_with_own_autograd(network, model, x, y, rate)
            for rate in (0.3, 0.1, 0.02)
            for rate in (0.3, 0.1, 0.02)
        )
    backwards = [name for name in (*OWN_STEPS, *OWN_BACKWARD) if callable(getattr(type(probe), name, None))]
    for name, rate, targets in product(backwards, (0.5, 0.1), _targets(y)):
        yield lambda model, name=name, rate=rate, targets=targets: _own_steps(
            network, model, name, x, targets, rate
        )  # type: ignore[misc]


def _targets(y: np.ndarray) -> Iterator[np.ndarray]:
    yield y[:, None]
    yield y
    yield np.stack([1 - y, y], axis=1)


def _laid(network: Network, x: np.ndarray, targets: np.ndarray) -> dict[str, Any]:
    """Return inputs and targets as the network wants its examples to lie."""
    if not network.columns:
        return {"x": x, "y": targets}
    return {"x": x.T, "y": targets.T}  # the transpose of a vector is the vector


def _own(  # noqa: PLR0913, PLR0917 - all that training takes
    network: Network, model: Any, name: str, x: np.ndarray, targets: np.ndarray, rate: float
) -> str:
    data, method = _laid(network, x, targets), getattr(model, name)
    _set_rate(model, rate)
    method(**_given(method, {**data, "epochs": 3000, "rate": rate, "quiet": False}))
    return f"trained by its own {name}"


def _own_steps(  # noqa: PLR0913, PLR0917 - all that training takes
    network: Network, model: Any, name: str, x: np.ndarray, targets: np.ndarray, rate: float
) -> str:
    data, method = _laid(network, x, targets), getattr(model, name)
    update = next((getattr(model, item) for item in OWN_UPDATE if callable(getattr(model, item, None))), None)
    for _ in range(4 * STEPS):
        output = network.outputs(model, x)
        output = output.T if network.columns else output
        error = (output - np.reshape(data["y"], output.shape)) * 2 / len(x)
        method(**_given(method, {**data, "output": output, "upstream": error, "rate": rate}))
        if update is not None and name in OWN_BACKWARD:
            update(**_given(update, {"rate": rate}))
    return f"trained by its own {name}"


def _given(method: Callable[..., Any], values: dict[str, Any]) -> dict[str, Any]:
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


def _set_rate(model: Any, rate: float) -> None:
    for name in attributes(model):
        if plain(name) in RATE and isinstance(getattr(model, name), float):
            setattr(model, name, rate)
        if plain(name) in EPOCHS and isinstance(getattr(model, name), int):
            setattr(model, name, 3000)
