"""How splitting functions are called, and how what they return is read."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from itertools import count
from typing import Any

import numpy as np
import pytest

from pytest_mlchecklist.host.conventions import Convention, open_convention
from pytest_mlchecklist.host.refusal import CannotRun, LearnerRaised, Unavailable

X, Y = np.arange(280.0).reshape(40, 7), np.arange(40) % 2
CUT = "n = int(len(X) * test_size); a, b = slice(n, None), slice(0, n)"
SHUFFLE = "i = np.random.default_rng(seed).permutation(len(X)); X, y = X[i], y[i]"

Open = Callable[..., Convention]


@pytest.fixture
def opened(tmp_path: Any) -> Open:
    """Return a function that opens the convention of a source text's `f`."""
    numbers = count()

    def open_text(text: str, symbol: str = "f") -> Convention:
        # A name of its own for each: modules are kept by their names.
        path = tmp_path / f"{tmp_path.name}_{next(numbers)}.py"
        path.write_text("import numpy as np\n" + textwrap.dedent(text))
        names = [("x", "n d", "float"), ("y", "n", "int")]
        arrays = [
            _argument(name, {"is": "array", "kind": kind, "axes": axes.split()}) for name, axes, kind in names
        ]
        shares = [_argument(name, None, 0.25) for name in ("test", "validation", "seed")]
        contract = {"arguments": [*arrays, *shares], "returns": None}
        request = {"path": path, "symbol": symbol, "root": tmp_path, "kind": "splitter", "part": "split"}
        return open_convention({**request, "contract": contract})

    return open_text


def _argument(name: str, type_: Any, default: Any = None) -> dict[str, Any]:
    return {"name": name, "type": type_, "default": default, "optional": default is not None}


def _run(convention: Convention, operation: str = "call", **wanted: Any) -> Any:
    return convention.run(
        operation, [], {"x": X, "y": Y, "test": 0.25, "validation": 0.125, "seed": 3} | wanted
    )


def _head(body: str, parameters: str = "X, y, test_size=0.2, seed=0") -> str:
    return f"def f({parameters}):\n    {CUT}\n    {body}"


@pytest.mark.parametrize(
    "body",
    [
        "return X[a], X[b], y[a], y[b]",
        "return X[a], y[a], X[b], y[b]",
        "return (X[a], y[a]), (X[b], y[b])",
        "return [X[a].tolist(), X[b].tolist(), y[a].tolist(), y[b].tolist()]",
        "X_train, X_test, y_train, y_test = X[a], X[b], y[a], y[b]; return X_test, X_train, y_test, y_train",
        "return {'X_test': X[b], 'y_test': y[b], 'X_train': X[a], 'y_train': y[a]}",
        "return {'x': {'train': X[a], 'test': X[b]}, 'y': {'train': y[a], 'test': y[b]}}",
        "i = np.arange(len(X)); return i[a], i[b]",
        "i = np.arange(len(X)); return {'train': {0: i[a][:9], 1: i[a][9:]}, 'test': {0: i[b]}}",
        "i = np.arange(len(X)); return i >= n, i < n",
        "return list(zip(X[a], y[a])), list(zip(X[b], y[b]))",
        "return np.column_stack([X[a], y[a]]), np.column_stack([X[b], y[b]])",
        "return X[a].astype(np.float32), X[b].astype(int), y[a][:, None], np.eye(9)[y[b]]",
        "return iter([(X[a], y[a]), (X[b], y[b])])",
    ],
)
def test_a_set_is_known_by_its_rows(opened: Open, body: str) -> None:
    """Whatever shape they come in, the rows of each set are named by their place in the data."""
    sets = _run(opened(_head(body)))
    assert {"rows": list(range(10)), "labels": Y[:10].tolist()} == sets["test"]
    assert list(range(10, 40)) == sets["train"]["rows"]


def test_nameless_sets_go_by_their_order(opened: Open) -> None:
    """Where nothing names the sets, the first is the training set."""
    sets = _run(opened(_head("first, second = X[b], X[a]; return first, second")))
    assert list(range(10)) == sets["train"]["rows"]


def test_labels_go_by_the_order_in_which_they_come(opened: Open) -> None:
    """Exchanged labels are not put right by their names in the return statement."""
    sets = _run(opened(_head("return X[a], X[b], y[b], y[a]")))
    assert [10, 30] == [len(sets[name]["labels"]) for name in ("train", "test")]


def test_a_strange_row_has_no_place(opened: Open) -> None:
    """A row that is none of the data's is numbered -1."""
    sets = _run(opened(_head("X = X.copy(); X[0, 0] = 99; return X[a], X[b], y[a], y[b]")))
    assert [-1, 1, 2] == sets["test"]["rows"][:3]


@pytest.mark.parametrize(
    ("parameters", "before", "said"),
    [
        ("X, y, test_percent=20, seed=0", "test_size = test_percent / 100", "shares in percent"),
        ("X, y, n_test=20, seed=0", "test_size = n_test / len(X)", "sizes in rows"),
        ("X, y, train_ratio=0.8, seed=0", "test_size = 1 - train_ratio", ""),
        ("X, y, split=0.8, seed=0", "test_size = 1 - split", ""),
        ("X, y, ratios=(0.8, 0.2), seed=0", "test_size = ratios[1]; assert sum(ratios) == 1", ""),
        (
            "X, y, sizes={'train': 80, 'test': 20}, seed=0",
            "test_size = sizes['test'] / 100",
            "shares in percent",
        ),
        ("X, y, seed=0", "test_size = 0.25", "which chooses its shares itself"),
        ("X, y, test_size=0.2", "", "seeded through the global generators"),
        ("X, y, test_size=0.2, stratify=None", "assert stratify is y", "with stratify=y"),
        ("X, y, test_size=0.2, stratified=False", "assert stratified", "with stratified=True"),
        ("X, y, test_size=0.2, method='random'", "assert method == 'stratified'", "with method='stratified'"),
        ("X, y, test_size, rng", "rng.permutation(3)", ""),
        ("data, test_size=0.2", "X, y = map(np.array, zip(*data))", "on a list of (row, label)"),
        ("data, test_size=0.2", "X, y = data[:, :-1], data[:, -1]", "labels in the last column"),
        ("X, y, test_size=0.2", "X, y = X.T, y[0]; assert len(X) == len(y)", "examples in columns"),
        ("*arrays, test_size=None", "X, y = arrays", ""),
    ],
)
def test_a_parameter_gets_what_its_name_and_default_ask_for(
    opened: Open, parameters: str, before: str, said: str
) -> None:
    """Shares, seeds, switches and data reach the parameters, and the report says so."""
    body = f"{before or 'pass'}\n    {CUT}\n    return X[a], y[a], X[b], y[b]"
    if "X.T" in before:
        body = body.replace("return X[a], y[a], X[b], y[b]", "return X[a].T, y[None, a], X[b].T, y[None, b]")
    convention = opened(f"def f({parameters}):\n    {body}")
    assert said in convention.description
    assert list(range(10)) == _run(convention)["test"]["rows"]


THREE = """
    def f(X, y, {parameters}, seed=0):
        i = np.arange(len(X))
        cuts = [round({test} * len(X)), round(({test} + {validation}) * len(X))]
        b, c, a = np.split(i, cuts)
        return {returned}
"""


@pytest.mark.parametrize(
    ("parameters", "test", "validation", "returned"),
    [
        ("val_size=0.1, test_size=0.2", "test_size", "val_size", "X[a], X[c], X[b], y[a], y[c], y[b]"),
        ("val_size=0.1, test_size=0.2", "test_size", "val_size * (1 - test_size)", "(X[a], X[c], X[b])"),
        ("val_size=0.1, test_size=0.2", "test_size", "val_size", "list(map(list, (X[a], X[b], X[c])))"),
        ("train=0.7, dev=0.2", "(1 - train - dev)", "dev", "{'train': a, 'dev': c, 'test': b}"),
        ("shares=[0.7, 0.2, 0.1]", "shares[2]", "shares[1]", "{'train': a, 'val': c, 'test': b}"),
    ],
)
def test_three_sets_are_told_apart(
    opened: Open, parameters: str, test: str, validation: str, returned: str
) -> None:
    """Of three sets each has the share that was asked for, whatever their order."""
    text = THREE.format(parameters=parameters, test=test, validation=validation, returned=returned)
    sets = _run(opened(text))
    assert {"train": 25, "validation": 5, "test": 10} == {
        name: len(own["rows"]) for name, own in sets.items()
    }


def test_a_share_of_the_rest_is_said_to_be_one(opened: Open) -> None:
    """A validation share that counts from what the test set leaves is named in the report."""
    of_rest = THREE.format(
        parameters="test_size=0.2, val_size=0.1",
        test="test_size",
        validation="val_size * (1 - test_size)",
        returned="a, c, b",
    )
    assert "counts from what the test set leaves" in opened(of_rest).description


def test_what_the_code_does_not_take_is_a_fact(opened: Open) -> None:
    """Two sets lack the validation share; fixed shares lack both."""
    assert ["validation"] == opened(_head("return X[a], X[b]")).facts["lacks"]
    fixed = "def f(X, y):\n    return X[:9], X[9:]"
    assert ["test", "validation"] == opened(fixed).facts["lacks"]


CLASS = f"""
class Splitter:
    def __init__(self, test_size=0.2, seed=0):
        self.test_size, self.seed = test_size, seed

    def split(self, X, y):
        test_size = self.test_size
        {CUT}
        {{end}}
"""


@pytest.mark.parametrize(
    "end",
    [
        "return X[a], X[b]",
        "yield X[a], X[b]",
        "self.X_train, self.X_test = X[a], X[b]",
        "i = np.arange(len(X)); return [(i[a], i[b]), (i[b], i[a])]",
    ],
)
def test_a_class_splits_by_its_method(opened: Open, end: str) -> None:
    """The constructor gets the shares, the method the data; the first of several folds counts."""
    convention = opened(CLASS.format(end=end), "Splitter")
    assert "Splitter(test_size, seed).split(X, y)" in convention.description
    assert list(range(10)) == _run(convention)["test"]["rows"]


def test_the_seed_reaches_the_code(opened: Open) -> None:
    """With a seed of its own the code gives the same sets wherever the global generators stand."""
    convention = opened(f"def f(X, y, test_size=0.2, seed=0):\n    {SHUFFLE}; {CUT}\n    return X[a], X[b]")
    assert _run(convention) == _run(convention, "again")
    assert _run(convention) != _run(convention, seed=4)


def test_a_seed_that_is_not_used_shows(opened: Open) -> None:
    """Code that takes a seed and draws from the global generators differs when these are elsewhere."""
    shuffle = "i = np.random.permutation(len(X)); X, y = X[i], y[i]"
    convention = opened(f"def f(X, y, test_size=0.2, seed=0):\n    {shuffle}; {CUT}\n    return X[a], X[b]")
    assert _run(convention) != _run(convention, "again")


def test_global_generators_stand_in_for_a_seed(opened: Open) -> None:
    """Code without a seed of its own repeats itself for a seed, and changes with it."""
    shuffle = "i = np.random.permutation(len(X)); X, y = X[i], y[i]"
    convention = opened(f"def f(X, y, test_size=0.2):\n    {shuffle}; {CUT}\n    return X[a], X[b]")
    assert _run(convention) == _run(convention, "again")
    assert _run(convention) != _run(convention, seed=4)


def test_a_change_of_the_data_is_seen(opened: Open) -> None:
    """The data as the call left it can be asked for."""
    after = _run(opened(_head("X[0] = 0; return X[a], X[b]")), "inputs_after")
    assert 0 == after["x"][0].max()
    np.testing.assert_array_equal(Y, after["y"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("def f(X, y, folds): return X, y", "it needs an argument 'folds'"),
        ("def f(): return 1", "it takes no data"),
        (
            "class f:\n    def __init__(self, held_out_ids): pass\n    def split(self, X, y): pass",
            "argument 'held_out_ids'",
        ),
        ("def f(X, y): return 3", "no training and test set"),
        ("def f(X, y): return X[:9], X[9:], y[:9]", "no labels for each set"),
        ("def f(X, y): raise RuntimeError('boom')", "RuntimeError: boom"),
        ("def f(X, y): return X[:9], X[9:20], X[20:30], X[30:]", "no training and test set"),
    ],
)
def test_what_is_no_split_could_not_run(opened: Open, text: str, why: str) -> None:
    """Code that gives no sets is refused with the reason and an adapter to paste."""
    with pytest.raises(CannotRun, match=why) as refused:
        opened(text)
    assert "def split(x, y, test=0.25" in refused.value.adapter


def test_sets_that_vanish_later_are_the_codes_own_fault(opened: Open) -> None:
    """Code that gives sets at first and none later has raised."""
    convention = opened("def f(X, y):\n    return (X[:9], X[9:]) if len(X) > 50 else None")
    with pytest.raises(LearnerRaised, match="no training and test set"):
        _run(convention)


def test_other_operations_are_unavailable(opened: Open) -> None:
    """A split has no derivative."""
    with pytest.raises(Unavailable):
        _run(opened(_head("return X[a], X[b]")), "derivative")
