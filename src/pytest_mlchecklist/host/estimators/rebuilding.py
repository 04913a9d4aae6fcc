"""A torch module that can rebuild rows and has no way to learn: trained by us, and asked for its code."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends.arrays import to_array
from ..callees import in_double_precision
from ..making import makings
from ..networks.rebuilding import encoder_of, rebuilt_of, train_to_rebuild
from ..networks.sizes import parameters_of_any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .parameters import Terms

HIDDEN = 8


@dataclass(frozen=True)
class Rebuilding:
    """A module that has learnt to rebuild rows.

    Attributes:
        model: The module.
    """

    model: Any

    @classmethod
    def of(cls, module: type, terms: Terms, given: Mapping[str, Any]) -> Rebuilding:
        """Make a module for rows of this width, and train it to rebuild them.

        Raises:
            ValueError: It can't be made so, or gives nothing of the width of the rows.
        """
        x = np.asarray(to_array(given["x"]), dtype=float)
        model = in_double_precision(_made(module, terms, given))
        train_to_rebuild(model, lambda: rebuilt_of(model(_tensor(x)), x.size), x)
        return cls(model)

    def transform(self, rows: Any) -> np.ndarray:
        """Return the codes of rows.

        Raises:
            ValueError: It has nothing that makes them.
        """
        found = encoder_of(self.model)
        if found is None:
            message = "it has no encoder, nor a method such as encode"
            raise ValueError(message)
        with sys.modules["torch"].no_grad():
            code: np.ndarray = to_array(found[1](_tensor(to_array(rows))))
        return code


def _made(module: type, terms: Terms, given: Mapping[str, Any]) -> Any:
    """Return a module whose parameters get what their names say: a width, the size of the code, others."""
    width, code = given["features"], given[terms.rebuilds]
    words = terms.settings[terms.rebuilds]
    sized = {item.name: code for item in parameters_of_any(module) if plain(item.name) in words}
    sizes = {"in": width, "out": width, "latent": code, "hidden": HIDDEN, "size": width, "dropout": 0.0}
    bound = functools.partial(module, **sized)
    found = next(makings(bound, sizes, ("in", "latent")), None)
    if found is None:
        message = "its sizes have names that tell nothing"
        raise ValueError(message)
    return found.of(bound)


def _tensor(x: np.ndarray) -> Any:
    return sys.modules["torch"].as_tensor(np.asarray(x, dtype=float))
