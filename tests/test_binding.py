"""What is declared is shown, what is not is discovered, and both survive the way to a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_mlchecklist import binding, catalogue, manifest
from pytest_mlchecklist.binding import Binding, Bindings
from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.errors import ManifestError
from toy_pack import write_pack


@pytest.fixture
def bind(tmp_path):
    skills = catalogue.load([write_pack(tmp_path / "pack")])
    root = tmp_path / "repo"
    root.mkdir()

    def bind(text="", *, code="def twice(x):\n    return 2 * x\n", discovery=True):
        (root / "mlchecklist.toml").write_text(text)
        (root / "sums.py").write_text(code)
        return binding.bind(manifest.read(root), skills, root, discovery=discovery)

    bind.root = root
    return bind


def test_a_declared_part_is_bound_to_what_is_declared(bind):
    """The manifest's target, its line and its options make the binding."""
    bound = bind('[code]\ndouble = { target = "sums.py:twice", axes = "features-first" }').by_part["double"]
    assert bound == Binding(
        "double", bind.root / "sums.py", "twice", "declared", line=1, options={"axes": "features-first"}
    )
    assert bound.is_declared


def test_an_undeclared_part_is_discovered(bind):
    """Code of a part's other name is found, and the reason is said."""
    bound = bind().by_part["double"]
    assert (bound.path, bound.symbol, bound.how, bound.line) == (
        bind.root / "sums.py",
        "twice",
        "discovered",
        1,
    )
    assert bound.why
    assert not bound.is_declared


def test_nothing_is_discovered_when_that_is_not_wanted(bind):
    """Without discovery only declared parts are bound."""
    assert bind(discovery=False) == Bindings()


def test_a_placeholder_is_bound_but_not_started(bind):
    """A declared stub is known, and nothing of it is checked."""
    bindings = bind('[code]\ndouble = "sums.py:twice"', code="def twice(x):\n    pass\n")
    assert bindings.by_part["double"].unfinished
    assert bindings.started("double") is None


def test_an_unbound_part_is_not_started(bind):
    """What nobody shows has no binding."""
    assert bind().started("square") is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sum.py:twice", "sum.py isn't there; did you mean 'sums.py'?"),
        ("sums.py:twicce", "sums.py has no twicce; did you mean 'twice'?"),
    ],
)
def test_a_declared_object_that_is_not_there_is_refused(bind, target, expected):
    """The error names the manifest's line."""
    with pytest.raises(ManifestError) as raised:
        bind(f'[code]\ndouble = "{target}"')
    assert str(raised.value) == f"mlchecklist.toml:2: [code] double: {expected}"


def test_bindings_survive_the_way_to_another_process(bind):
    """What is read back is what was written."""
    bindings = bind('[code]\ndouble = { target = "sums.py:twice", axes = "features-first" }')
    assert bindings == Bindings.from_json(bindings.to_json())


@pytest.mark.parametrize(("module", "expected"), [("", "sums.py:f"), ("pkg.sums", "pkg.sums:f")])
def test_a_binding_is_named_as_a_manifest_would(tmp_path, module, expected):
    """The report shows a target that can be pasted into the manifest."""
    assert expected == Binding("double", tmp_path / "sums.py", "f", "declared", module=module).target(
        tmp_path
    )


def test_a_pack_in_the_repository_is_not_the_learners_code(tmp_path: Path) -> None:
    """A pack that the manifest names shows no part of its own."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "relu.py").write_text("def relu(x):\n    return x\n")
    candidates = discover(
        tmp_path, [Wanted("relu", "function", (), ("x",))], excluded=[tmp_path / "pack"]
    ).candidates
    assert {} == candidates
