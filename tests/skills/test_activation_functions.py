"""Activation functions as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.host.refusal import CannotRun

SMALLEST = {
    ("leaky_relu", "leaky_relu_gradient_zero"): "[[-1]]",
    ("leaky_relu", "leaky_relu_with_slope_above_one"): "[[-1]]",
    ("leaky_relu", "leaky_relu_that_ignores_its_slope"): "[[2, 0], [-1, 0]]",
    ("softmax", "softmax_down_the_columns"): "[[2, 1], [1, 0]]",
    ("sigmoid", "sigmoid_off_by_a_little"): "[[2]]",
    ("sigmoid", "sigmoid_clipped"): "[[7]]",
    ("gelu", "gelu_with_wrong_constant"): "[[2]]",
    ("elu", "elu_that_ignores_its_alpha"): "[[-1]]",
}


@pytest.mark.parametrize(
    ("part", "symbol"), [("leaky_relu", "leaky_relu"), ("relu", "Tensor.relu"), ("tanh", "Value.tanh")]
)
def test_the_backward_of_an_array_type_of_their_own_is_asked(show: Callable, part: str, symbol: str) -> None:
    """The gradient of code on the learner's own tensors is its own, and not measured."""
    reports = show(part, "dense_neural_networks/right_own_arrays.py", symbol).reports().values()
    assert not any("differencing" in note for report in reports for note in report.notes)


@pytest.mark.parametrize(("part", "symbol"), SMALLEST)
def test_wrong_code_fails_on_a_small_input(show: Callable, part: str, symbol: str) -> None:
    """Wrong code is shown on the smallest input on which it is wrong."""
    failures = show(part, "activation_functions/wrong_various.py", symbol).failures()
    first = next(iter(failures.values()))
    assert SMALLEST[part, symbol] == next(iter(first.counterexample.values()))


def test_an_object_equal_to_everything_is_no_result(show: Callable) -> None:
    """An object that claims to equal every number is not taken for one."""
    with pytest.raises(CannotRun, match="EqualToEverything"):
        show("relu", "activation_functions/wrong_various.py", "relu_that_lies")


def test_a_slope_that_is_fixed_is_measured(show: Callable) -> None:
    """A leaky ReLU without a slope argument is checked at the slope that it uses."""
    shown = show("leaky_relu", "activation_functions/right_torch.py", "LeakyReLUFunction")
    assert ["slope"] == shown.convention.facts["lacks"]


def test_the_form_of_gelu_is_named(show: Callable) -> None:
    """The report says which of the published forms a GELU follows."""
    reports = show("gelu", "activation_functions/right_torch.py", "GELU").reports()
    notes = [note for report in reports.values() for note in report.notes]
    assert ["this is the tanh form of GELU (Hendrycks and Gimpel 2016, section 2)"] == notes


def test_a_derivative_of_the_output_is_understood(show: Callable) -> None:
    """A derivative that takes the function's output instead of its input is right, and said to be so."""
    reports = show("sigmoid", "activation_functions/right_numbers.py").reports()
    assert ("its derivative takes the function's output",) == reports["has_the_right_gradient"].notes


def test_a_measured_gradient_is_said_to_be_so(show: Callable) -> None:
    """A gradient that only we could difference is said to be measured."""
    reports = show("leaky_relu", "activation_functions/right_lists.py").reports()
    assert "measured by differencing" in reports["keeps_learning_below_zero"].notes[0]


def test_columns_are_taken_from_the_dialect_of_the_file(show: Callable) -> None:
    """A softmax down the columns is right in a file that keeps its examples in columns."""
    assert "examples in columns" in show("softmax", "activation_functions/right_course.py").description


@pytest.mark.parametrize(
    ("part", "symbol"),
    [("relu", "relu"), ("leaky_relu", "leaky_relu"), ("leaky_relu", "Leaky"), ("relu", "Rectifier")],
)
def test_a_derivative_is_found_under_many_names(show: Callable, part: str, symbol: str) -> None:
    """A derivative of the learner's own is asked, and not measured, whatever it is called."""
    reports = show(part, "activation_functions/right_names.py", symbol).reports().values()
    assert not any("differencing" in note for report in reports for note in report.notes)


def test_the_manifest_can_say_where_examples_lie(show: Callable) -> None:
    """The word axes = 'features-first' settles what the file itself does not show."""
    symbol = "softmax_down_the_columns"
    shown = show("softmax", "activation_functions/wrong_various.py", symbol, axes="features-first")
    assert {} == shown.failures()


@pytest.mark.parametrize("seed", range(3))
def test_another_seed_changes_no_verdict(show: Callable, seed: int) -> None:
    """Verdicts do not depend on the seed."""
    assert {} == show("leaky_relu", "activation_functions/right_classes.py", "LeakyReLU").failures(seed)
    assert show("relu", "activation_functions/wrong_various.py", "relu_in_a_dead_corner").failures(seed)
