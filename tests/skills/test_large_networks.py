"""What the report says of large networks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

BUILT = {
    ("right_numpy.py", "LayerNetwork"): "built as LayerNetwork(sizes=[width] * (depth + 1))",
    ("right_numpy.py", "DeepMLP"): "built as DeepMLP(depth=depth)",
}


@pytest.mark.parametrize(("file", "symbol"), BUILT)
def test_it_is_said_how_a_network_is_built(file: str, symbol: str, show: Callable) -> None:
    """A depth goes in by its name, or a list of as many sizes."""
    assert BUILT[file, symbol] in show("build_large_network", f"large_networks/{file}", symbol).description


def test_the_size_is_reckoned_without_the_numbers(show: Callable) -> None:
    """110 layers of 4096 by 4096 take 15 GB, which nobody allocates: three small networks tell it."""
    shown = show("build_large_network", "large_networks/right_numpy.py", "DeepMLP")
    came = shown.ask("size", {})
    assert came["how"] == "4096 wide"
    assert came["megabytes"] == pytest.approx(110 * (4096**2 + 4096) * 8 / 1e6, rel=1e-6)
