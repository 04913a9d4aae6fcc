"""Training loops: what stands in for torch's optimizers while one is looked at leaves nothing behind."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from pytest_mlchecklist.host.training.company import plain_optimizers
from pytest_mlchecklist.host.training.instruments import Diary

KINDS = [
    kind
    for kind in vars(torch.optim).values()
    if isinstance(kind, type) and issubclass(kind, torch.optim.Optimizer)
]


def stepped(kind: type, *, learning_rate: float = 0.25) -> np.ndarray:
    """Return a weight of two after one step along a gradient of four."""
    weight = torch.nn.Parameter(torch.full((1, 1), 2.0))
    optimizer = kind([weight], lr=learning_rate)
    weight.grad = torch.full((1, 1), 4.0)
    optimizer.step()
    return weight.detach().numpy()[0]


def own_steps() -> dict[type, object]:
    """Return what each class defines itself; torch writes a wrapper into a class when one is made."""
    return {kind: vars(kind).get("step") for kind in KINDS}


def test_what_an_optimizer_inherits_is_its_own_again_after_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """AdamW inherits the step of Adam: the first one made in a loop gets a wrapper, and must lose it."""
    right = stepped(torch.optim.AdamW)
    monkeypatch.delattr(torch.optim.AdamW, "step")  # as before the first one was made
    diary, before = Diary(), own_steps()
    with plain_optimizers(diary):
        assert stepped(torch.optim.AdamW) == 2 - 0.25 * 4
    assert before == own_steps()
    assert right == stepped(torch.optim.AdamW)
    assert diary.rates == [0.25]


@pytest.mark.parametrize("kind", [torch.optim.AdamW, torch.optim.Adam, torch.optim.SGD])
def test_an_optimizer_takes_the_plain_step_in_a_loop_and_its_own_afterwards(kind: type) -> None:
    """While a loop is looked at, all optimizers are one."""
    right, before = stepped(kind), own_steps()
    with plain_optimizers(Diary()):
        assert stepped(kind) == 2 - 0.25 * 4
    assert before == own_steps()
    assert right == stepped(kind)
