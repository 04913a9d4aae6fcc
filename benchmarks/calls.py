"""What checks, their examples, and calls of a learner's code cost."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
from figures import Figure
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from runs import FIRST_REPO

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.binding import Binding
from pytest_mlchecklist.client import Hosts
from pytest_mlchecklist.code import plain_code
from pytest_mlchecklist.engine import Run
from pytest_mlchecklist.examination import examine
from pytest_mlchecklist.report import CheckReport
from pytest_mlchecklist.skill import Part
from pytest_mlchecklist.strategies import draws, realise

PARTS = catalogue.load([bundled.folder("skills")]).parts
SHOWN = {
    "relu": "nets/activations.py:relu",
    "sigmoid": "nets/activations.py:sigmoid",
    "tanh": "nets/activations.py:tanh",
    "dense_layer": "nets/layers.py:Dense",
}


def checks() -> Iterator[Figure]:
    """Yield how long a check takes, with plain functions and with a learner's code in its host."""
    parts = [PARTS[name] for name in SHOWN]
    plain = [examine(check, plain_code(part))[0] for part in parts for check in part.checks]
    hosted = _hosted(parts)
    yield Figure("a check, in process", _milliseconds(plain), "ms")
    yield Figure("a check, in the host", _milliseconds(hosted), "ms")
    yield Figure("the slowest check, in the host", 1e3 * max(report.seconds for report in hosted), "ms")


def _hosted(parts: list[Part]) -> list[CheckReport]:
    run, reports = Run(FIRST_REPO), []
    for part in parts:
        path, symbol = SHOWN[part.name].split(":")
        binding = Binding(part.name, FIRST_REPO / path, symbol, "declared")
        run.check(part, part.checks[0], binding)  # starts the host
        reports += [run.check(part, check, binding) for check in part.checks]
    run.close()
    return reports


def _milliseconds(reports: list[CheckReport]) -> float:
    return 1e3 * statistics.median(report.seconds for report in reports)


def examples(count: int = 400, rounds: int = 7) -> Iterator[Figure]:
    """Yield what an example of a check costs, against a bare loop that does the same mathematics."""
    part = PARTS["relu"]
    check = replace(part.checks[0], examples=count)
    with _opened(part, FIRST_REPO / "nets" / "activations.py") as call:
        code = replace(plain_code(part), ask=call)
        contenders = (
            lambda: examine(check, code)[0].examples,
            _loop(part, draws(check.arguments).map(lambda drawn: realise(check.arguments, drawn)), count),
            _loop(part, st.fixed_dictionaries({"x": _arrays()}), count),
        )
        turns = [[_of_an_example(contender) for contender in contenders] for _ in range(rounds)]
    ours, bare, arrays = (statistics.median(column) for column in zip(*turns, strict=True))
    trip = _round_trip()
    yield Figure("an example of a check, in the host", 1e6 * ours, "µs")
    yield Figure("the bare Hypothesis loop, and a round trip", 1e6 * (bare + trip), "µs")
    yield Figure("an example against the bare loop", ours / (bare + trip), "×", target=1.3)
    yield Figure("the loop with hnp.arrays, and a round trip", 1e6 * (arrays + trip), "µs")


def _of_an_example(contender: Callable[[], int]) -> float:
    """Return the seconds for one example of a contender that returns how many it tried."""
    start = time.perf_counter()
    tried = contender()
    return (time.perf_counter() - start) / tried


def _loop(part: Part, strategy: st.SearchStrategy[dict[str, Any]], count: int) -> Callable[[], int]:
    tried = 0

    @hypothesis.seed(1)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def loop(inputs: dict[str, Any]) -> None:
        nonlocal tried
        tried += 1
        if not np.allclose(part.reference(**inputs), part.reference(**inputs)):
            raise AssertionError

    def run() -> int:
        nonlocal tried
        tried = 0
        loop()
        return tried

    return run


def _arrays() -> st.SearchStrategy[Any]:
    shapes = hnp.array_shapes(min_dims=2, max_dims=2, max_side=5)
    return hnp.arrays(np.float64, shapes, elements=st.floats(-20, 20))


def round_trip() -> Iterator[Figure]:
    """Yield how long a call takes that does nothing much."""
    yield Figure("a call with three small arrays, there and back", 1e6 * _round_trip(), "µs")


def _round_trip(count: int = 2000) -> float:
    source = "def dense_layer(x, weight, bias):\n    return x @ weight + bias\n"
    arrays = {"x": np.ones((3, 4)), "weight": np.ones((4, 5)), "bias": np.ones(5)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "theirs.py")
        path.write_text(source)
        with _opened(PARTS["dense_layer"], path) as call:
            return statistics.median(_timed(lambda: call("call", arrays)) for _ in range(count))


@contextlib.contextmanager
def _opened(part: Part, path: Path) -> Iterator[Callable[..., Any]]:
    """Open the function that is called like the part; give what calls it in its host."""
    request = {
        "part": part.name,
        "kind": part.kind,
        "names": list(part.names),
        "contract": part.contract.to_plain(),
        "options": dict(part.options),
        "path": str(path),
        "symbol": part.name,
        "binding": {},
    }
    hosts = Hosts(root=path.parent)
    hosts.open(part.name, request)
    yield lambda operation, given: hosts.call(part.name, operation, [], given)
    hosts.close()


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
