"""The kind `optimizer`, on momentum and Adam in the forms that learners give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from shown import show

HERE = Path(__file__).parent / "optimizer"
RIGHT = {
    ("adam", "right_classes"): (
        "AdamOptimizer KeyedAdam AdamOnDictionaries AdamOnLists AdamOfArticle AdamOfLayers AdamOfGetters"
    ),
    ("adam", "right_functions"): "adam update_parameters_with_adam adam_descent",
    ("adam", "right_others"): ("OnNamedObjects OfModel GivesUpdates Named adam_step adam_obj optimize_dicts"),
    ("adam", "right_torch"): "OwnAdam adam",
    ("momentum", "right_classes"): "StepOnly SetUp OnParameters OfLayersParameters SetLater",
    ("momentum", "right_functions"): (
        "momentum sgd_momentum momentum_step update_parameters_with_momentum on_plain_lists descend"
    ),
    ("momentum", "right_torch"): "library sgd_momentum ByHand",
    ("momentum", "right_own_tensors"): "SGD",
}
RIGHT_ONES = [(part, file, symbol) for (part, file), symbols in RIGHT.items() for symbol in symbols.split()]
DESCRIBED = {
    "AdamOnDictionaries": "on dictionaries {'W1': …} and {'W1': …}",
    "AdamOfArticle": "update(t, w, b, dw, db), with weights and a bias",
    "AdamOfLayers": "on a layer with .weights, .dweights",
    "AdamOfGetters": "on a layer with .get_params, .get_gradients",
    "AdamOnLists": "AdamOnLists(betas, lr, eps).step(params, grads), on lists of arrays",
}
WRONG = {
    ("momentum", "Uphill"): "the step goes uphill",
    ("momentum", "Forgets"): "the speed is forgotten",
    ("momentum", "undamped"): "the momentum is not applied to the last speed",
    ("momentum", "SharedState"): "one state serves several parameters",
    ("adam", "CountsEveryParameter"): "one state serves several parameters",
    ("adam", "adam_uncorrected"): "the bias correction is left out",
    ("adam", "adam_without_power"): "the bias is corrected by 1 − β without the power of t",
    ("adam", "adam_without_root"): "the root is left out",
}
REFUSED = {
    "NeedsMore": "NeedsMore(lr).update: NoMatch: it needs an argument 'spectrum'",
    "a_regression": "it needs an argument 'X'",
    "needs_a_network": "KeyError: 'no network'",
}


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([HERE.parents[1] / "packs" / "optimizer_pack"]).parts


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_code_passes(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """A right optimizer passes every required check, whatever it takes its weights in."""
    failures = show(parts[part], HERE / f"{file}.py", symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize("symbol", DESCRIBED)
def test_the_form_is_described(symbol: str, parts: Mapping[str, Part]) -> None:
    """The report says in which form weights and gradients went in."""
    assert DESCRIBED[symbol] in show(parts["adam"], HERE / "right_classes.py", symbol).description


@pytest.mark.parametrize(("part", "symbol"), WRONG)
def test_a_wrong_optimizer_is_caught_and_its_mistake_named(
    part: str, symbol: str, parts: Mapping[str, Part]
) -> None:
    """A wrong optimizer fails a required check, and the mistake is told."""
    failures = show(parts[part], HERE / "wrong_optimizers.py", symbol).failures()
    assert WRONG[part, symbol] in {report.mistake for report in failures.values()}


def test_a_shared_count_of_steps_is_all_that_fails(parts: Mapping[str, Part]) -> None:
    """One that is right for a single parameter fails only for what it does to two."""
    failures = show(parts["adam"], HERE / "wrong_optimizers.py", "CountsEveryParameter").failures()
    assert ["keeps_its_state_apart"] == list(failures)


@pytest.mark.parametrize("symbol", REFUSED)
def test_what_can_not_be_called_says_why(symbol: str, parts: Mapping[str, Part]) -> None:
    """The refusal tells the error that matters."""
    with pytest.raises(CannotRun) as refused:
        show(parts["momentum"], HERE / "wrong_optimizers.py", symbol)
    assert REFUSED[symbol] in refused.value.message


def test_the_adapter_can_be_called(tmp_path: Path, parts: Mapping[str, Part]) -> None:
    """The adapter to paste works once it is filled in."""
    with pytest.raises(CannotRun) as refused:
        show(parts["momentum"], HERE / "wrong_optimizers.py", "NeedsMore")
    filled = refused.value.adapter.replace(
        "return ...", "return np.array(list(steps(w, gradients, learning_rate, momentum)))"
    )
    steps = (
        "import numpy as np\n\n\ndef steps(w, gradients, rate, share):\n    v = 0\n    for g in gradients:\n"
        "        v = share * v - rate * g\n        w = w + v\n        yield w\n\n\n"
    )
    (tmp_path / "adapter.py").write_text(steps + filled)
    assert {} == show(parts["momentum"], tmp_path / "adapter.py", "momentum").failures()


HEAD = "import numpy as np\n\n\n"


@pytest.fixture
def last(tmp_path: Path, parts: Mapping[str, Part]) -> Callable[..., list[float]]:
    """Return a function that gives the last weights which a source text's `f` or `Opt` reaches."""

    def reach(text: str, symbol: str = "f", **hyper: float) -> list[float]:
        (tmp_path / "own.py").write_text(HEAD + text)
        convention = show(parts["momentum"], tmp_path / "own.py", symbol).convention
        values = {
            "w": np.array([4.0, 2.0]),
            "gradients": np.ones((2, 2)),
            "learning_rate": 0.5,
            "momentum": 0.5,
        }
        return list(convention.run("call", [], values | hyper)[-1])

    return reach


@pytest.mark.parametrize(
    "text",
    [
        "def f(w, grad, lr):\n    return w - lr * grad",
        "def f(theta, gradient, eta):\n    theta -= eta * gradient",
        "def f(g, w, alpha):\n    return w - alpha * g",
        "def f(params, grads, lr):\n    for p, g in zip(params, grads):\n        p[:] = p - lr * g",
        "def f(parameters, grads, learning_rate):\n    for l in range(1, len(parameters) // 2 + 1):\n"
        "        parameters['W' + str(l)] -= learning_rate * grads['dW' + str(l)]\n    return parameters",
        "def f(params, grads, lr):\n    return {k: params[k] - lr * grads['d' + k] for k in params}",
        "def f(params, lr, batch_size):\n    for p in params:\n        p.data -= lr * p.grad / batch_size",
        "def f(layer, lr):\n    layer.W -= lr * layer.dW\n    layer.b -= lr * layer.db",
        "def f(layers, lr):\n    for layer in layers:\n        layer.params['W'] -= lr * layer.grads['W']",
        "def f(gradient, x0, lr, n_iters):\n    xs = [x0]\n    for _ in range(n_iters):\n"
        "        xs.append(xs[-1] - lr * gradient(xs[-1]))\n    return np.array(xs)",
    ],
)
def test_a_function_in_any_form_takes_its_steps(last: Callable[..., list[float]], text: str) -> None:
    """Two plain steps of one half lead from 4 to 3, whatever the weights lie in."""
    assert [3.0, 1.0] == last(text)


def test_which_piece_is_the_weights_is_found_by_moving_them(last: Callable[..., list[float]]) -> None:
    """Of two pieces of one shape, the weights are the one that moves with the weights that go in."""
    text = "def f(w, g, v, lr, mu):\n    v = mu * v + lr * g\n    return v, w - v"
    assert [2.75, 0.75] == last(text)


@pytest.mark.parametrize("default", ["weight_decay=0.5", "l2=1"])
def test_what_the_contract_leaves_out_is_switched_off(last: Callable[..., list[float]], default: str) -> None:
    """A learner's own default for something that the part does not ask for does not make it wrong."""
    name = default.partition("=")[0]
    text = (
        f"class Opt:\n    def __init__(self, lr=1, {default}):\n        self.lr, self.d = lr, {name}\n\n"
        "    def update(self, w, g):\n        return w - self.lr * (g + self.d * w)"
    )
    assert [3.0, 1.0] == last(text, "Opt")
