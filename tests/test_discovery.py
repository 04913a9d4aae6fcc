"""Discovery, on code as learners write it."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Candidate, Discovery, Wanted, discover
from pytest_mlchecklist.lookalikes import resembles

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("leaky_relu", "function", (), ("x", "slope")),
    Wanted("relu", "function", (), ("x",)),
    Wanted("sigmoid", "function", (), ("x",)),
    Wanted(
        "dense_layer",
        "layer",
        ("dense", "linear", "affine", "fully_connected", "fc"),
        ("x", "weight", "bias"),
    ),
    Wanted("dense_network", "model", ("mlp", "neural_network", "network", "net", "sequential"), ("sizes",)),
    Wanted("split", "splitter", ("train_test_split", "stratified_split", "split_data"), ("x", "y")),
    Wanted(
        "train",
        "trainer",
        ("train_model", "training_loop", "train_one_epoch", "train_step", "fit"),
        ("model", "data", "epochs", "lr"),
    ),
)


def _class(name: str, *methods: str) -> str:
    return "\n    def ".join([f"class {name}:", *methods])


def _discover(root: Path, files: dict[str, str]) -> Discovery:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text))
    return discover(root, WANTED)


def _targets(root: Path, files: dict[str, str]) -> dict[str, str]:
    return {part: found.target for part, found in _discover(root, files).candidates.items()}


def test_says_what_was_chosen_and_why(tmp_path: Path) -> None:
    """A candidate names its place, its score, the reason and its twins."""
    files = {
        "src/layers.py": "def affine_forward(x, w, b):\n    return x @ w + b, (x, w, b)",
        "week 2/layers.py": "def affine_forward(x, w, b):\n    return x @ w + b, (x, w, b)",
    }

    assert _discover(tmp_path, files).candidates == {
        "dense_layer": Candidate(
            "dense_layer",
            "src/layers.py:affine_forward",
            0.948,
            "chosen for its name and its `(x, w, b)`",
            ("week 2/layers.py:affine_forward",),
        )
    }


@pytest.mark.parametrize(
    "name",
    [
        "tests/a.py",
        "test_a.py",
        "a_test.py",
        "conftest.py",
        "public_tests.py",
        "testCases_v2.py",
        "autograder_1.py",
        "gradient_check.py",
        "vendor/a.py",
        "w1/.ipynb_checkpoints/a.py",
    ],
)
def test_never_binds_tests_and_graders(tmp_path: Path, name: str) -> None:
    """Files of tests and graders, and other people's, show nothing."""
    assert _targets(tmp_path, {name: "def relu(x): return x"}) == {}


@pytest.mark.parametrize(
    "text",
    [
        "def relu_test(target): return target",
        "def check_relu(x): return x",
        "def relu_derivative(x): return x",
        "def relu_backward(dA, cache): return dA",
        "def relu_reference(x): return x",
        "def expected_relu(x): return x",
        "def plot_relu(x): return x",
        _class("ReferenceReLU", "relu(self, x): return x"),
        _class("TestActivations", "relu(self, x): return x"),
        "class Base:\n    @abstractmethod\n    def relu(self, x): return x",
        "def relu(): show(max(0, 1))",
        "def relu(x): print(max(0, x))",
        "def f(x):\n    def relu(y): return y\n    return relu(x)",
        "from layers import relu\nrelu = relu",
        "y = relu(3)",
    ],
)
def test_never_binds_a_look_alike(tmp_path: Path, text: str) -> None:
    """Graders, derivatives, references, pictures, inner functions and mere uses are not the part."""
    assert _targets(tmp_path, {"a.py": text}) == {}


def test_believes_what_the_arguments_tell(tmp_path: Path) -> None:
    """Of two parts of one name, a function shows the one whose arguments it names."""
    wanted = [
        Wanted("kl", "function", ("kl_loss",), ("p", "q"), needed=2),
        Wanted("gaussian_kl", "function", ("kl_loss",), ("mu", "logvar"), 2, (("logvar", ("log_var",)),)),
    ]
    (tmp_path / "vae.py").write_text("def kl_loss(mu, log_var): return mu + log_var\n")

    assert {"gaussian_kl"} == {*discover(tmp_path, wanted).candidates}


def test_a_base_of_callbacks_is_no_exercise(tmp_path: Path) -> None:
    """A class whose methods for each moment do nothing is finished: it is no recorder that is to come."""
    empty = "    def on_train_begin(self): pass\n    def on_epoch_end(self, epoch): pass\n"
    (tmp_path / "a.py").write_text(f"class Callback:\n{empty}\nclass Recorder:\n    def run(self): pass\n")
    wanted = [Wanted("recorder", "recorder", ("callback",), ("x",))]

    assert {"recorder": "a.py:Recorder"} == {
        part: candidate.target for part, candidate in discover(tmp_path, wanted).candidates.items()
    }


def test_a_plain_argument_denies_nothing(tmp_path: Path) -> None:
    """What takes x, as anything may, is proposed for every part of its name."""
    wanted = [
        Wanted("softmax", "function", (), ("z",), 1),
        Wanted("softmax_from_formula", "function", ("softmax",), ("z",), 1, (("z", ("x",)),)),
    ]
    (tmp_path / "a.py").write_text("def softmax(x): return x\n")

    assert {"softmax", "softmax_from_formula"} == {*discover(tmp_path, wanted).candidates}


def test_takes_nothing_from_a_kata(tmp_path: Path) -> None:
    """A program that we wrote to be mended shows itself, and by its functions nothing else."""
    text = "def train(model, data, epochs, lr):\n    for _ in data: pass\n\ndef kata_line(x, y): return y\n"
    (tmp_path / "kata_line.py").write_text(text)
    wanted = (*WANTED, Wanted("kata_line", "function", (), ("x", "y")))

    candidates = discover(tmp_path, wanted).candidates

    assert {"kata_line": "kata_line.py:kata_line"} == {
        part: candidate.target for part, candidate in candidates.items()
    }


def test_lets_a_comment_settle_it(tmp_path: Path) -> None:
    """A marked definition is chosen whatever its name, before any other."""
    found = _discover(
        tmp_path, {"a.py": "def relu(x): return x\n\n# mlchecklist: relu\ndef knick(x, y, z): return x\n"}
    ).candidates["relu"]

    assert found.target == "a.py:knick"
    assert found.why == "chosen because the comment above it says so"


def test_reports_a_slip_in_a_comment(tmp_path: Path) -> None:
    """A marker that names no part is noted with the nearest spelling."""
    found = _discover(tmp_path, {"a.py": "# mlchecklist: dens_layer\ndef f(x): return x\n"})

    assert found.notes == (
        "a.py line 2: 'dens_layer' in the comment above f is not a part; did you mean 'dense_layer'?",
    )


def test_finds_code_in_a_notebook(tmp_path: Path) -> None:
    """A notebook's definition is a target; a broken cell is noted."""
    cells = ["%matplotlib inline\ndef sigmoid(z): return z", "def relu(x:"]
    text = json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]})
    found = _discover(tmp_path, {"week 1.ipynb": text})

    assert found.candidates["sigmoid"].target == "week 1.ipynb:sigmoid"
    assert found.notes == ("week 1.ipynb cell 1 is not valid Python (line 1: '(' was never closed)",)


def test_finds_the_name_that_a_wrapped_function_is_given(tmp_path: Path) -> None:
    """What is vectorised under the part's name is found, not the function of one number behind it."""
    text = "def _relu(x): return max(x, 0)\n\nrelu = np.vectorize(_relu)\n"
    assert "a.py:relu" == _targets(tmp_path, {"a.py": text})["relu"]


def test_says_that_an_exercise_is_unfinished(tmp_path: Path) -> None:
    """An exercise not begun is found, and said to be one."""
    files = {"a.py": "def relu(x):\n    # YOUR CODE HERE\n    raise NotImplementedError\n"}

    assert _discover(tmp_path, files).candidates["relu"].unfinished


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"z/z/a.py": "def relu(x): return x"}, {"a.py": "def relu(x): pass"}),
        ({"b.py": "def relu(x): return x"}, {"a.ipynb": ""}),
        ({"b.py": "def relu(x): return x"}, {"a/b.py": "def relu(x): return x"}),
        ({"z/z/b.py": "def relu(x): return x"}, {"old/b.py": "def relu(x): return x"}),
        ({"b.py": "def relu(x): return x"}, {"a.py": _class("ReLU", "forward(self, x): return x")}),
        (
            {"b.py": _class("ReLU", "forward(self, x): return x")},
            {"a.py": _class("A", "relu(self, x): return x")},
        ),
        ({"b.py": "def relu(x): return x"}, {"a.py": "def my_relu(x): return x"}),
        ({"a.py": "def relu(x): return x"}, {"b.py": "def relu(x): return x"}),
    ],
)
def test_chooses_the_best_of_several(tmp_path: Path, better: dict[str, str], worse: dict[str, str]) -> None:
    """Finished, plain, current and near code comes first; the choice is always the same."""
    cell = {"cell_type": "code", "source": "def relu(x): return x"}
    texts = {name: text or json.dumps({"cells": [cell]}) for name, text in worse.items()}

    assert _targets(tmp_path, better | texts)["relu"].split(":")[0] in better


def test_names_files_that_it_skipped(tmp_path: Path) -> None:
    """A file that cannot be read or parsed costs nothing but itself, and is named."""
    (tmp_path / "latin.py").write_bytes(b"def relu(x): return '\xe9'")
    found = _discover(tmp_path, {"old.py": "def relu(x): print 'x'", "a.py": "def relu(x): return x"})

    assert found.candidates["relu"].target == "a.py:relu"
    assert found.notes == (
        "latin.py is not UTF-8, and names no encoding that fits it",
        "old.py is written for Python 2 (line 1)",
    )


def test_imports_nothing(tmp_path: Path) -> None:
    """Code that would do harm when imported is only read."""
    mark = tmp_path / "ran"
    _discover(tmp_path, {"a.py": f"open({str(mark)!r}, 'w')\ndef relu(x): return x"})

    assert not mark.exists()


def test_a_classifier_is_no_function_on_images() -> None:
    """What a model of images is called by says nothing of a function that takes images."""
    kinds = ("function", "loader", "model")
    assert ["model"] == [kind for kind in kinds if resembles(kind, "MoonClassifier", ["images"])]


def test_finds_nothing_in_an_empty_folder(tmp_path: Path) -> None:
    """An empty repository has no candidates and no notes."""
    assert Discovery({}, ()) == discover(tmp_path, WANTED)


def test_a_part_may_be_a_gradient_itself(tmp_path: Path) -> None:
    """What is named like a derivative of something shows a part of that name."""
    wanted = [Wanted("mse_gradient", "function", ("compute_gradient",), ("x", "y", "w"), 3)]
    (tmp_path / "a.py").write_text("def mse_gradient(X, y, w): return X.T @ (X @ w - y)", encoding="utf-8")
    assert {"mse_gradient"} == set(discover(tmp_path, wanted).candidates)


def test_what_takes_too_few_arrays_shows_something_else(tmp_path: Path) -> None:
    """A layer of the same name gets its kernel in no call, and the gradient of a penalty no data."""
    wanted = [
        Wanted("convolve2d", "function", ("conv2d",), ("image", "kernel"), 2),
        Wanted("mse_gradient", "function", ("compute_gradient",), ("x", "y", "w"), 3),
    ]
    text = (
        "class Conv2D:\n    def __init__(self, filters, size): self.w = None\n"
        "    def forward(self, x, training=True): return x\n"
        "class L2:\n    def gradient(self, weights): return weights\n"
    )
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert {} == discover(tmp_path, wanted).candidates


def test_a_name_is_first_of_all_that_of_its_own_part(tmp_path: Path) -> None:
    """What another part is also called is not offered to that one, unless its arguments say so."""
    wanted = (
        Wanted("kl_divergence", "function", (), ("p", "q")),
        Wanted("gaussian_kl", "function", ("kl_divergence",), ("mu", "logvar")),
    )
    (tmp_path / "a.py").write_text("def kl_divergence(p, q):\n    return sum(p) - sum(q)\n")
    assert ["kl_divergence"] == list(discover(tmp_path, wanted).candidates)
    (tmp_path / "a.py").write_text("def kl_divergence(mu, logvar):\n    return sum(mu) - sum(logvar)\n")
    assert "gaussian_kl" in discover(tmp_path, wanted).candidates
