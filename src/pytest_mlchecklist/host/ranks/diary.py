"""The diary of one rank: which rows it saw, which gradients it found and used, what it wrote."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from ..writes import watch_writes

_MOST = 4096
"""How many numbers of a model are kept."""


@dataclass
class RankDiary:
    """What happened in one rank.

    Attributes:
        folder: Where it works: files elsewhere do not count.
        steps: For each step of an optimizer the weights 'before' and 'after', the gradients
            'local' and 'used'.
        epochs: The rows of each batch that was learnt from, for each pass over a loader.
        written: The files that it wrote.
    """

    folder: str
    steps: list[dict[str, np.ndarray]] = field(default_factory=list)
    epochs: list[list[list[str]]] = field(default_factory=lambda: [[]])
    written: set[str] = field(default_factory=set)
    _module: Any = None
    _depth: int = 0
    _local: dict[int, Any] = field(default_factory=dict)
    _pending: dict[str, np.ndarray] = field(default_factory=dict)

    def begin(self) -> None:
        """Watch this process from now on."""
        torch = sys.modules["torch"]
        hooks, optimizers = torch.nn.modules.module, sys.modules["torch.optim.optimizer"]
        hooks.register_module_forward_pre_hook(self._enter)
        hooks.register_module_forward_hook(self._leave, always_call=True)
        optimizers.register_optimizer_step_pre_hook(self._before_step)
        optimizers.register_optimizer_step_post_hook(self._after_step)
        self._watch_loaders(torch)
        watch_writes(self._wrote)

    def as_plain(self) -> dict[str, Any]:
        """Return the diary as plain values."""
        final = np.zeros(0) if self._module is None else _flat(self._module.parameters())
        epochs = [batches for batches in self.epochs if batches]
        return {"steps": self.steps, "epochs": epochs, "written": sorted(self.written), "final": final}

    def _enter(self, module: Any, args: Any) -> None:
        self._depth += 1
        torch = sys.modules["torch"]
        has_weights = self._depth == 1 and next(module.parameters(), None) is not None
        if not has_weights or not torch.is_grad_enabled() or not module.training:
            return
        if self._module is not module:
            self._module = module
            self._local = {}
            for parameter in module.parameters():
                if parameter.requires_grad:
                    parameter.register_hook(partial(self._found, id(parameter)))
        tensors = [item for item in args if isinstance(item, torch.Tensor)]
        if tensors:
            self.epochs[-1].append([_digest(row) for row in tensors[0].detach().cpu().numpy()])

    def _leave(self, *_: Any) -> None:
        self._depth -= 1

    def _found(self, key: int, gradient: Any) -> None:
        held = self._local.get(key)
        self._local[key] = gradient.detach().clone() if held is None else held + gradient.detach()

    def _before_step(self, optimizer: Any, *_: Any) -> None:
        slots = [slot for group in optimizer.param_groups for slot in group["params"]]
        self._pending = {
            "before": _flat(slots),
            "used": _flat(_or_zero(slot, slot.grad) for slot in slots),
            "local": _flat(_or_zero(slot, self._local.get(id(slot))) for slot in slots),
        }
        self._local = {}

    def _after_step(self, optimizer: Any, *_: Any) -> None:
        slots = [slot for group in optimizer.param_groups for slot in group["params"]]
        self.steps.append({**self._pending, "after": _flat(slots)})

    def _watch_loaders(self, torch: Any) -> None:
        loader = torch.utils.data.DataLoader
        own = loader.__iter__

        def passes(loading: Any) -> Any:
            self.epochs.append([])
            return own(loading)

        loader.__iter__ = passes

    def _wrote(self, path: str) -> None:
        if path.startswith(self.folder + os.sep):
            self.written.add(os.path.relpath(path, self.folder))


def _or_zero(slot: Any, gradient: Any) -> Any:
    return sys.modules["torch"].zeros_like(slot) if gradient is None else gradient


def _flat(tensors: Any) -> np.ndarray:
    pieces = [np.ravel(tensor.detach().cpu().numpy()).astype(float) for tensor in tensors]
    flat = np.concatenate(pieces) if pieces else np.zeros(0)
    return flat[:: max(1, len(flat) // _MOST)].copy()


def _digest(row: np.ndarray) -> str:
    return hashlib.blake2b(np.ascontiguousarray(row).tobytes(), digest_size=6).hexdigest()
