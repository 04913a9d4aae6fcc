"""Models and optimizers that stand in for the learner's own while an object is driven.

Every number of a model is the mark of the step, so that a saved one tells which step it comes from.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

MARK = 0.25


def marked(step: int) -> float:
    """Return the number that all weights have at a step: no size, count or index is like it."""
    return step + MARK


class Layer:
    """A layer of such a model."""

    def __init__(self) -> None:
        self.weights, self.biases = np.zeros((2, 3)), np.zeros(3)

    def put(self, number: float) -> None:
        """Give every weight this number."""
        self.weights, self.biases = np.full((2, 3), number), np.full(3, number)


class Model:
    """A model that can be saved in the usual ways."""

    def __init__(self) -> None:
        self.layers = [Layer()]
        self.stop_training = False

    def mark(self, step: int) -> None:
        """Give every weight the mark of a step."""
        self.layers[0].put(marked(step))

    @property
    def weights(self) -> list[np.ndarray]:
        """The weights."""
        return [self.layers[0].weights, self.layers[0].biases]

    @weights.setter
    def weights(self, new: list[np.ndarray]) -> None:
        self.layers[0].weights, self.layers[0].biases = new

    def get_weights(self) -> list[np.ndarray]:
        """Return copies of the weights."""
        return [array.copy() for array in self.weights]

    def set_weights(self, new: list[np.ndarray]) -> None:
        """Replace the weights."""
        self.weights = list(new)

    def state_dict(self) -> dict[str, np.ndarray]:
        """Return the weights by name, not copied, as torch does."""
        return {"weight": self.weights[0], "bias": self.weights[1]}

    def load_state_dict(self, state: dict[str, np.ndarray]) -> None:
        """Replace the weights."""
        self.weights = [state["weight"], state["bias"]]

    def parameters(self) -> list[np.ndarray]:
        """Return the weights."""
        return self.weights

    def save(self, path: Any, *_: Any, **__: Any) -> None:
        """Write the model to a file."""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(pickle.dumps(self.state_dict()))

    save_weights = save_model = save_parameters = export = save

    def train(self, *_: Any) -> Model:
        """Return the model."""
        return self

    eval = train


class Optimizer:
    """An optimizer with a learning rate, as torch and Keras keep it."""

    def __init__(self, rate: float) -> None:
        self.lr = self.learning_rate = rate
        self.param_groups = [{"lr": rate, "initial_lr": rate}]

    def state_dict(self) -> dict[str, Any]:
        """Return its state."""
        return {"state": {}, "param_groups": []}

    @property
    def rate(self) -> float:
        """Whichever of its learning rates was changed."""
        first = self.param_groups[0]["initial_lr"]
        rates = (self.lr, self.learning_rate, self.param_groups[0]["lr"])
        return float(next((rate for rate in rates if rate != first), first))


def torch_model() -> tuple[Any, Callable[[int], None]]:
    """Return a torch module whose weights can be marked.

    Raises:
        ImportError: The learner's code has not imported torch.
    """
    torch: Any = sys.modules.get("torch")
    if torch is None:
        message = "torch is not used here"
        raise ImportError(message)
    module = torch.nn.Linear(3, 2)

    def mark(step: int) -> None:
        with torch.no_grad():
            for parameter in module.parameters():
                parameter.fill_(marked(step))

    return module, mark
