"""What shows which layer, in the dialects that learners write."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.discovery import Wanted, discover

PACK = Path(__file__).parents[1] / "packs" / "layers_pack"
WANTED = tuple(
    Wanted(part.name, part.kind, part.names, tuple(item.name for item in part.contract.arguments))
    for part in catalogue.load([PACK]).parts.values()
)


def _found(root: Path, text: str) -> dict[str, str]:
    (root / "a.py").write_text(text)
    return {part: found.target for part, found in discover(root, WANTED).candidates.items()}


@pytest.mark.parametrize(
    ("part", "symbol", "text"),
    [
        (
            "conv_layer",
            "conv_forward_naive",
            "def conv_forward_naive(x, w, b, conv_param):\n    return x, (x, w, b)",
        ),
        ("conv_layer", "conv_forward", "def conv_forward(A_prev, W, b, hparameters):\n    return A_prev, W"),
        (
            "conv_layer",
            "Conv2D",
            "class Conv2D:\n    def __init__(self, filters, kernel_size):\n        self.W = None\n"
            "    def forward(self, x):\n        return x",
        ),
        (
            "conv_layer",
            "ConvLayer",
            "class ConvLayer(nn.Module):\n    def __init__(self, a, b):\n"
            "        self.inner = nn.Conv2d(a, b, 3)\n"
            "    def forward(self, x):\n        return self.inner(x)",
        ),
        (
            "rnn_cell",
            "rnn_cell_forward",
            "def rnn_cell_forward(xt, a_prev, parameters):\n    return parameters['Wax'] @ xt",
        ),
        ("rnn_cell", "rnn_step_forward", "def rnn_step_forward(x, prev_h, Wx, Wh, b):\n    return x @ Wx"),
        (
            "lstm_cell",
            "LSTMCell",
            "class LSTMCell:\n    def __init__(self, n_in, n_out):\n        self.Wf = self.Wi = 0\n"
            "    def forward(self, x, h, c):\n        return h, c",
        ),
        (
            "batch_norm",
            "batchnorm_forward",
            "def batchnorm_forward(x, gamma, beta, bn_param):\n    return gamma * x + beta",
        ),
        (
            "batch_norm",
            "BatchNormalization",
            "class BatchNormalization:\n    def __init__(self, momentum=0.9):\n        self.gamma = None\n"
            "    def forward(self, x, train=True):\n        return self.gamma * x",
        ),
        ("dropout", "dropout_forward", "def dropout_forward(x, dropout_param):\n    return x"),
        (
            "dropout",
            "Dropout",
            "class Dropout:\n    def __init__(self, rate):\n        self.rate = rate\n"
            "    def forward(self, x):\n        return x",
        ),
        (
            "max_pool",
            "MaxPool2D",
            "class MaxPool2D:\n    def __init__(self, pool_size, stride):\n        pass\n"
            "    def forward(self, x):\n        return x",
        ),
        (
            "embedding",
            "Embedding",
            "class Embedding:\n    def __init__(self, vocab_size, dim):\n        self.W = 0\n"
            "    def forward(self, idx):\n        return self.W[idx]",
        ),
        ("gnn_layer", "gcn_layer", "def gcn_layer(A, X, W):\n    return A @ X @ W"),
    ],
)
def test_a_layer_is_found(tmp_path: Path, part: str, symbol: str, text: str) -> None:
    """A layer is found by its name and by what it takes or keeps."""
    assert f"a.py:{symbol}" == _found(tmp_path, text).get(part)


@pytest.mark.parametrize(
    "text",
    [
        "def conv2d(image):\n    return image",
        "def dropout(model):\n    return model",
        "class Conv2D:\n    pass_through = True\n    def describe(self):\n        return 'a layer'",
        "class BatchNorm:\n    def forward(self):\n        return 1",
    ],
)
def test_what_takes_no_weights_is_no_layer(tmp_path: Path, text: str) -> None:
    """A name alone makes no layer."""
    assert {} == _found(tmp_path, text)
