"""`mlchecklist start`."""

from __future__ import annotations

import ast

import pytest

from pytest_mlchecklist import binding, bundled, catalogue
from pytest_mlchecklist.commands.start import stub
from pytest_mlchecklist.manifest import Manifest
from toy_pack import write_pack

SKILLS = catalogue.load([bundled.folder("skills")])
RUN = [name for name, part in SKILLS.parts.items() if not part.is_read]
CLASSES = '''
"""Odd ones: classes of every kind.

Why it matters: a learner may begin with any.
"""

from pytest_mlchecklist.api import Count, Float, kind


@kind("estimator")()
def odd_estimator(x: Float["n d"], y: Float["n"], rate: Count(1, 3) = 1) -> Float["n"]:
    """A line \\\\ with \\"\\"\\" in it."""


@kind("stateful")()
def odd_state(loss: Float[""], patience: Count(1, 3) = 2):
    """Waits."""


@kind("evidence")()
def odd_record():
    """Written."""


@kind("layer")()
def odd_layer(x: Float["n c h w"], kernel: Float["o c k l"]) -> Float["n o h w"]:
    """Slides."""
'''


def test_it_writes_a_file_that_is_found_as_not_started(type_in, folder):
    """What it writes is discovered, and is no failure yet."""
    result = type_in("start", "dense_layer")
    assert (0, True) == (result.exit_code, "dense_layer.py holds the place" in result.output)
    assert "dense_layer  dense_layer.py:DenseLayer" in type_in("discover").output
    assert "Code for 0 of" in type_in("discover").output


@pytest.mark.parametrize("name", RUN)
def test_every_part_has_a_stub(folder, name):
    """The stub of each bundled part that is run is Python, and is found as not started."""
    text = stub(SKILLS.parts[name], SKILLS)
    (folder / "mine.py").write_text(text, encoding="utf-8")
    shown = binding.bind(Manifest(), SKILLS, folder).by_part[name]
    assert ("mine.py", True) == (shown.path.name, shown.unfinished)
    compile(text, "mine.py", "exec")


def test_the_docstring_holds_the_contract(folder):
    """Arguments with their shapes, the result and the first promise are in the docstring."""
    tree = ast.parse(stub(SKILLS.parts["leaky_relu"], SKILLS))
    function = tree.body[-1]
    docstring = ast.get_docstring(function)
    assert ["x", "slope"] == [argument.arg for argument in function.args.args]
    for text in (
        "x: numbers of shape (n, i)",
        "Returns:\n    numbers of shape",
        "- It gives what the formula gives",
    ):
        assert text in docstring


@pytest.mark.parametrize(
    ("name", "signatures"),
    [
        ("odd_estimator", ["__init__(self, rate=1)", "fit(self, x, y)", "predict(self, x)"]),
        ("odd_state", ["__init__(self, patience=2)", "step(self, loss)"]),
        ("odd_layer", ["odd_layer(x, kernel)"]),
    ],
)
def test_classes_have_the_methods_of_their_kind(tmp_path, name, signatures):
    """A kind that is usually a class begins as one."""
    skills = catalogue.load([write_pack(tmp_path, {"entry/odd/ones": CLASSES})])
    tree = ast.parse(stub(skills.parts[name], skills))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert signatures == [f"{node.name}({ast.unparse(node.args)})" for node in functions]


def test_an_outline_is_written_down_instead_of_the_contract(type_in):
    """Where the contract is what the checks vary, one begins with what a learner writes."""
    functions = [
        node
        for name in ("save_model", "tracker")
        for node in ast.walk(ast.parse(stub(SKILLS.parts[name], SKILLS)))
        if isinstance(node, ast.FunctionDef)
    ]
    said = [f"{node.name}({ast.unparse(node.args)})" for node in functions]
    assert ["save_model(model, path)", "__init__(self, log_dir='runs')", "start(self, config)"] == said[:3]
    shown = type_in("explain", "save_model").output
    assert ("save_model(model, path)" in shown, "numbers of shape" in shown) == (True, False)


def test_a_pack_of_the_manifest_is_honoured(type_in, folder):
    """A part of one's own pack can be started; one that is no code can't."""
    write_pack(folder / "ours", {"entry/odd/ones": CLASSES})
    (folder / "mlchecklist.toml").write_text('packs = ["ours"]\n', encoding="utf-8")
    assert 0 == type_in("start", "odd_state").exit_code
    assert "odd_record is not shown by a function" in type_in("start", "odd_record").stderr


def test_a_file_is_never_overwritten(type_in, folder):
    """A file of that name is left as it is."""
    (folder / "relu.py").write_text("mine = 1\n", encoding="utf-8")
    result = type_in("start", "relu")
    assert (1, "Error: relu.py is there already, and is left as it is\n") == (result.exit_code, result.stderr)
    assert "mine = 1\n" == (folder / "relu.py").read_text("utf-8")


def test_another_file_may_be_named(type_in, folder):
    """--file makes its folders too, and must be Python."""
    assert 0 == type_in("start", "relu", "--file", "nets/mine.py").exit_code
    assert "def relu(x):" in (folder / "nets/mine.py").read_text("utf-8")
    assert "let its name end in .py" in type_in("start", "tanh", "--file", "nets/mine.txt").stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leaky_relu", "code for leaky_relu is there, at nets.py:leaky_relu; nothing was written"),
        ("softmax", "code for softmax is not started yet, at nets.py:softmax; nothing was written"),
        ("rleu", "there is no part 'rleu'; did you mean 'relu'?"),
        ("dense_neural_networks", "its parts are dense_layer, dense_network"),
    ],
)
def test_what_makes_no_sense_is_refused(type_in, repository, name, said):
    """A part with code, or a name that is none, is answered with a reason."""
    result = type_in("start", name)
    assert (1, True) == (result.exit_code, said in result.stderr)
    assert ["nets.py"] == [path.name for path in repository.glob("*.py")]
