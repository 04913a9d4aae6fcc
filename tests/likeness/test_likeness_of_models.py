"""Which models look at images, and which are dense, by what their bodies call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("dense_network", "model", ("mlp", "net", "network"), ("x", "sizes")),
    Wanted("conv_network", "model", ("cnn", "conv_net"), ("images",)),
)
CALLED = "    def forward(self, x): return x\n"
CONV = f"class Net(nn.Module):\n    def __init__(self):\n        self.c = nn.Conv2d(1, 8, 3)\n{CALLED}"
DENSE = f"class Net(nn.Module):\n    def __init__(self):\n        self.fc = nn.Linear(4, 2)\n{CALLED}"
CONVERTS = f"class Net:\n    def __init__(self, sizes):\n        self.layers = convert(sizes)\n{CALLED}"
KERNELS = f"class MyCNN:\n    def __init__(self):\n        self.kernels = draw(8, 3, 3)\n{CALLED}"
BUILT = "def build_cnn():\n    return Sequential([Conv2D(8, 3), Flatten(), Dense(10)])\n"
NEITHER = "class Network:\n    def add_node(self, node):\n        self.graph = node\n"


def found(root: Path, text: str) -> dict[str, str]:
    """Return what is found for which part."""
    (root / "a.py").write_text(text)
    return {part: one.target.partition(":")[2] for part, one in discover(root, WANTED).candidates.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CONV, {"conv_network": "Net"}),
        (DENSE, {"dense_network": "Net"}),
        (CONVERTS, {"dense_network": "Net"}),
        (KERNELS, {"conv_network": "MyCNN"}),
        (BUILT, {"conv_network": "build_cnn"}),
        (NEITHER, {}),
    ],
)
def test_a_model_is_proposed_for_what_its_body_does(
    tmp_path: Path, text: str, expected: dict[str, str]
) -> None:
    """What convolves is a model of images and no dense network, whatever it is called."""
    assert expected == found(tmp_path, text)
