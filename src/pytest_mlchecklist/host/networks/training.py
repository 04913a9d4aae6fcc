"""Has a learner's network learn: by its own training, its own backward, or a loop of ours."""

from __future__ import annotations

import inspect
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends import torch_tensors
from ..backends.arrays import to_array
from ..backends.holders import CONTENTS, contents
from ..backends.own_arrays import GRADIENTS
from ..callees import is_torch_module
from ..refusal import Unavailable
from ..slots import attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .network import Network

SEEDS = 5
MOST_TRIES = 20
"""How many trainings are tried at most: a count, not a time, so that a slow machine decides nothing."""

STEPS = 600
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
    """Yield the outputs after one training after another; a way that does not fit is left at once."""
    for way in _ways(network, x, y):
        for seed in range(1 if network.building.is_ready else SEEDS):
            try:
                model = network.new(sizes, seed)
                if tells_apart(network.outputs(model, x), y):
                    continue  # by chance, before it has learnt anything
                how = way(model)
                outputs = network.outputs(model, x)
            except Exception:  # noqa: BLE001 - this way does not fit; the next may
                break
            yield outputs, how


def tells_apart(outputs: np.ndarray, y: np.ndarray, margin: float = 0.01) -> bool:
    """Return whether an output separates the classes by more than half its range, and by the margin.

    A single output must be larger for class 1; of several, any may stand for either class.
    """
    ones, zeros = outputs[y > 0], outputs[y <= 0]
    gap = ones.min(axis=0) - zeros.max(axis=0)
    if outputs.shape[1] > 1:
        gap = np.maximum(gap, zeros.min(axis=0) - ones.max(axis=0))
    return bool(np.any(gap > np.maximum(np.ptp(outputs, axis=0) / 2, margin)))


def _ways(network: Network, x: np.ndarray, y: np.ndarray) -> Iterator[Callable[[Any], str]]:
    probe = network.new((x.shape[1], 8, 1))
    if is_torch_module(type(probe)):
        yield lambda model: _with_torch(network, model, x, y)
        return
    methods = [name for name in OWN_TRAINING if callable(getattr(type(probe), name, None))]
    for name, rate, targets in product(methods, (0.5, 0.1, 0.02, 2.0), _targets(y)):
        yield lambda model, name=name, rate=rate, targets=targets: _own(
            network, model, name, x, targets, rate
        )  # type: ignore[misc]
    if hasattr(network.backend, "pullback"):
        yield from (
            lambda model, rate=rate: _own_autograd(network, model, x, y, rate) for rate in (0.3, 0.1, 0.02)
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


def _with_torch(network: Network, model: Any, x: np.ndarray, y: np.ndarray) -> str:
    """Train a torch model; only the order of its outputs counts, so any last activation will do.

    The optimizer is Adam in five lines (Kingma and Ba 2015, algorithm 1, without bias
    correction): the first step of torch's own imports its compiler, which takes seconds.
    """
    import torch

    tensor = torch_tensors.wrap(next(iter(network.pieces(x))))
    target = torch_tensors.wrap(y.astype(float))
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    means, squares = ([torch.zeros_like(weight) for weight in weights] for _ in range(2))
    for step in range(STEPS):
        column = network.raw(model, tensor).reshape(len(x), -1)[:, 0]
        if step % 20 == 0 and tells_apart(torch_tensors.unwrap(column)[:, None], y, margin=0.1):
            break
        loss = torch.nn.functional.binary_cross_entropy_with_logits((column - column.mean()) * 8, target)
        gradients = torch.autograd.grad(loss, weights, allow_unused=True)
        with torch.no_grad():
            for weight, gradient, mean, square in zip(weights, gradients, means, squares, strict=True):
                if gradient is not None:
                    mean.mul_(0.9).add_(gradient, alpha=0.1)
                    square.mul_(0.99).add_(gradient**2, alpha=0.01)
                    weight.sub_(0.02 * mean / (square.sqrt() + 1e-8))
    return f"trained by a loop of ours, {step} steps of Adam"


def _own(  # noqa: PLR0913, PLR0917 - all that training takes
    network: Network, model: Any, name: str, x: np.ndarray, targets: np.ndarray, rate: float
) -> str:
    columns = network.columns
    data = {"x": x.T if columns else x, "y": targets.T if columns and targets.ndim == 2 else targets}
    method = getattr(model, name)
    _set_rate(model, rate)
    method(**_given(method, {**data, "epochs": 3000, "rate": rate, "quiet": False}))
    return f"trained by its own {name}"


def _own_steps(  # noqa: PLR0913, PLR0917 - all that training takes
    network: Network, model: Any, name: str, x: np.ndarray, targets: np.ndarray, rate: float
) -> str:
    columns = network.columns
    data = {"x": x.T if columns else x, "y": targets.T if columns and targets.ndim == 2 else targets}
    method = getattr(model, name)
    update = next((getattr(model, item) for item in OWN_UPDATE if callable(getattr(model, item, None))), None)
    for _ in range(4 * STEPS):
        output = network.outputs(model, x)
        output = output.T if columns else output
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


def _own_autograd(network: Network, model: Any, x: np.ndarray, y: np.ndarray, rate: float) -> str:
    parameters = list(_parameters(model))
    for _ in range(STEPS):
        for parameter in parameters:
            _clear(parameter)
        raws = [network.raw(model, network.backend.wrap(piece)) for piece in network.pieces(x)]
        outputs = np.concatenate([np.ravel(to_array(raw)) for raw in raws]).reshape(len(x), -1)
        upstream = np.zeros_like(outputs)
        upstream[:, 0] = 2 * (outputs[:, 0] - y) / len(x)
        result = raws if network.one_by_one else raws[0]
        network.backend.run_backward(result, upstream.T if network.columns else upstream)
        for parameter in parameters:
            _descend(parameter, rate)
    return f"trained by a loop of ours through its own backward, {STEPS} steps"


def _parameters(model: Any) -> Iterator[Any]:
    for name in ("parameters", "params", "get_parameters"):
        found = getattr(model, name, None)
        found = found() if callable(found) else found
        if found is not None:
            yield from found.values() if isinstance(found, dict) else found
            return
    message = "no parameters()"
    raise TypeError(message)


def _gradient_name(parameter: Any) -> str:
    return next(name for name in GRADIENTS if hasattr(parameter, name))


def _clear(parameter: Any) -> None:
    name = _gradient_name(parameter)
    old = getattr(parameter, name)
    setattr(parameter, name, 0.0 if isinstance(old, (int, float)) else None if old is None else old * 0)


def _descend(parameter: Any, rate: float) -> None:
    gradient = getattr(parameter, _gradient_name(parameter))
    name = next(name for name in CONTENTS if getattr(parameter, name, None) is contents(parameter))
    held = getattr(parameter, name)
    step = rate * (float(gradient) if isinstance(held, (int, float)) else to_array(gradient))
    setattr(parameter, name, held - step)
