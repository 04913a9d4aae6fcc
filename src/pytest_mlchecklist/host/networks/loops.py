"""Loops of ours that train a learner's network through its automatic differentiation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import torch_tensors
from ..backends.arrays import to_array
from ..backends.holders import CONTENTS, contents
from ..backends.own_arrays import GRADIENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .network import Network

STEPS = 600


def tells_apart(outputs: np.ndarray, y: np.ndarray, margin: float = 0.01) -> bool:
    """Return whether an output separates the classes by more than half its range, and by the margin.

    A single output must be larger for class 1; of several, any may stand for either class.
    """
    ones, zeros = outputs[y > 0], outputs[y <= 0]
    gap = ones.min(axis=0) - zeros.max(axis=0)
    if outputs.shape[1] > 1:
        gap = np.maximum(gap, zeros.min(axis=0) - ones.max(axis=0))
    return bool(np.any(gap > np.maximum(np.ptp(outputs, axis=0) / 2, margin)))


def train_with_torch(network: Network, model: Any, x: np.ndarray, y: np.ndarray) -> str:
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


def train_with_own_autograd(network: Network, model: Any, x: np.ndarray, y: np.ndarray, rate: float) -> str:
    """Train a model of the learner's own array type by gradient descent on the squared error."""
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
