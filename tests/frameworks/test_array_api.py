import pytest


@pytest.mark.parametrize(
    ("part", "symbol"),
    [("leaky_relu", "leaky_relu"), ("sigmoid", "sigmoid"), ("softmax", "softmax"), ("dense_layer", "dense")],
)
def test_right_code_passes(jax, part, symbol):
    """Code on arrays that only follow the array API passes every required check."""
    assert {} == jax.failures(part, f"standard.py:{symbol}")


def test_a_mistake_is_called_by_its_name(jax):
    """Wrong code on such arrays fails, and every check that it fails tells the mistake."""
    mistakes = set(jax.failures("relu", "standard.py:relu").values())
    assert {"the minimum is taken instead of the maximum"} == mistakes


def test_the_report_names_the_module_of_the_arrays(jax):
    """The report says whose arrays went in."""
    convention = jax.convention("sigmoid", "standard.py:sigmoid")
    assert "called as sigmoid(x), on array_api_strict arrays" == convention
