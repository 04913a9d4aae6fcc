"""What the report says of layers of a learner's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_mlchecklist.host.refusal import CannotRun

NOTES = {
    ("right_torch.py", "MyLinear"): "its state was copied by state_dict() and load_state_dict()",
    ("right_numpy.py", "GatedLinearUnit"): "its state was copied by get_weights() and set_weights()",
    ("right_numpy.py", "LayerNorm"): "its state was copied by the arrays in .params",
    ("right_numpy.py", "CustomDense"): "its state was copied by pickle",
}
MADE = {
    ("right_torch.py", "TokenEmbedding"): "made as TokenEmbedding(vocab_size=6, embed_dim=6)",
    ("right_torch.py", "ConvBlock"): "asked by .__call__ with examples of 6 × 8 × 8 on torch tensors",
    ("right_numpy.py", "TokenTable"): "asked by .forward with examples of 5 on NumPy arrays",
}
UNTAKEABLE = """
class WithoutForward:
    def __init__(self, n_in, n_out):
        self.sizes = n_in, n_out


class OtherBackward:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out)

    def forward(self, x):
        self.x = x
        return x @ self.w

    def compute_my_gradients(self, upstream, extra):
        return upstream @ self.w.T
"""


@pytest.mark.parametrize(("file", "symbol"), NOTES)
def test_it_is_said_how_a_state_was_copied(file: str, symbol: str, show: Callable) -> None:
    """The learner's own way to save and load is taken, where there is one."""
    reports = show("custom_layer", f"custom_layers/{file}", symbol).reports().values()
    assert NOTES[file, symbol] in {note for report in reports for note in report.notes}


@pytest.mark.parametrize(("file", "symbol"), MADE)
def test_it_is_said_how_a_layer_is_made_and_asked(file: str, symbol: str, show: Callable) -> None:
    """Sizes go in by their names, and examples of the first shape that it takes."""
    assert MADE[file, symbol] in show("custom_layer", f"custom_layers/{file}", symbol).description


def test_a_class_that_goes_nowhere_could_not_run(show: Callable, tmp_path: Path) -> None:
    """What has no method such as forward is no layer, and that is no failure."""
    (tmp_path / "own.py").write_text("import numpy as np\n" + UNTAKEABLE)
    with pytest.raises(CannotRun, match="no class with a method such as forward"):
        show("custom_layer", str(tmp_path / "own.py"), "WithoutForward")


def test_a_backward_of_another_name_is_not_called_missing(show: Callable, tmp_path: Path) -> None:
    """What may be a backward pass, and can't be called, is asked after instead of refused."""
    (tmp_path / "own.py").write_text("import numpy as np\n" + UNTAKEABLE)
    reports = show("custom_layer", str(tmp_path / "own.py"), "OtherBackward").reports()
    assert "is it compute_my_gradients?" in reports["sends_the_right_gradients"].message
