"""What became of the numbers of a pretrained model: which lie where, which changed, which got gradients."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    State = Mapping[str, Any]

_STRAIGHT = 0.99


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
    """What happened to a model while something ran.

    Attributes:
        rates: The rates with which optimizers stepped each parameter, by its id.
        first: The first pass that was learnt from: a gradient came back through it.
    """

    rates: dict[int, list[float]] = field(default_factory=dict)
    first: Pass | None = None
    _depth: int = 0
    _handles: list[Any] = field(default_factory=list)

    @contextmanager
    def over(self) -> Iterator[None]:
        """Watch what happens inside."""
        modules = sys.modules["torch.nn.modules.module"]
        optimizers = sys.modules["torch.optim.optimizer"]
        self._handles = [
            modules.register_module_forward_pre_hook(self._enter),
            modules.register_module_forward_hook(self._leave, always_call=True),
            optimizers.register_optimizer_step_pre_hook(self._step),
        ]
        try:
            yield
        finally:
            for handle in self._handles:
                handle.remove()

    def measure(self) -> None:
        """See how far the first step went, where no optimizer tells its rates."""
        if self.first is not None and not self.rates:
            self.rates = {key: [size] for key, size in self.first.steps().items() if size}

    def _enter(self, *_: Any) -> None:
        if self._depth == 0:
            self.measure()
        self._depth += 1

    def _leave(self, module: Any, args: Any, output: Any) -> None:
        self._depth -= 1
        learns = getattr(output, "requires_grad", False) and any(True for _ in module.parameters())
        if self._depth == 0 and self.first is None and learns:
            seen = Pass(module, args[0] if args else None, output.detach().clone())
            self._handles.append(output.register_hook(lambda _: self._learn(seen)))
            for slot in filter(lambda slot: slot.requires_grad, module.parameters()):
                self._handles.append(slot.register_hook(partial(seen.gradients.setdefault, id(slot))))

    def _learn(self, seen: Pass) -> None:
        self.first = self.first or seen

    def _step(self, optimizer: Any, *_: Any) -> None:
        for group in optimizer.param_groups:
            for slot in group["params"]:
                if slot.grad is not None:
                    self.rates.setdefault(id(slot), []).append(float(group["lr"]))


class Pass:
    """One pass of a model: what it was given and gave, with which weights, and which gradients came back."""

    def __init__(self, model: Any, inputs: Any, outputs: Any) -> None:
        self.inputs, self.outputs = inputs, outputs
        self.modes = [module.training for module in model.modules()]
        self.weights = {id(slot): slot.detach().clone() for slot in model.parameters()}
        self.gradients: dict[int, Any] = {}
        self._slots = {id(slot): slot for slot in model.parameters()}

    def steps(self) -> dict[int, float]:
        """Return how far each parameter has gone since: as a share of its gradient, or per weight."""
        return {
            key: _length(slot.detach() - self.weights[key], self.gradients[key])
            for key, slot in self._slots.items()
            if key in self.gradients
        }

    def outputs_of(self, model: Any) -> Any:
        """Return what another model gives for the same inputs, in the same modes."""
        torch = sys.modules["torch"]
        for module, mode in zip(model.modules(), self.modes, strict=True):
            module.training = mode
        with torch.no_grad():
            return model(self.inputs)


def _length(step: Any, gradient: Any) -> float:
    straight = float(step.norm() * gradient.norm())
    along = straight > 0 and float(-(step * gradient).sum()) > _STRAIGHT * straight
    return float(step.norm() / (gradient.norm() if along else step.numel() ** 0.5))
