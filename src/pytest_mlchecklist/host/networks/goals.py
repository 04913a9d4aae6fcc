"""What a network is to learn: examples, their classes, and when its outputs tell these apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Ops:
    """What a loss needs of a framework.

    Attributes:
        mean: The mean of all numbers.
        softplus: log(1 + exp(x)), elementwise.
        logsumexp: log(sum(exp(x))) of each row.
        like: An array as a tensor like another one.
    """

    mean: Callable[[Any], Any]
    softplus: Callable[[Any], Any]
    logsumexp: Callable[[Any], Any]
    like: Callable[[np.ndarray, Any], Any]


@dataclass(frozen=True)
class Goal:
    """Two classes, 0 and 1, that are told apart by one output.

    Only the order of the outputs counts, so any last activation will do.

    Attributes:
        x: The examples.
        y: The class of each.
        steps: How many steps a loop of ours takes.
        epochs: How often the learner's own training sees each example.
        tries: How many trainings are tried at most: a count, not a time, so that a slow machine
            decides nothing.
        rates: The learning rates to try.
        rate_of_adam: That of loops of ours.
        repeats: How often an example stands in an epoch of Keras, whose every epoch costs.
        batch: How many examples go into a step of the learner's own training; 0 leaves that to it.
        own_steps: How many steps a loop of ours takes with the learner's own backward.
        own_rates: The learning rates of these.
    """

    x: np.ndarray
    y: np.ndarray
    steps: int = 600
    epochs: int = 3000
    tries: int = 60
    rates: tuple[float, ...] = (0.5, 0.1, 0.02, 2.0)
    rate_of_adam: float = 0.02
    repeats: int = 150
    batch: int = 0
    own_steps: int = 2400
    own_rates: tuple[float, ...] = (0.5, 0.1)

    def is_reached(self, outputs: np.ndarray, margin: float = 0.01) -> bool:
        """Return whether an output separates the classes by more than half its range, and by the margin.

        A single output must be larger for class 1; of several, any may stand for either class.
        """
        ones, zeros = outputs[self.y > 0], outputs[self.y <= 0]
        gap = ones.min(axis=0) - zeros.max(axis=0)
        if outputs.shape[1] > 1:
            gap = np.maximum(gap, zeros.min(axis=0) - ones.max(axis=0))
        return bool(np.any(gap > np.maximum(np.ptp(outputs, axis=0) / 2, margin)))

    def is_safe(self, outputs: np.ndarray) -> bool:
        """Return whether a loop of ours may end."""
        return self.is_reached(outputs[:, :1], margin=0.1)

    def targets(self) -> Iterator[np.ndarray]:
        """Yield the forms in which a learner's own training may want the classes."""
        yield self.y[:, None]
        yield self.y
        yield np.stack([1 - self.y, self.y], axis=1)

    def upstream(self, outputs: np.ndarray) -> np.ndarray:
        """Return the gradient of the mean squared error of the first output."""
        slope = np.zeros_like(outputs)
        slope[:, 0] = 2 * (outputs[:, 0] - self.y) / len(self.y)
        return slope

    def error(self, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """Return the gradient of the squared error for targets in one of their forms."""
        return (outputs - np.reshape(targets, outputs.shape)) * 2 / len(self.y)

    def scale(self, outputs: np.ndarray) -> float:
        """Return what outputs like these are multiplied by, wherever a last activation keeps them."""
        del outputs
        return 8.0

    def loss(self, outputs: Any, ops: Ops, scale: float) -> Any:
        """Return the logistic loss of the first output, in a framework's own terms."""
        column = outputs[:, 0]
        logits = (column - ops.mean(column)) * scale
        return ops.mean(ops.softplus(logits) - ops.like(self.y, logits) * logits)


@dataclass(frozen=True)
class ClassesGoal(Goal):
    """Several classes, each of which has an output of its own."""

    steps: int = 150
    epochs: int = 60
    tries: int = 8
    rates: tuple[float, ...] = (0.05, 0.01, 0.2)
    rate_of_adam: float = 0.005
    repeats: int = 15
    batch: int = 8
    own_steps: int = 200
    own_rates: tuple[float, ...] = (0.5, 0.1, 0.02)

    def is_reached(self, outputs: np.ndarray, margin: float = 0.0) -> bool:
        """Return whether each example's class has the largest output."""
        del margin
        return bool(np.all(outputs.argmax(axis=1) == self.y))

    def is_safe(self, outputs: np.ndarray) -> bool:
        """Return whether each example's class has the largest output by far."""
        shares = shares_of(outputs)
        return bool(shares[np.arange(len(self.y)), self.y].min() > 0.9)

    def targets(self) -> Iterator[np.ndarray]:
        """Yield the forms in which a learner's own training may want the classes."""
        yield self.y
        yield self.one_hot(int(self.y.max()) + 1)

    def one_hot(self, width: int) -> np.ndarray:
        """Return a one in the column of each example's class."""
        ones: np.ndarray = np.eye(width)[self.y]
        return ones

    def upstream(self, outputs: np.ndarray) -> np.ndarray:
        """Return the gradient of the cross-entropy, also for a last layer that passes it on."""
        slope: np.ndarray = (shares_of(outputs) - self.one_hot(outputs.shape[1])) / len(self.y)
        return slope

    def error(self, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """Return the gradient of the cross-entropy, whatever form the targets have."""
        del targets
        return self.upstream(outputs)

    def scale(self, outputs: np.ndarray) -> float:
        """Return what outputs like these are multiplied by: shares are too close for logits."""
        return 8.0 if are_shares(outputs) else 1.0

    def loss(self, outputs: Any, ops: Ops, scale: float) -> Any:
        """Return the mean cross-entropy, in a framework's own terms."""
        logits = outputs * scale
        wanted = ops.like(self.one_hot(logits.shape[1]), logits)
        return ops.mean(ops.logsumexp(logits)) - ops.mean(wanted * logits) * logits.shape[1]


def are_shares(outputs: np.ndarray) -> bool:
    """Return whether the outputs have gone through a softmax or a sigmoid."""
    return bool(outputs.min() >= 0 and outputs.max() <= 1)


def shares_of(outputs: np.ndarray) -> np.ndarray:
    """Return each class's share: what a softmax makes of outputs that are none yet."""
    if are_shares(outputs):
        return outputs
    powers = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    shares: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return shares
