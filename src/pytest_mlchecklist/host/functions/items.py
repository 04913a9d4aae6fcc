"""Classes that are asked for all their items, such as the data sets of torch."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def every_item_of(cls: type) -> Callable[..., list[Any]]:
    """Return a function that takes what the class is made of, and gives every item of its object."""

    @functools.wraps(cls, updated=())
    def items(*args: Any, **kwargs: Any) -> list[Any]:
        made = cls(*args, **kwargs)
        return [made[index] for index in range(len(made))]

    return items
