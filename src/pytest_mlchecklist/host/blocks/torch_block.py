"""A layer of torch: parameters are what `parameters()` gives, a state is what `state_dict()` gives."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import torch_tensors
from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Iterator

HAS_MODES = True


def parameters(layer: Any, x: np.ndarray) -> dict[str, np.ndarray]:
    """Return the layer's parameters by name, as arrays."""
    del x
    return {name: torch_tensors.unwrap(item) for name, item in layer.named_parameters()}


def put(layer: Any, name: str, value: np.ndarray) -> None:
    """Replace a parameter's numbers."""
    held = dict(layer.named_parameters())[name]
    held.data.copy_(torch_tensors.wrap(np.asarray(value)))


def slopes(layer: Any, ask: Any, x: np.ndarray, upstream: np.ndarray) -> dict[str, Any] | None:
    """Return the gradient of the weighed output for the input, as '', and each parameter."""
    torch = sys.modules["torch"]
    tensor = torch_tensors.wrap(x)
    if tensor.is_floating_point():
        tensor.requires_grad_()
    names = dict(layer.named_parameters())
    leaves = {"": tensor, **names} if tensor.is_floating_point() else names
    leaves = {name: leaf for name, leaf in leaves.items() if leaf.requires_grad}
    output = ask(layer, tensor)
    if not output.requires_grad:
        return dict.fromkeys(leaves)
    total = (output * torch.as_tensor(upstream, dtype=output.dtype)).sum()
    found = torch.autograd.grad(total, list(leaves.values()), allow_unused=True)
    return {name: None if item is None else to_array(item) for name, item in zip(leaves, found, strict=True)}


def moved(layer: Any, source: Any) -> tuple[Any, str]:
    """Load the state of one layer into another, through a file; return that, and by what."""
    torch = sys.modules["torch"]
    file = io.BytesIO()
    torch.save(source.state_dict(), file)
    file.seek(0)
    layer.load_state_dict(torch.load(file, weights_only=False))
    return layer, "state_dict() and load_state_dict()"


def unregistered(layer: Any) -> Iterator[str]:
    """Yield where the layer keeps tensors that ask for gradients and that its parameters() do not give."""
    known = {id(item) for item in layer.parameters()}
    for module_name, module in layer.named_modules():
        for name, held in vars(module).items():
            if not name.startswith("_"):
                place = ".".join(filter(None, (module_name, name)))
                yield from _hidden(held, place, known)


def _hidden(held: Any, place: str, known: set[int], depth: int = 0) -> Iterator[str]:
    torch = sys.modules["torch"]
    if isinstance(held, torch.nn.Module):
        own = (f"{place}.{name}" for name, item in held.named_parameters() if id(item) not in known)
        yield from own
    elif isinstance(held, torch.Tensor):
        if held.requires_grad and held.is_leaf and id(held) not in known:
            yield place
    elif isinstance(held, (list, tuple, dict)) and depth < 2:
        pairs = held.items() if isinstance(held, dict) else enumerate(held)
        for key, item in pairs:
            yield from _hidden(item, f"{place}[{key!r}]", known, depth + 1)
