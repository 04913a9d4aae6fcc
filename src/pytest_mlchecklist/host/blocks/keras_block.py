"""A layer of Keras: parameters are its trainable weights, a state is what `get_weights()` gives."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import parameters_of
from ..backends import keras_objects
from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODE = "_mlchecklist_training"


def set_mode(layer: Any, *, training: bool) -> None:
    """Remember the mode: Keras is told it at each call."""
    object.__setattr__(layer, _MODE, training)


def ask(layer: Any, *inputs: Any) -> Any:
    """Return the output in the layer's mode."""
    return layer(*inputs, **_mode_of(layer))


def _mode_of(layer: Any) -> dict[str, bool]:
    takes_it = any(item.name == "training" for item in parameters_of(layer.call) or [])
    return {"training": getattr(layer, _MODE, False)} if takes_it else {}


def feels(layer: Any, x: np.ndarray, wrap: Any) -> bool:
    """Return whether an output changes a little with the input: numbers of tokens are cut to whole ones."""
    came, moved = (to_array(ask(layer, wrap((x + step).astype(np.float32)))) for step in (0.0, 1e-2))
    return bool(np.isfinite(came).all()) and not np.array_equal(came, moved)


def parameters(layer: Any, x: np.ndarray) -> dict[str, np.ndarray]:
    """Return the trainable weights by name, as arrays."""
    del x
    return {text: keras_objects.unwrap(variable) for text, variable in keras_objects.weights(layer)}


def put(layer: Any, name: str, value: np.ndarray) -> None:
    """Replace a weight's numbers."""
    dict(keras_objects.weights(layer))[name].assign(np.asarray(value, dtype=np.float32))


def slopes(layer: Any, ask: Any, x: np.ndarray, upstream: np.ndarray) -> dict[str, Any]:
    """Return the gradient of the weighed output for the input, as '', and each trainable weight."""
    del ask
    by = {"jax": _through_jax, "torch": _through_torch, "tensorflow": _through_tensorflow}
    of_weights, of_input = by[sys.modules["keras"].backend.backend()](layer, x, upstream)
    names = {id(variable): text for text, variable in keras_objects.weights(layer)}
    told = {names[id(one)]: item for one, item in zip(layer.trainable_weights, of_weights, strict=True)}
    return {name: None if item is None else to_array(item) for name, item in {"": of_input, **told}.items()}


def _through_jax(layer: Any, x: np.ndarray, upstream: np.ndarray) -> tuple[Any, Any]:
    jax: Any = sys.modules["jax"]
    rest = [item.value for item in layer.non_trainable_variables]
    is_smooth = x.dtype.kind == "f"

    def weighed(weights: Any, x: Any) -> Any:
        output, _ = layer.stateless_call(weights, rest, x, **_mode_of(layer))
        return (output * upstream).sum()

    weights, given = [item.value for item in layer.trainable_variables], jax.numpy.asarray(x)
    found = jax.grad(weighed, argnums=(0, 1) if is_smooth else (0,))(weights, given)
    return found[0], found[1] if is_smooth else None


def _through_torch(layer: Any, x: np.ndarray, upstream: np.ndarray) -> tuple[Any, Any]:
    torch: Any = sys.modules["torch"]
    leaves = [item.value for item in layer.trainable_weights]
    given = torch.tensor(x)
    given.requires_grad_(given.is_floating_point())
    asked = [*leaves, given] if given.is_floating_point() else leaves
    total = (ask(layer, given) * torch.as_tensor(upstream)).sum()
    found = torch.autograd.grad(total, asked, allow_unused=True)
    return found[: len(leaves)], found[-1] if given.is_floating_point() else None


def _through_tensorflow(layer: Any, x: np.ndarray, upstream: np.ndarray) -> tuple[Any, Any]:
    tensorflow: Any = sys.modules["tensorflow"]
    given = tensorflow.constant(x)
    with tensorflow.GradientTape() as tape:
        tape.watch([given] if given.dtype.is_floating else [])
        total = tensorflow.reduce_sum(ask(layer, given) * upstream)
    found = tape.gradient(total, [*(item.value for item in layer.trainable_weights), given])
    return found[:-1], found[-1]


def moved(layer: Any, source: Any) -> tuple[Any, str]:
    """Load the weights of one layer into another; return that, and by what."""
    layer.set_weights(pickle.loads(pickle.dumps(source.get_weights())))  # noqa: S301 - their own object
    saved = {id(variable) for variable in layer.weights}
    for own, other in zip(layer.variables, source.variables, strict=True):
        if id(own) not in saved:  # the states of its generators, which a file holds, too
            own.assign(other)
    return layer, "get_weights() and set_weights()"


def unregistered(layer: Any, other: Any) -> Iterator[str]:
    """Yield the plain arrays that a layer drew for itself: another layer of its class has other ones."""
    for name, held in vars(layer).items():
        drawn = _plain_array(held)
        beside = _plain_array(vars(other).get(name))
        if drawn is not None and beside is not None and not np.array_equal(drawn, beside):
            yield name


def _plain_array(held: Any) -> np.ndarray | None:
    if held is None or isinstance(held, (bool, int, float, str)) or keras_objects.owns(held):
        return None
    try:
        array = to_array(held)
    except (TypeError, ValueError):
        return None
    return array if array.ndim and array.dtype.kind == "f" else None
