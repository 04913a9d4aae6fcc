"""A learner's network that looks at images, whichever way these want to lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from .network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LABELS = 10


@dataclass(frozen=True)
class Lay:
    """How the axes of a batch of images lie.

    Attributes:
        text: In words, '' for (n, channels, height, width).
        order: The contract's axes in the learner's order; one that is left out is that of a
            single channel.
    """

    text: str
    order: tuple[int, ...]

    def laid(self, images: np.ndarray) -> np.ndarray:
        """Return images of the contract as the learner's network takes them."""
        kept = images if len(self.order) == images.ndim else images[:, 0]
        return np.ascontiguousarray(np.transpose(kept, self.order))


FIRST = Lay("", (0, 1, 2, 3))
LAST = Lay("channels last", (0, 2, 3, 1))
NONE = Lay("without an axis of channels", (0, 1, 2))


@dataclass
class ImageNetwork(Network):
    """How a network is built and asked that takes images.

    Attributes:
        lay: How the images lie.
        shape: The (channels, height, width) that it takes.
        width: How many outputs it has.
    """

    lay: Lay = FIRST
    shape: tuple[int, int, int] = (1, 8, 8)
    width: int = 0

    @property
    def text(self) -> str:
        """How the images lie, in words."""
        size = " by ".join(map(str, self.shape[1:]))
        channels = f"{self.shape[0]} channel{'s' if self.shape[0] > 1 else ''}"
        alone = "one image at a time" if self.one_by_one else ""
        return ", ".join(filter(None, (f"images of {channels}, {size}", self.lay.text, alone)))

    def laid(self, x: np.ndarray) -> np.ndarray:
        """Return a batch of images as the network takes them."""
        return self.lay.laid(x)

    def pieces(self, x: np.ndarray) -> Iterator[np.ndarray]:
        """Return what goes into each call for a batch of images."""
        laid = self.laid(x)
        yield from laid if self.one_by_one else [laid]

    def outputs(self, model: Any, x: np.ndarray) -> np.ndarray:
        """Return the outputs, one row for each image; of a network that gives labels, a one for its label."""
        arrays = [to_array(self.raw(model, self.backend.wrap(piece))) for piece in self.pieces(x)]
        array = np.array([np.ravel(one) for one in arrays]) if self.one_by_one else arrays[0]
        if array.ndim == 1 and array.dtype.kind in "iu":
            ones: np.ndarray = np.eye(max(self.width, MOST_LABELS))[array]
            return ones
        return array[:, None] if array.ndim == 1 else array
