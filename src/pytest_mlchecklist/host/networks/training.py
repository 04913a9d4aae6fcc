"""Has a learner's network learn: by its own training, its own backward, or a loop of ours."""

from __future__ import annotations

import functools
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..backends import jax_arrays, keras_objects, tensorflow_tensors
from ..callees import is_torch_module
from ..refusal import Unavailable
from ..slots import attributes
from .framework_loops import train_with_jax, train_with_keras, train_with_tensorflow
from .gradient_loops import gradient_ways
from .loops import train_with_own_autograd, train_with_torch
from .words import EPOCHS, RATE, given_by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np

    from .goals import Goal
    from .network import Network

SEEDS = 5
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


def learnt(network: Network, goal: Goal, sizes: Sequence[int]) -> tuple[Any, str]:
    """Return a model that has learnt, and how it did.

    Training starts anew from several seeds and with several rates, until the goal is
    reached: that it can learn is what is asked.

    Raises:
        Unavailable: It has no way to learn that could be found.
    """
    best = None
    for model, how in islice(_trainings(network, goal, sizes), goal.tries):
        best = (model, how)
        if goal.is_reached(network.outputs(model, goal.x)):
            break
    if best is None:
        message = "way to learn that could be called"
        raise Unavailable(message)
    return best


def _trainings(network: Network, goal: Goal, sizes: Sequence[int]) -> Iterator[tuple[Any, str]]:
    """Yield a model after one training after another, all ways from one start before the next.

    A way that does not fit is left at once.
    """
    ways = list(_ways(network, goal, sizes))
    for seed in range(1 if network.building.is_ready else SEEDS):
        for way in tuple(ways):
            try:
                model = network.new(sizes, seed)
                is_new = not network.building.is_ready
                if is_new and goal.is_reached(network.outputs(model, goal.x)):
                    continue  # by chance, before it has learnt anything
                how = way(model)
                network.outputs(model, goal.x)
            except Exception:  # noqa: BLE001 - this way does not fit; the next may
                ways.remove(way)
                continue
            yield model, how


def _ways(network: Network, goal: Goal, sizes: Sequence[int]) -> Iterator[Callable[[Any], str]]:
    probe = network.new(sizes)
    if is_torch_module(type(probe)):
        yield lambda model: train_with_torch(network, model, goal)
        return
    if keras_objects.is_layer(type(probe)):
        yield lambda model: train_with_keras(network, model, goal)
        return
    methods = [name for name in OWN_TRAINING if callable(getattr(type(probe), name, None))]
    for name, rate, targets in product(methods, goal.rates, goal.targets()):
        yield functools.partial(_own, network, goal, name, targets, rate)
    if tensorflow_tensors.is_module(probe):
        yield lambda model: train_with_tensorflow(network, model, goal)
    if network.backend is jax_arrays:
        yield lambda model: train_with_jax(network, model, goal)
    if hasattr(network.backend, "run_backward"):
        yield from (
            lambda model, rate=rate: train_with_own_autograd(network, model, goal, rate)
            for rate in (0.3, 0.1, 0.02)
            for rate in (0.3, 0.1, 0.02)
        )
    yield from gradient_ways(network, goal, probe)
    backwards = [name for name in (*OWN_STEPS, *OWN_BACKWARD) if callable(getattr(type(probe), name, None))]
    for name, rate, targets in product(backwards, goal.own_rates, goal.targets()):
        yield functools.partial(_own_steps, network, goal, name, targets, rate)


def _laid(network: Network, goal: Goal, targets: np.ndarray) -> dict[str, Any]:
    """Return inputs and targets as the network wants its examples to lie."""
    if not network.columns:
        return {"x": network.laid(goal.x), "y": targets}
    return {"x": goal.x.T, "y": targets.T}  # the transpose of a vector is the vector


def _own(  # noqa: PLR0913, PLR0917 - all that training takes
    network: Network, goal: Goal, name: str, targets: np.ndarray, rate: float, model: Any
) -> str:
    data, method = _laid(network, goal, targets), getattr(model, name)
    _set_rate(model, rate, goal.epochs)
    values = {**data, "epochs": goal.epochs, "rate": rate, "quiet": False}
    method(**given_by_name(method, values | ({"batch": goal.batch} if goal.batch else {})))
    return f"trained by its own {name}"


def _own_steps(  # noqa: PLR0913, PLR0917 - all that training takes
    network: Network, goal: Goal, name: str, targets: np.ndarray, rate: float, model: Any
) -> str:
    data, method = _laid(network, goal, targets), getattr(model, name)
    update = next((getattr(model, item) for item in OWN_UPDATE if callable(getattr(model, item, None))), None)
    for step in range(goal.own_steps):
        output = network.outputs(model, goal.x)
        if step % 20 == 0 and goal.is_safe(output):
            break
        error = goal.error(output, targets)
        output, error = (output.T, error.T) if network.columns else (output, error)
        method(**given_by_name(method, {**data, "output": output, "upstream": error, "rate": rate}))
        if update is not None and name in OWN_BACKWARD:
            update(**given_by_name(update, {"rate": rate}))
    return f"trained by its own {name}"


def _set_rate(model: Any, rate: float, epochs: int) -> None:
    for name in attributes(model):
        if plain(name) in RATE and isinstance(getattr(model, name), float):
            setattr(model, name, rate)
        if plain(name) in EPOCHS and isinstance(getattr(model, name), int):
            setattr(model, name, epochs)
