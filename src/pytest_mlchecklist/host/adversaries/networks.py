"""A generator and a discriminator of ours: so simple that every family of losses suits their scores."""

from __future__ import annotations

import math
import sys
from typing import Any

ROWS = 6
RATE = 0.01
SPREAD = 0.05


def examples(shape: tuple[int, ...]) -> Any:
    """Return real examples: around a point on the other side of zero than what is made at first."""
    torch: Any = sys.modules["torch"]
    width = math.prod(shape)
    return (torch.full((ROWS, width), width**-0.5) + SPREAD * torch.randn(ROWS, width)).reshape(ROWS, *shape)


def rivals(shape: tuple[int, ...], *, flat: bool) -> tuple[Any, Any]:
    """Return a generator of examples, from noise of any size, and a discriminator of these.

    The scores lie between 0 and 1, made examples below real ones: they may be logits, shares, or
    what a critic says.

    Args:
        shape: That of an example.
        flat: Whether the scores come as a vector.
    """
    torch: Any = sys.modules["torch"]
    width = math.prod(shape)

    class Generator(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.scale = torch.nn.Parameter(torch.full((width,), SPREAD))
            self.shift = torch.nn.Parameter(torch.full((width,), -(width**-0.5)))

        def forward(self, z: Any, *_: Any) -> Any:
            drawn = z.reshape(len(z), -1).mean(dim=1, keepdim=True)
            return (drawn * self.scale + self.shift).reshape(len(z), *shape)

    class Discriminator(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.weight = torch.nn.Parameter(torch.full((width,), 0.1 * width**-0.5))
            self.bias = torch.nn.Parameter(torch.full((1,), 0.5))

        def forward(self, x: Any, *_: Any) -> Any:
            scores = x.reshape(len(x), -1) @ self.weight + self.bias
            return scores if flat else scores[:, None]

    return Generator(), Discriminator()
