"""The server inside the host: what it answers, and what it puts right before and after a call."""

from __future__ import annotations

import random
import sys
import types
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pytest_mlchecklist.host import serve
from pytest_mlchecklist.host.refusal import CannotRun, LearnerRaised, Unavailable
from pytest_mlchecklist.host.serve import Server
from pytest_mlchecklist.host.wire import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent


@pytest.fixture(autouse=True)
def _kept_state() -> Iterator[None]:
    """Put the generators back: the server seeds those of its process, which here is pytest's."""
    python, numpy = random.getstate(), np.random.get_state()
    with warnings.catch_warnings(), np.errstate():
        yield
    random.setstate(python)
    np.random.set_state(numpy)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Load a function as the learner's, and call it; `call` calls what was loaded last again."""
    return Ask(monkeypatch)


class Ask:
    """A server, and the one function that it has loaded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.server = Server()

    def __call__(self, function: Callable[..., Any], seed: int = 0) -> dict[str, Any]:
        convention = types.SimpleNamespace(
            description="as it is", facts={"axes": 2}, run=lambda _, args, kwargs: function(*args, **kwargs)
        )
        self._monkeypatch.setattr(serve, "load_object", lambda _: function)
        self._monkeypatch.setattr(serve, "convention_of", lambda *_: convention)
        self._answer({"do": "import", "request": {"root": str(ROOT)}, "seed": 0})
        loaded = self._answer({"do": "load", "request": {"root": str(ROOT)}, "seed": 0})
        assert {"facts": {"axes": 2}, "convention": "as it is"} == loaded
        return self.call(seed)

    def call(self, seed: int = 0) -> dict[str, Any]:
        return self._answer({"do": "call", "operation": "call", "args": [], "kwargs": {}, "seed": seed})

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        return dict(loads(self.server.answer(dumps(message | {"key": "k"}))))


def _raise(error: BaseException) -> Callable[[], None]:
    def function() -> None:
        raise error

    return function


@pytest.mark.parametrize(
    ("error", "reply"),
    [
        (Unavailable("backward"), {"unavailable": "backward"}),
        (
            CannotRun("no way", ["a", "b"], "def f"),
            {"cannot_run": {"message": "no way", "tried": ["a", "b"], "adapter": "def f"}},
        ),
        (LearnerRaised("E", "text", "a.py:1"), {"raised": {"kind": "E", "text": "text", "where": "a.py:1"}}),
    ],
)
def test_each_refusal_has_its_reply(ask: Ask, error: Exception, reply: dict[str, Any]) -> None:
    """What a convention raises is told apart; the convention is told in any case."""
    assert reply | {"convention": "as it is"} == ask(_raise(error))


@pytest.mark.parametrize(
    "error", [ValueError("no"), SystemExit("no"), KeyboardInterrupt("no"), GeneratorExit("no")]
)
def test_whatever_the_code_raises_is_told(ask: Ask, error: BaseException) -> None:
    """Also what ends a program elsewhere; the place is the deepest frame under the root."""
    raised = ask(_raise(error))["raised"]
    line = _raise(error).__code__.co_firstlineno + 1
    assert {"kind": type(error).__name__, "text": "no", "where": f"{Path(__file__).name}:{line}"} == raised


def test_a_result_that_is_not_plain_is_the_code_s_error(ask: Ask) -> None:
    """It never crosses."""
    text = "your code returns a value of type builtins.object, which is not plain"
    assert {"kind": "WireError", "text": text, "where": ""} == ask(object)["raised"]


def test_ctrl_c_passes_when_the_process_is_not_the_host(ask: Ask) -> None:
    """With a debugger, the person at the keyboard is served first."""
    ask.server = Server(is_alone=False)
    with pytest.raises(KeyboardInterrupt):
        ask(_raise(KeyboardInterrupt()))


def test_the_generators_start_from_the_seed(ask: Ask) -> None:
    """Python's and NumPy's, whatever was drawn before."""
    draw = lambda: [random.random(), float(np.random.rand())]  # noqa: E731 - as learners draw
    first = ask(draw, 5)["value"]
    random.random()
    assert first == ask.call(5)["value"]
    assert first != ask.call(6)["value"]


def test_torch_starts_from_the_seed(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its generator too, once it is loaded; those of a GPU only when one is in use."""
    seeds: list[int] = []
    generator = types.SimpleNamespace(manual_seed=seeds.append)
    cuda = types.SimpleNamespace(is_initialized=lambda: False)
    monkeypatch.setitem(sys.modules, "torch", types.SimpleNamespace(default_generator=generator, cuda=cuda))
    ask(lambda: None, 5)
    assert [0, 0, 5] == seeds


def test_a_call_is_quiet(ask: Ask, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither warnings nor NumPy's complaints about overflow appear."""

    def function() -> float:
        warnings.warn("loud", stacklevel=1)
        return float(np.exp(np.float64(1e9)))

    assert np.inf == ask(function)["value"]
    assert ("", "") == capfd.readouterr()


def test_the_figures_are_closed_afterwards(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open figures would pile up over hundreds of calls."""
    closed: list[str] = []
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", types.SimpleNamespace(close=closed.append))
    ask(lambda: None)
    assert ["all", "all", "all"] == closed


def test_the_default_dtype_is_put_back(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one call does to torch's default dtype does not reach the next."""
    state = types.SimpleNamespace(dtype="float32")
    torch = types.SimpleNamespace(
        get_default_dtype=lambda: state.dtype, set_default_dtype=lambda dtype: setattr(state, "dtype", dtype)
    )
    monkeypatch.setitem(sys.modules, "torch", torch)

    def function() -> Any:
        before, state.dtype = state.dtype, "float64"
        return before

    assert ["float32", "float32"] == [ask(function)["value"], ask.call()["value"]]
