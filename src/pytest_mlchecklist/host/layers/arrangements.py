"""How the axes of a layer's arrays may lie: in rows or columns, transposed, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..shapes import Signature

BIASES = ("(out,)", "(1, out)", "(out, 1)")


@dataclass(frozen=True)
class Arrangement:
    """One way to lay out the input, the weights and the bias of a dense layer.

    Attributes:
        names: The contract's names of input, weight and bias.
        columns: Whether each example is a column.
        one_by_one: Whether examples go in one at a time, as vectors.
        transposed: Whether the weights lie (out, in).
        bias: The shape of the bias, one of BIASES.
    """

    names: tuple[str, str, str]
    columns: bool = False
    one_by_one: bool = False
    transposed: bool = False
    bias: str = BIASES[0]

    @property
    def text(self) -> str:
        """The arrangement in words."""
        weights = "(out, in)" if self.transposed else "(in, out)"
        examples = (
            "examples in columns" if self.columns else "one example at a time" if self.one_by_one else ""
        )
        return ", ".join(filter(None, (f"weights {weights}", f"bias {self.bias}", examples)))

    def weight(self, weight: np.ndarray) -> np.ndarray:
        """Return the contract's (in, out) weights as the learner lays them."""
        return weight.T if self.transposed else weight

    def bias_of(self, bias: np.ndarray) -> np.ndarray:
        """Return the contract's (out,) bias as the learner lays it."""
        return {"(out,)": bias, "(1, out)": bias[None, :], "(out, 1)": bias[:, None]}[self.bias]

    def pieces(self, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the arguments of each call that a batch takes."""
        x, weight, bias = (values[name] for name in self.names)
        rest = {self.names[1]: self.weight(weight), self.names[2]: self.bias_of(bias)}
        for piece in x if self.one_by_one else [x.T if self.columns else x]:
            yield {self.names[0]: piece, **rest}

    def result_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return the shape of one call's result, where a batch's has `shape`."""
        return shape[1:] if self.one_by_one else shape[::-1] if self.columns else shape

    def join(self, results: list[np.ndarray], *, outputs: int) -> np.ndarray:
        """Return the batch's result from those of its calls."""
        if self.one_by_one:  # a layer with one output may give a bare number
            return np.array([np.reshape(result, (outputs,)) for result in results])
        return self.restore(results[0])

    def restore(self, array: np.ndarray) -> np.ndarray:
        """Return an array of examples in rows again."""
        return array.T if self.columns else array


def arrangements(signature: Signature) -> Iterator[Arrangement]:
    """Yield the arrangements, the most usual first."""
    first, weight, bias = (argument.name for argument in signature.arrays[:3])
    names = (first, weight, bias)
    for columns, one_by_one in ((False, False), (True, False), (False, True)):
        for transposed, shape in product((columns, not columns), BIASES[::-1] if columns else BIASES):
            yield Arrangement(names, columns, one_by_one, transposed, shape)
