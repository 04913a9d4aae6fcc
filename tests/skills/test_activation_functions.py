"""Activation functions as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.host.refusal import CannotRun

RIGHT = {
    "right_course": ["sigmoid", "relu", "leaky_relu", "softmax"],
    "right_numbers": ["leaky_relu", "relu", "sigmoid", "elu", "softmax"],
    "right_classes": [
        ("leaky_relu", "LeakyReLU"),
        ("sigmoid", "Sigmoid"),
        ("tanh", "Tanh"),
        ("softmax", "Softmax"),
        ("relu", "Activations.relu"),
        ("swish", "Activations.swish"),
        ("sigmoid", "NeuralNetwork.sigmoid"),
    ],
    "right_torch": [
        "leaky_relu",
        ("leaky_relu", "MyLeakyReLU"),
        ("leaky_relu", "LeakyReLUFunction"),
        "gelu",
        ("gelu", "GELU"),
        ("selu", "SELU"),
        "softplus",
        "softmax",
        "tanh",
        "relu",
    ],
    "right_lists": ["leaky_relu", "sigmoid", "swish", "relu"],
    "right_in_place": ["relu", "sigmoid", "leaky_relu", "softmax", "tanh"],
    "right_names": [
        "relu",
        "sigmoid",
        "leaky_relu",
        ("leaky_relu", "Leaky"),
        ("relu", "Rectifier"),
        ("tanh", "Tanh"),
    ],
}

# part, symbol, the named mistake, the smallest counterexample
WRONG = [
    ("leaky_relu", "leaky_relu_gradient_zero", "the gradient below zero is zero", "[[-1]]"),
    ("leaky_relu", "leaky_relu_with_slope_above_one", "", "[[-1]]"),
    (
        "leaky_relu",
        "leaky_relu_that_ignores_its_slope",
        "the slope is always 0.01, whichever slope is asked for",
        "[[2, 0], [-1, 0]]",
    ),
    (
        "softmax",
        "softmax_down_the_columns",
        "the softmax runs over the batch axis, down the columns",
        "[[2, 1], [1, 0]]",
    ),
    ("sigmoid", "sigmoid_off_by_a_little", "", "[[2]]"),
    ("sigmoid", "sigmoid_clipped", "", "[[7]]"),
    ("gelu", "gelu_with_wrong_constant", "", "[[2]]"),
    ("relu", "relu_in_a_dead_corner", "", None),
    ("elu", "elu_that_ignores_its_alpha", "alpha is always 1, whichever alpha is asked for", "[[-1]]"),
]


def cases() -> list[tuple[str, str, str]]:
    """Return each right sample as file, part and symbol."""
    pairs = [(file, item) for file, items in RIGHT.items() for item in items]
    return [(file, *((item, item) if isinstance(item, str) else item)) for file, item in pairs]


@pytest.mark.parametrize(("file", "part", "symbol"), cases())
def test_right_code_passes_every_required_check(show: Callable, file: str, part: str, symbol: str) -> None:
    """Right code is never refused, whatever way it is written."""
    assert {} == show(part, f"activation_functions/{file}.py", symbol).failures()


@pytest.mark.parametrize(
    ("part", "symbol"), [("leaky_relu", "leaky_relu"), ("relu", "Tensor.relu"), ("tanh", "Value.tanh")]
)
def test_functions_on_an_array_type_of_their_own_pass(show: Callable, part: str, symbol: str) -> None:
    """Code on the learner's own tensors is right where it is, and its own backward is asked."""
    shown = show(part, "dense_neural_networks/right_own_arrays.py", symbol)
    reports = shown.reports().values()
    assert {} == shown.failures()
    assert not any("differencing" in note for report in reports for note in report.notes)


@pytest.mark.parametrize(("part", "symbol", "mistake", "counterexample"), WRONG)
def test_wrong_code_fails_on_a_small_input(
    show: Callable, part: str, symbol: str, mistake: str, counterexample: str | None
) -> None:
    """Wrong code fails, on a small input where there is one, and its mistake is named."""
    failures = show(part, "activation_functions/wrong_various.py", symbol).failures()
    first = next(iter(failures.values()))
    assert mistake == first.mistake
    if counterexample is not None:
        assert counterexample == next(iter(first.counterexample.values()))


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
