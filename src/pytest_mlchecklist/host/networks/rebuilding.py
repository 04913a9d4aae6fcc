"""Models that rebuild rows through a smaller code: what they give back, their code, and how they learn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = 600
ENCODERS = ("encode", "encoder", "encoding", "get_code", "transform", "compress")


def pieces_of(came: Any) -> list[Any]:
    """Return what came, apart where several things came together."""
    if isinstance(came, dict):
        return list(came.values())
    return list(came) if isinstance(came, (tuple, list)) else [came]


def rebuilt_of(came: Any, size: int) -> Any:
    """Return what came that has so many numbers: a variational model gives more than its reconstruction.

    Raises:
        ValueError: Nothing has.
    """
    for piece in pieces_of(came):
        if np.size(to_array(piece)) == size:
            return piece
    message = f"gave nothing of {size} numbers"
    raise ValueError(message)


def encoder_of(model: Any) -> tuple[str, Callable[[Any], Any]] | None:
    """Return the name of what makes a model's code, and a function that does; None where none is found."""
    for name in ENCODERS:
        encode = getattr(model, name, None)
        encode = getattr(encode, "forward", encode) if encode is not None and not callable(encode) else encode
        if callable(encode):
            return name, lambda x, encode=encode: _first(encode(x))
    return None


def _first(came: Any) -> Any:
    return came[0] if isinstance(came, tuple) else came


def train_to_rebuild(model: Any, rebuild: Callable[[], Any], x: np.ndarray) -> str:
    """Train a torch module by a loop of ours, so that what `rebuild` gives comes near to x; say how."""
    torch = sys.modules["torch"]
    model.train()
    weights = [item for item in model.parameters() if item.requires_grad]
    means, squares = ([torch.zeros_like(item) for item in weights] for _ in range(2))
    wanted = torch.as_tensor(x)
    for _ in range(STEPS):
        loss = ((rebuild().reshape(len(x), -1) - wanted) ** 2).mean()
        gradients = torch.autograd.grad(loss, weights, allow_unused=True)
        with torch.no_grad():
            for weight, gradient, mean, square in zip(weights, gradients, means, squares, strict=True):
                if gradient is not None:
                    mean.mul_(0.9).add_(gradient, alpha=0.1)
                    square.mul_(0.99).add_(gradient**2, alpha=0.01)
                    weight.sub_(0.01 * mean / (square.sqrt() + 1e-8))
    model.eval()
    return f"by a loop of ours, {STEPS} steps of Adam"
