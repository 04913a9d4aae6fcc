"""Loops of ours that train a network which gives its gradients in a mapping.

Such a network keeps its weights in one mapping too, under the same names: `net.params["W1"]`
belongs to `net.gradient(x, t)["W1"]`, or to what `net.loss(x, y)` returns beside the loss.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .words import given_by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .goals import Goal
    from .network import Network

GRADIENTS = (
    "gradient", "gradients", "compute_gradients", "get_gradients", "loss", "loss_and_gradients", "backward",
    "backprop", "backpropagation", "backward_propagation",
)  # fmt: skip
WEIGHTS = ("params", "parameters", "weights", "p")


def gradient_ways(network: Network, goal: Goal, probe: Any) -> Iterator[Callable[[Any], str]]:
    """Yield the ways to train a network by the mapping that one of its methods gives."""
    kept = next((name for name in WEIGHTS if isinstance(getattr(probe, name, None), dict)), "")
    names = [name for name in GRADIENTS if callable(getattr(type(probe), name, None))] if kept else []
    for name in names:
        for targets in goal.targets():
            yield functools.partial(_descend, network, goal, (kept, name), targets)


def _descend(network: Network, goal: Goal, names: tuple[str, str], targets: np.ndarray, model: Any) -> str:
    """Train by Adam (Kingma and Ba 2015, algorithm 1, without bias correction)."""
    kept, method = names
    means: dict[str, Any] = {}
    squares: dict[str, Any] = {}
    for step in range(goal.steps):
        if step % 20 == 0 and goal.is_safe(network.outputs(model, goal.x)):
            break
        weights, gradients = getattr(model, kept), _gradients(network, goal, getattr(model, method), targets)
        for name in weights.keys() & gradients.keys():
            slope = np.asarray(gradients[name])
            means[name] = 0.9 * means.get(name, 0.0) + 0.1 * slope
            squares[name] = 0.99 * squares.get(name, 0.0) + 0.01 * slope**2
            # In place: its layers hold the same arrays.
            weights[name] -= goal.rate_of_adam * means[name] / (np.sqrt(squares[name]) + 1e-8)
    return f"trained by a loop of ours through its own {method}, {step} steps of Adam"


def _gradients(
    network: Network, goal: Goal, method: Callable[..., Any], targets: np.ndarray
) -> Mapping[str, Any]:
    """Return the mapping of gradients that a method gives, after it was asked for outputs.

    Raises:
        TypeError: It gives none.
    """
    came = method(**given_by_name(method, {"x": network.laid(goal.x), "y": targets}))
    several = came if isinstance(came, tuple) else (came,)
    found = next((item for item in several if isinstance(item, Mapping)), None)
    if not found:
        message = "it gives no gradients"
        raise TypeError(message)
    return found
