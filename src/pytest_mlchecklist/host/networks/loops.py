"""Loops of ours that train a learner's network through its automatic differentiation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import torch_tensors
from ..backends.arrays import to_array
from ..backends.holders import CONTENTS, contents
from ..backends.own_arrays import GRADIENTS
from .goals import Ops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .goals import Goal
    from .network import Network


def train_with_torch(network: Network, model: Any, goal: Goal) -> str:
    """Train a torch model.

    The optimizer is Adam in five lines (Kingma and Ba 2015, algorithm 1, without bias
    correction): the first step of torch's own imports its compiler, which takes seconds.
    """
    import torch

    tensor = torch_tensors.wrap(next(iter(network.pieces(goal.x))))
    ops = Ops(
        torch.mean,
        torch.nn.functional.softplus,
        lambda rows: torch.logsumexp(rows, dim=1),
        lambda array, _: torch_tensors.wrap(array.astype(float)),
    )
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    means, squares = ([torch.zeros_like(weight) for weight in weights] for _ in range(2))
    scale = goal.scale(network.outputs(model, goal.x))
    for step in range(goal.steps):
        outputs = network.raw(model, tensor).reshape(len(goal.x), -1)
        if step % 10 == 0 and goal.is_safe(torch_tensors.unwrap(outputs)):
            break
        gradients = torch.autograd.grad(goal.loss(outputs, ops, scale), weights, allow_unused=True)
        with torch.no_grad():
            for weight, gradient, mean, square in zip(weights, gradients, means, squares, strict=True):
                if gradient is not None:
                    mean.mul_(0.9).add_(gradient, alpha=0.1)
                    square.mul_(0.99).add_(gradient**2, alpha=0.01)
                    weight.sub_(goal.rate_of_adam * mean / (square.sqrt() + 1e-8))
    return f"trained by a loop of ours, {step} steps of Adam"


def train_with_own_autograd(network: Network, model: Any, goal: Goal, rate: float) -> str:
    """Train a model of the learner's own array type by gradient descent on the goal's error."""
    parameters = list(_parameters(model))
    for _ in range(goal.steps):
        for parameter in parameters:
            _clear(parameter)
        raws = [network.raw(model, network.backend.wrap(piece)) for piece in network.pieces(goal.x)]
        outputs = np.concatenate([np.ravel(to_array(raw)) for raw in raws]).reshape(len(goal.x), -1)
        upstream = goal.upstream(outputs)
        result = raws if network.one_by_one else raws[0]
        network.backend.run_backward(result, upstream.T if network.columns else upstream)
        for parameter in parameters:
            _descend(parameter, rate)
    return f"trained by a loop of ours through its own backward, {goal.steps} steps"


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
