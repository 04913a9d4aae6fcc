"""What became of the numbers of a pretrained model: which lie where, which changed, which got gradients."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    State = Mapping[str, Any]


@dataclass
class Places:
    """Where the tensors of a pretrained model lie in what was built from it.

    Attributes:
        weights: The pretrained weights by their name, with their name in the new model ('' if none).
        statistics: The same of running means and variances.
        head: The names of the weights that are new.
    """

    weights: dict[str, str] = field(default_factory=dict)
    statistics: dict[str, str] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)


def places(pretrained: State, model: Any, parameters: Iterable[str], old_head: str) -> Places:
    """Return where the pretrained tensors lie: by their values, or else by the end of their names.

    Args:
        pretrained: The tensors as they were.
        model: What was built.
        parameters: The names of those that are weights.
        old_head: The name of the head that may go.
    """
    found, weights, state, taken = Places(), set(parameters), model.state_dict(), set[str]()
    for name, value in pretrained.items():
        if (old_head and name.startswith(old_head + ".")) or name.endswith("num_batches_tracked"):
            continue
        same = [key for key, held in state.items() if key not in taken and _equal(held, value)]
        alike = [key for key in state if key not in taken and key.endswith(name)]
        key = next(iter([*same, *alike]), "")
        taken.add(key)
        (found.weights if name in weights else found.statistics)[name] = key
    found.head = [name for name, _ in model.named_parameters() if name not in taken]
    return found


def _equal(one: Any, other: Any) -> bool:
    return one.shape == other.shape and bool(sys.modules["torch"].equal(one, other))


def flat(tensors: Iterable[Any]) -> np.ndarray:
    """Return tensors as one row of numbers."""
    pieces = [np.ravel(held.detach().cpu().numpy()).astype(float) for held in tensors]
    return np.concatenate(pieces) if pieces else np.zeros(0)


def snapshot(model: Any) -> dict[str, Any]:
    """Return a copy of all its tensors."""
    return {name: held.detach().clone() for name, held in model.state_dict().items()}


@dataclass
class Watch:
    """What optimizers did while something ran.

    Attributes:
        rates: The rates with which each parameter was stepped, by its id.
        first: The parameters, by id, at the first pass that was learnt from.
    """

    rates: dict[int, list[float]] = field(default_factory=dict)
    first: dict[int, Any] | None = None
    _depth: int = 0

    @contextmanager
    def over(self) -> Iterator[None]:
        """Watch what happens inside."""
        modules = sys.modules["torch.nn.modules.module"]
        optimizers = sys.modules["torch.optim.optimizer"]
        handles = [
            modules.register_module_forward_pre_hook(self._enter),
            modules.register_module_forward_hook(self._leave, always_call=True),
            optimizers.register_optimizer_step_pre_hook(self._step),
        ]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _enter(self, *_: Any) -> None:
        self._depth += 1

    def _leave(self, module: Any, _: Any, output: Any) -> None:
        self._depth -= 1
        learns = getattr(output, "requires_grad", False) and module.training
        if self._depth == 0 and self.first is None and learns:
            held = {id(slot): slot.detach().clone() for slot in module.parameters()}
            self.first = held or None

    def _step(self, optimizer: Any, *_: Any) -> None:
        for group in optimizer.param_groups:
            for slot in group["params"]:
                if slot.grad is not None:
                    self.rates.setdefault(id(slot), []).append(float(group["lr"]))
