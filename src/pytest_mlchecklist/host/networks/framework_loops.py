"""Loops of ours that train a learner's network in Keras, TensorFlow or JAX.

As with torch, only the order of the outputs counts, so any last activation will do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import jax_arrays, tensorflow_tensors
from .loops import STEPS, tells_apart

if TYPE_CHECKING:
    from collections.abc import Callable

    from .network import Network

    Arrays = list[np.ndarray]

STEPS_AT_A_TIME = 150
_TOGETHER = ("parameters", "params", "weights", "theta")


def train_with_keras(network: Network, model: Any, x: np.ndarray, y: np.ndarray) -> str:
    """Train a model of Keras by its own `compile` and `fit`, whichever framework it runs on."""
    import keras

    def loss(target: Any, outputs: Any) -> Any:
        logits = _spread(outputs[:, 0], keras.ops.mean)
        return keras.ops.mean(keras.ops.softplus(logits) - keras.ops.ravel(target) * logits)

    trained = model if hasattr(model, "fit") else keras.Sequential([model])
    trained.compile(optimizer=keras.optimizers.Adam(0.02), loss=loss)
    inputs = np.tile(next(iter(network.pieces(x))), (STEPS_AT_A_TIME, 1)).astype(np.float32)
    targets = np.tile(y, STEPS_AT_A_TIME).astype(np.float32)[:, None]
    for _ in range(STEPS // STEPS_AT_A_TIME):
        trained.fit(inputs, targets, batch_size=len(x), shuffle=False, verbose=0)
        if tells_apart(network.outputs(model, x)[:, :1], y, margin=0.1):
            break
    return f"trained by Keras's own fit, in steps of {len(x)} examples"


def train_with_tensorflow(network: Network, model: Any, x: np.ndarray, y: np.ndarray) -> str:
    """Train a tf.Module on TensorFlow's tape."""
    import tensorflow as tf

    variables = list(model.trainable_variables)

    def put(weights: Arrays) -> None:
        for variable, weight in zip(variables, weights, strict=True):
            variable.assign(weight)

    def gradients(weights: Arrays) -> Arrays:
        put(weights)
        with tf.GradientTape() as tape:
            raws = [network.raw(model, network.backend.wrap(piece)) for piece in network.pieces(x)]
            logits = _spread(tf.reshape(tf.stack(raws), (len(x), -1))[:, 0], tf.reduce_mean)
            loss = tf.reduce_mean(tf.nn.softplus(logits) - tf.cast(y, logits.dtype) * logits)
        found = tape.gradient(loss, variables, unconnected_gradients="zero")
        return [tensorflow_tensors.unwrap(gradient) for gradient in found]

    start = [tensorflow_tensors.unwrap(variable) for variable in variables]
    put(_descended(start, gradients))
    return f"trained by a loop of ours, {STEPS} steps of Adam"


def train_with_jax(network: Network, model: Any, x: np.ndarray, y: np.ndarray) -> str:
    """Train a model whose parameters are a tree of JAX arrays, in one attribute."""
    import jax

    name = next(name for name in _TOGETHER if hasattr(model, name))
    leaves, tree = jax.tree_util.tree_flatten(getattr(model, name))
    pieces = [jax_arrays.wrap(piece) for piece in network.pieces(x)]

    def loss(weights: Any) -> Any:
        setattr(model, name, jax.tree_util.tree_unflatten(tree, weights))
        outputs = jax.numpy.stack([network.raw(model, piece) for piece in pieces]).reshape(len(x), -1)
        logits = _spread(outputs[:, 0], jax.numpy.mean)
        return jax.numpy.mean(jax.numpy.logaddexp(0.0, logits) - y * logits)

    gradient = jax.jit(jax.grad(loss))
    found = _descended(
        [jax_arrays.unwrap(leaf) for leaf in leaves],
        lambda weights: [jax_arrays.unwrap(leaf) for leaf in gradient(weights)],
    )
    setattr(model, name, jax.tree_util.tree_unflatten(tree, [jax_arrays.wrap(leaf) for leaf in found]))
    return f"trained by a loop of ours, {STEPS} steps of Adam"


def _spread(column: Any, mean: Callable[[Any], Any]) -> Any:
    """Return logits from one output of each example, wherever its last activation keeps it."""
    return (column - mean(column)) * 8


def _descended(weights: Arrays, gradients: Callable[[Arrays], Arrays]) -> Arrays:
    """Return the weights after Adam (Kingma and Ba 2015, algorithm 1, without bias correction)."""
    means, squares = ([np.zeros_like(weight) for weight in weights] for _ in range(2))
    for _ in range(STEPS):
        for index, gradient in enumerate(gradients(weights)):
            means[index] = 0.9 * means[index] + 0.1 * gradient
            squares[index] = 0.99 * squares[index] + 0.01 * gradient**2
            weights[index] = weights[index] - 0.02 * means[index] / (np.sqrt(squares[index]) + 1e-8)
    return weights
