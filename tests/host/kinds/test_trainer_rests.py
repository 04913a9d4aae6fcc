"""Training loops are called by the names of their parameters, and asked for what they have."""

from __future__ import annotations

import textwrap
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pytest_mlchecklist.host.conventions import open_convention
from pytest_mlchecklist.host.refusal import CannotRun, Unavailable

INPUTS = {
    "x": np.array([[1.0, 2.0], [2.0, 1.0], [0.0, 1.0]]),
    "y": np.array([0, 1, 1]),
    "weight": np.array([0.5, -0.5]),
    "bias": 0.25,
    "epochs": 2,
    "lr": 0.0625,
    "batch_size": 2,
    "loss": "squared error",
}


def opened(folder: Path, source: str, symbol: str = "train") -> Any:
    """Return the convention of a loop whose file holds `source`."""
    # Modules are kept by the names of their files, so each source needs a file of its own name.
    path = folder / f"loops_{zlib.crc32(source.encode())}.py"
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    contract = {"arguments": [], "returns": None}
    request = {"part": "train", "kind": "trainer", "contract": contract, "path": str(path), "symbol": symbol}
    return open_convention({**request, "root": str(folder), "names": [], "options": {}})


LOOP = """
    import torch

    def train({parameters}):
        for _ in range(epochs):
            for x, y in train_dl:
                opt.zero_grad()
                criterion(net(x.to(device)), y.to(device)).backward()
                opt.step()
"""


@pytest.mark.parametrize(
    "parameters",
    ["net, train_dl, opt, criterion, device, epochs", "epochs, device, criterion, opt, train_dl, net"],
)
def test_the_order_of_the_parameters_does_not_matter(tmp_path: Path, parameters: str) -> None:
    """Parameters are told apart by their names alone."""
    found = opened(tmp_path, LOOP.format(parameters=parameters)).run("call", [], INPUTS)
    expected = INPUTS["weight"], INPUTS["bias"]
    for _ in range(2):
        for rows in (slice(0, 2), slice(2, 3)):
            x, y = INPUTS["x"][rows], INPUTS["y"][rows]
            error = 2 * (x @ expected[0] + expected[1] - y) / len(x)
            expected = expected[0] - 0.0625 * error @ x, expected[1] - 0.0625 * error.sum()
    assert np.allclose(np.append(*expected), found, atol=1e-6)


def test_a_parameter_that_nobody_understands_is_named(tmp_path: Path) -> None:
    """A loop that needs something unknown could not run; the message names it and offers an adapter."""
    with pytest.raises(CannotRun, match="it needs 'teacher'") as refused:
        opened(tmp_path, LOOP.format(parameters="net, train_dl, opt, criterion, device, epochs, teacher"))
    assert refused.value.adapter.startswith("def train(model, loader, loss_function, optimizer, epochs):")


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    """A loop that needs a package which is not installed could not run; the message says which."""
    source = LOOP.format(parameters="net, train_dl, opt, criterion, device, epochs")
    source = "    import no_such_bar\n" + source.replace("in train_dl", "in no_such_bar.bar(train_dl)")
    with pytest.raises(CannotRun, match="no_such_bar"):
        opened(tmp_path, source)


def test_a_function_that_is_no_loop_is_refused(tmp_path: Path) -> None:
    """An estimator that solves its task in one go is not taken for a training loop."""
    source = """
        import numpy as np

        class Solver:
            def __init__(self, lr=0.1, epochs=10):
                self.lr = lr

            def fit(self, X, y):
                self.w, *_ = np.linalg.lstsq(X, y, rcond=None)

            def predict(self, X):
                return X @ self.w
    """
    with pytest.raises(CannotRun, match="solves the task in one go"):
        opened(tmp_path, source, "Solver")


def test_one_step_is_repeated_by_the_host(tmp_path: Path) -> None:
    """A function of one step is called for each batch of each epoch, as its caller would."""
    source = """
        import torch

        def step(model, x, y, optimizer, loss_fn):
            optimizer.zero_grad()
            loss_fn(model(x), y).backward()
            optimizer.step()
    """
    convention = opened(tmp_path, source, "step")
    assert "once a batch" in convention.description
    assert [True] * 4 == convention.run("modes", [], INPUTS)


def test_optimizers_of_a_loop_take_plain_steps_and_are_left_as_they_were(tmp_path: Path) -> None:
    """A loop with Adam inside is measured with plain steps, and Adam is Adam again afterwards."""
    torch = pytest.importorskip("torch")
    source = """
        import torch

        def train(model, X, y, epochs, lr):
            optimizer = torch.optim.Adam(model.parameters(), lr=lr)
            for _ in range(epochs):
                optimizer.zero_grad()
                torch.nn.functional.mse_loss(model(X), y).backward()
                optimizer.step()
    """
    before = torch.optim.Adam.step
    convention = opened(tmp_path, source)
    one_row = {**INPUTS, "x": np.ones((1, 2)), "y": np.array([1]), "epochs": 1}
    learnt = convention.run("call", [], one_row)
    assert [0.59375, -0.40625, 0.34375] == learnt.tolist()
    assert before is torch.optim.Adam.step


def test_a_generator_of_the_file_starts_anew_for_each_run(tmp_path: Path) -> None:
    """A file that keeps one generator gives the same weights from every run."""
    source = """
        import numpy as np

        rng = np.random.default_rng(3)

        class Model:
            def fit(self, X, y, epochs=5, lr=0.1):
                self.w, self.b = rng.normal(size=X.shape[1]), 0.0
                for _ in range(epochs):
                    error = X @ self.w + self.b - y
                    self.w -= lr * X.T @ error / len(X)
                    self.b -= lr * error.mean()

            def predict(self, X):
                return X @ self.w + self.b
    """
    convention = opened(tmp_path, source, "Model")
    inputs = {**INPUTS, "batch_size": 3}
    assert convention.run("call", [], inputs).tolist() == convention.run("call", [], inputs).tolist()


def test_a_loop_without_history_says_so(tmp_path: Path) -> None:
    """What a loop does not have is unavailable, not wrong."""
    convention = opened(tmp_path, LOOP.format(parameters="net, train_dl, opt, criterion, device, epochs"))
    with pytest.raises(Unavailable, match="history"):
        convention.run("history", [], INPUTS)
