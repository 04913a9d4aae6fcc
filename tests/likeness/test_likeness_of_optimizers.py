"""What shows an optimizer, in the dialects that learners write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("momentum", "optimizer", ("sgd", "sgd_momentum"), ("w", "gradients", "learning_rate", "momentum")),
    Wanted("adam", "optimizer", (), ("w", "gradients", "learning_rate", "beta1", "beta2", "epsilon")),
)


def _found(root: Path, text: str) -> dict[str, str]:
    (root / "a.py").write_text(text)
    return {part: found.target for part, found in discover(root, WANTED).candidates.items()}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("def adam(w, dw, config=None): return w, config['beta1']", "adam"),
        ("def adam(w, grad, m, v, t, lr=1, beta1=0.9, beta2=0.99): return w, m, v", "adam"),
        ("def adam(grad, x0, n_iters, lr=1, betas=(0.9, 0.99)): return x0", "adam"),
        (
            (
                "class Adam:\n    def __init__(self, lr, b1, b2): self.lr = lr\n"
                "    def update(self, layer): return"
            ),
            "Adam",
        ),
        (
            "class Adam(Optimizer):\n    def __init__(self, params, lr, betas=(0, 0)): super().__init__()",
            "Adam",
        ),
        (
            "class Adam:\n    def __init__(self): self.lr, self.beta1 = 1, 0.9\n    def step(self): return",
            "Adam",
        ),
    ],
)
def test_finds_an_optimizer_in_every_dialect(tmp_path: Path, text: str, symbol: str) -> None:
    """A function of weights and gradients, a descent and a class all show an optimizer."""
    assert {"adam": f"a.py:{symbol}"} == _found(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "class SGD:\n    def __init__(self, lr): self.lr = lr\n    def step(self): return self.lr",
        "def sgd(x, y): return x @ y",
        "def sgd(x, y, theta, alpha, momentum): return theta",
        "class SGDClassifier:\n    def __init__(self, lr, momentum): pass\n    def fit(self, x): return x",
        "def initialize_adam(parameters): return {}, {}",
        "def adam(data, epochs): return data",
        "class Model:\n    def sgd(self, x): return x",
    ],
)
def test_leaves_everything_else_alone(tmp_path: Path, text: str) -> None:
    """A plain SGD is no momentum; a model that trains by SGD, or a preparation, is no optimizer."""
    assert {} == _found(tmp_path, text)


def test_a_stub_is_found_as_unfinished(tmp_path: Path) -> None:
    """An exercise that nobody has begun is known by its name."""
    (tmp_path / "a.py").write_text("def adam(w, grad, lr):\n    pass\n")
    assert discover(tmp_path, WANTED).candidates["adam"].unfinished
