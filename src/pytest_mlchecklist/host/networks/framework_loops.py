"""Loops of ours that train a learner's network in Keras, TensorFlow or JAX.

As with torch, only the order of the outputs counts, so any last activation will do: see `Goal`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import jax_arrays, tensorflow_tensors
from .goals import Ops

if TYPE_CHECKING:
    from collections.abc import Callable

    from .goals import Goal
    from .network import Network

    Arrays = list[np.ndarray]

_TOGETHER = ("parameters", "params", "weights", "theta")


def train_with_keras(network: Network, model: Any, goal: Goal) -> str:
    """Train a model of Keras by its own `compile` and `fit`, whichever framework it runs on."""
    import keras

    ops = Ops(
        keras.ops.mean,
        keras.ops.softplus,
        lambda rows: keras.ops.logsumexp(rows, axis=1),
        lambda array, like: keras.ops.cast(array, like.dtype),
    )
    scale = goal.scale(network.outputs(model, goal.x))
    trained = model if hasattr(model, "fit") else keras.Sequential([model])
    # Batches are whole and in order, so that the classes are known.
    trained.compile(
        optimizer=keras.optimizers.Adam(goal.rate_of_adam),
        loss=lambda _, outputs: goal.loss(keras.ops.reshape(outputs, (len(goal.x), -1)), ops, scale),
    )
    pieces = np.concatenate(list(network.pieces(goal.x)))
    inputs = np.tile(pieces, (goal.repeats, *(1,) * (pieces.ndim - 1))).astype(np.float32)
    targets = np.tile(goal.y, goal.repeats).astype(np.float32)[:, None]
    for _ in range(goal.steps // goal.repeats):
        trained.fit(inputs, targets, batch_size=len(goal.x), shuffle=False, verbose=0)
        if goal.is_safe(network.outputs(model, goal.x)):
            break
    return f"trained by Keras's own fit, in steps of {len(goal.x)} examples"


def train_with_tensorflow(network: Network, model: Any, goal: Goal) -> str:
    """Train a tf.Module on TensorFlow's tape."""
    import tensorflow as tf

    ops = Ops(
        tf.reduce_mean,
        tf.nn.softplus,
        lambda rows: tf.reduce_logsumexp(rows, axis=1),
        lambda array, like: tf.cast(array, like.dtype),
    )
    scale = goal.scale(network.outputs(model, goal.x))
    variables = list(model.trainable_variables)

    def put(weights: Arrays) -> None:
        for variable, weight in zip(variables, weights, strict=True):
            variable.assign(weight)

    def gradients(weights: Arrays) -> Arrays:
        put(weights)
        with tf.GradientTape() as tape:
            raws = [network.raw(model, network.backend.wrap(piece)) for piece in network.pieces(goal.x)]
            loss = goal.loss(tf.reshape(tf.stack(raws), (len(goal.x), -1)), ops, scale)
        found = tape.gradient(loss, variables, unconnected_gradients="zero")
        return [tensorflow_tensors.unwrap(gradient) for gradient in found]

    start = [tensorflow_tensors.unwrap(variable) for variable in variables]
    put(_descended(start, gradients, goal))
    return f"trained by a loop of ours, {goal.steps} steps of Adam"


def train_with_jax(network: Network, model: Any, goal: Goal) -> str:
    """Train a model whose parameters are a tree of JAX arrays, in one attribute."""
    import jax

    ops = Ops(
        jax.numpy.mean,
        jax.nn.softplus,
        lambda rows: jax.scipy.special.logsumexp(rows, axis=1),
        lambda array, _: array,
    )
    scale = goal.scale(network.outputs(model, goal.x))
    name = next(name for name in _TOGETHER if hasattr(model, name))
    leaves, tree = jax.tree_util.tree_flatten(getattr(model, name))
    pieces = [jax_arrays.wrap(piece) for piece in network.pieces(goal.x)]

    def loss(weights: Any) -> Any:
        setattr(model, name, jax.tree_util.tree_unflatten(tree, weights))
        outputs = jax.numpy.stack([network.raw(model, piece) for piece in pieces])
        return goal.loss(outputs.reshape(len(goal.x), -1), ops, scale)

    gradient = jax.jit(jax.grad(loss))
    found = _descended(
        [jax_arrays.unwrap(leaf) for leaf in leaves],
        lambda weights: [jax_arrays.unwrap(leaf) for leaf in gradient(weights)],
        goal,
    )
    setattr(model, name, jax.tree_util.tree_unflatten(tree, [jax_arrays.wrap(leaf) for leaf in found]))
    return f"trained by a loop of ours, {goal.steps} steps of Adam"


def _descended(weights: Arrays, gradients: Callable[[Arrays], Arrays], goal: Goal) -> Arrays:
    """Return the weights after Adam (Kingma and Ba 2015, algorithm 1, without bias correction)."""
    means, squares = ([np.zeros_like(weight) for weight in weights] for _ in range(2))
    for _ in range(goal.steps):
        for index, gradient in enumerate(gradients(weights)):
            means[index] = 0.9 * means[index] + 0.1 * gradient
            squares[index] = 0.99 * squares[index] + 0.01 * gradient**2
            weights[index] = weights[index] - goal.rate_of_adam * means[index] / (
                np.sqrt(squares[index]) + 1e-8
            )
    return weights
