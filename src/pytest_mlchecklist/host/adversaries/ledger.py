"""Which loss each network learnt from: a record of every backward pass and every change of parameters.

A gradient that lies in a parameter comes from the backward passes since it was last cleared. When a network
changes, these are what it learnt from.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Update:
    """A change of one network's parameters.

    Attributes:
        network: 'generator' or 'discriminator'.
        learnt_from: The backward passes whose gradients lay in it, by their numbers.
        push: By how much the change raised what the network is after; None where that could not be asked.
        is_step: Whether an optimizer made it.
        is_joint: Whether the same step of an optimizer changed the other network, too.
    """

    network: str
    learnt_from: frozenset[int]
    push: float | None
    is_step: bool = False
    is_joint: bool = False


@dataclass
class Ledger:
    """What happens to two networks.

    Attributes:
        networks: The generator and the discriminator, by these names.
        real: Real examples.
        updates: The changes of their parameters, in order.
    """

    networks: Mapping[str, Any]
    real: Any
    updates: list[Update] = field(default_factory=list)
    _held: dict[str, list[Any]] = field(default_factory=dict)
    _pending: dict[str, set[int]] = field(default_factory=dict)
    _passes: int = 0
    _noise: tuple[Any, ...] = ()

    @contextmanager
    def open(self) -> Iterator[None]:
        """Record what happens until the end of the block."""
        torch: Any = sys.modules["torch"]
        self._held = {name: self._parameters(name) for name in self.networks}
        self._pending = {name: set() for name in self.networks}
        backward = torch.Tensor.backward

        def watched(tensor: Any, *args: Any, **kwargs: Any) -> None:
            self._settle()
            before = {name: self._gradients(name) for name in self.networks}
            backward(tensor, *args, **kwargs)
            self._passed(before)

        hook = self.networks["generator"].register_forward_pre_hook(self._hear)
        stepped = sys.modules["torch.optim.optimizer"].register_optimizer_step_post_hook(
            lambda *_: self._settle(is_step=True)
        )
        try:
            with mock.patch.object(torch.Tensor, "backward", watched):
                yield
            self._settle()
        finally:
            hook.remove()
            stepped.remove()

    def _hear(self, _: Any, noise: tuple[Any, ...]) -> None:
        self._noise = noise

    def _parameters(self, name: str) -> list[Any]:
        return [item.detach().clone() for item in self.networks[name].parameters()]

    def _gradients(self, name: str) -> list[Any]:
        return [None if p.grad is None else p.grad.clone() for p in self.networks[name].parameters()]

    def _passed(self, before: Mapping[str, list[Any]]) -> None:
        """Add a backward pass to those whose gradients lie in a network: all zero, it was cleared."""
        self._passes += 1
        for name, gradients in before.items():
            after = self._gradients(name)
            if not any(held is not None and bool(held.any()) for held in gradients):
                self._pending[name] = set()
            if any(_differ(old, new) for old, new in zip(gradients, after, strict=True)):
                self._pending[name].add(self._passes)

    def _settle(self, *, is_step: bool = False) -> None:
        """Record which networks have changed since the last time."""
        now = {name: self._parameters(name) for name in self.networks}
        changed = [name for name in now if any(map(_differ, self._held[name], now[name]))]
        for name in changed:
            push = self._push(name, now[name])
            learnt_from = frozenset(self._pending[name])
            self.updates.append(Update(name, learnt_from, push, is_step, is_step and len(changed) > 1))
        self._held = now

    def _push(self, name: str, now: list[Any]) -> float | None:
        """Return by how much a change raised what its network is after."""
        try:
            after = self._aim(name)
            self._put(name, self._held[name])
            before = self._aim(name)
        except Exception:  # noqa: BLE001 - networks that want more than examples or noise can't be asked
            return None
        finally:
            self._put(name, now)
        return after - before

    def _put(self, name: str, values: list[Any]) -> None:
        for parameter, value in zip(self.networks[name].parameters(), values, strict=True):
            parameter.data.copy_(value)

    def _aim(self, name: str) -> float:
        """Return how high made examples score; for the discriminator, how much higher real ones do."""
        torch: Any = sys.modules["torch"]
        generator, discriminator = self.networks["generator"], self.networks["discriminator"]
        modes = [(module, module.training) for net in (generator, discriminator) for module in net.modules()]
        with torch.no_grad():
            for module, _ in modes:
                module.training = False
            try:
                fake = float(discriminator(generator.forward(*self._noise)).mean())
                return fake if name == "generator" else float(discriminator(self.real).mean()) - fake
            finally:
                for module, training in modes:
                    module.training = training


def _differ(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return (one is None) != (other is None) and bool((one if other is None else other).any())
    return not bool((one == other).all())
