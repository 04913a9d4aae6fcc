"""What shows word vectors, a pipeline, a deep network, a tracker, and what has their names alone."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("train_embeddings", "word_vectors", ("word2vec",), ("corpus", "dim")),
    Wanted("build_pipeline", "pipeline", ("pipeline", "compose"), ("stages", "records")),
    Wanted("build_large_network", "deep", ("res_net",), ("depth",)),
    Wanted("tracker", "stateful", ("run_tracker",), ("records", "config")),
    Wanted("cyclical_learning_rate", "stateful", ("CyclicScheduler",), ("steps", "base_lr")),
    Wanted("feature_autoencoder", "estimator", ("autoencoder",), ("x", "k")),
    Wanted("network_backward", "backprop", ("two_layer_net",), ("x", "labels", "w1")),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "class Word2Vec:\n    def __init__(self, dim): pass\n    def train(self, text): self.v = text",
            {"train_embeddings": "a.py:Word2Vec"},
        ),
        (
            "class Pipeline:\n    def __init__(self): self.steps = []\n"
            "    def add(self, step): self.steps += [step]",
            {"build_pipeline": "a.py:Pipeline"},
        ),
        ("def compose(*functions):\n    return functions", {"build_pipeline": "a.py:compose"}),
        (
            "class RunTracker:\n    def start_run(self, params): pass\n"
            "    def log_metrics(self, metrics, step): self.rows = [metrics]",
            {"tracker": "a.py:RunTracker"},
        ),
        (
            "class CyclicScheduler:\n    def __init__(self, optimizer, base_lr): self.n = 0\n"
            "    def step(self): self.n += 1",
            {"cyclical_learning_rate": "a.py:CyclicScheduler"},
        ),
        (
            "class TwoLayerNet:\n    def __init__(self): self.params = {'W1': 0}\n"
            "    def loss(self, x, t): return x @ self.weights - t\n    def gradient(self, x, t): return {}",
            {"network_backward": "a.py:TwoLayerNet"},
        ),
        ("class Autoencoder(nn.Module):\n    def forward(self, x): return x", {}),
        (
            "class Pipeline:\n    def __init__(self, steps): self.steps = steps\n"
            "    def fit(self, X, y): pass\n    def predict(self, X): return X",
            {},
        ),
        (
            "class Pipeline:\n    def __init__(self, model): self.model = model\n    def go(self): return 1",
            {},
        ),
        ("def pipeline():\n    return make_pipeline(StandardScaler(), SVC())", {}),
        (
            "class ResNet(nn.Module):\n    def __init__(self, depth):\n"
            "        self.blocks = [Block() for _ in range(depth)]\n    def forward(self, x): return x",
            {"build_large_network": "a.py:ResNet"},
        ),
        (
            "class ResNet(nn.Module):\n    def __init__(self, depth): self.depth = depth\n"
            "    def forward(self, x): return x",
            {},
        ),
    ],
)
def test_what_is_found(text: str, found: dict[str, str], tmp_path: Path) -> None:
    """Each is found by what it takes and has, and its name alone is not enough."""
    (tmp_path / "a.py").write_text(dedent(text))
    candidates = discover(tmp_path, WANTED).candidates
    assert found == {part: candidate.target for part, candidate in candidates.items()}
