import pytest

from pytest_mlchecklist.engine import _taking_long


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("import numpy", []),
        ("import torch", ["torch"]),
        ("import torch\nopt = torch.optim.SGD([])", ["torch", "torch._dynamo"]),
        ("import tensorflow as tf", ["tensorflow"]),
        ("import keras", ["tensorflow"]),
        ('os.environ["KERAS_BACKEND"] = "jax"\nimport keras', []),
        ("import jax", []),
    ],
)
def test_what_is_slow_is_imported_once(tmp_path, text, modules):
    """Hosts share torch and TensorFlow, unless a file still has to choose what Keras runs on."""
    (tmp_path / "nets.py").write_text(text)
    assert modules == list(_taking_long([tmp_path / "nets.py"]))
