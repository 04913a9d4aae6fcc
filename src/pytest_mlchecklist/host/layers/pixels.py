"""Layers that take images where the contract has rows: each row is the channels of one pixel.

What is the same for each pixel of each image, such as a batch normalisation of channels, is
right for rows of features too: several examples, rows and columns of pixels make up a batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..axes import Axes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..shapes import Signature

IMAGES = "images"
FIRST, LAST = "rows as pixels of images", "rows as pixels of images, channels last"
RANK = 4


@dataclass(frozen=True)
class Pixels(Axes):
    """Rows (n, d) as images, with the channels first (a, d, h, w) or last (a, h, w, d), where n is a·h·w."""

    def shape(self, shape: tuple[int, ...], piece: str = "") -> tuple[int, ...]:
        """Return the shape in which a result of the contract's shape comes."""
        if f"-> {piece}" not in self.named:
            return shape
        count, height, width = _split(shape[0])
        last = self.text == LAST
        return (count, height, width, shape[1]) if last else (count, shape[1], height, width)

    def _turned(self, names: tuple[str, ...] | None, array: Any, *, back: bool) -> Any:
        if names is None or np.ndim(array) != (RANK if back else len(names)):
            return array
        last = self.text == LAST
        if back:
            rows = array if last else np.transpose(array, (0, 2, 3, 1))
            return np.reshape(rows, (-1, rows.shape[-1]))
        images = np.reshape(array, (*_split(len(array)), -1))
        return images if last else np.transpose(images, (0, 3, 1, 2))


def orders_of_pixels(signature: Signature) -> Iterator[Pixels]:
    """Yield the ways to lay rows as images, if the contract says that it may be done."""
    if IMAGES not in signature.options.get("forms", ()):
        return
    own = signature.arguments[0].axes or ()
    named = {item.name: own for item in signature.arguments if item.axes == own}
    named |= {f"-> {piece}": own for piece, axes in signature.pieces().items() if axes == own}
    yield from (Pixels(text, named, tuple) for text in (FIRST, LAST))


def _split(rows: int) -> tuple[int, int, int]:
    """Return a number of images, their height and their width: none of them one, where that is possible."""
    count = 2 if rows > 2 and rows % 2 == 0 else 1
    left = rows // count
    height = next((size for size in (2, 3, 5, 7) if left > 2 and left % size == 0), 1)
    return count, height, left // height
