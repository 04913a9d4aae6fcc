"""Which dialect a file is written in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pytest_mlchecklist.host.dialects import is_features_first

FORWARD = "def forward(X, p):\n    return np.dot(p['W1'], X) + p['b1']\n"
BY_ROWS = "def loss(p, t):\n    n = p.shape[0]\n    return -np.sum(t * np.log(p)) / n\n"
BY_COLUMNS = "def cost(AL, Y):\n    m = Y.shape[1]\n    return -np.sum(Y * np.log(AL)) / m\n"


@pytest.mark.parametrize(
    ("name", "is_so"),
    [("forward", True), ("loss", False), ("cost", True)],
    ids=["product", "rows", "columns"],
)
def test_a_function_that_counts_rows_has_examples_in_rows(name: str, is_so: bool) -> None:  # noqa: FBT001
    """A file's products tell where its examples lie, but for a function that divides by a number of rows."""
    loaded = SimpleNamespace(source=FORWARD + BY_ROWS + BY_COLUMNS, name=name)
    assert is_so == is_features_first(loaded, SimpleNamespace(binding={}))
