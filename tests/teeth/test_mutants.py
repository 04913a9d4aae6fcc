"""The checks notice small changes to right code: nineteen of twenty wrong mutants, in every part."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from fates import Fate, listed, share_caught
from mutants import Laboratory, judged
from mutations import mutations
from subjects import PARTS

if TYPE_CHECKING:
    from pytest_mlchecklist.skill import Part

# `make teeth` judges all; the long ones would take a minute here.
MOST = 60
LEAST_SHARE = 0.95

EXAMPLES = {
    "a + b": ["a - b", "a", "b"],
    "a - b": ["a + b", "b - a", "a", "b"],
    "a @ b": ["a * b", "b @ a", "a.T @ b", "a @ b.T", "a", "b"],
    "a & b": ["a | b", "b & a", "a", "b"],
    "a ^ b": ["a | b", "b ^ a", "a", "b"],
    "a << b": ["a >> b", "b << a", "a", "b"],
    "-a": ["a"],
    "a > 0": ["a <= 0", "0 > a", "a >= 0", "a > 1", "a > -1"],
    "20.0": ["22.0", "-20.0"],
    "a.sum(axis=-1)": ["a.mean(axis=-1)", "a.sum(axis=0)", "a.sum(axis=None)", "a.sum(axis=-2)",
    "a.sum(axis=-1.1)",
                       "a.sum(axis=1)"],
    "np.maximum(a, b)": ["np.maximum(b, a)", "np.minimum(a, b)"],
    "f(*a)": [],
    "a if b else c": ["c if b else a"],
}  # fmt: skip

each_part = pytest.mark.parametrize("part", PARTS, ids=[part.name for part in PARTS])


@pytest.mark.parametrize(("before", "after"), EXAMPLES.items(), ids=list(EXAMPLES))
def test_each_piece_is_changed_in_every_way(before: str, after: list[str]) -> None:
    """Operators, axes, constants, terms and arguments change, one at a time, and no change comes twice."""
    function = ast.parse(f"def f():\n    return {before}").body[0]
    assert sorted(after) == sorted(item.after.removeprefix("return ") for item in mutations(function))


def test_the_function_itself_stays_as_it_is() -> None:
    """A mutation is a copy."""
    function = ast.parse("def f(a):\n    '''Add one.'''\n    b = a + 1\n    return -b").body[0]
    before = ast.dump(function)
    texts = {ast.unparse(item.tree) for item in mutations(function)}
    assert len(texts) == len(list(mutations(function))) > 5
    assert before == ast.dump(function)


@each_part
def test_wrong_mutants_are_caught(part: Part) -> None:
    """The required checks fail at least 95 % of the mutants that are not right too."""
    found = judged(part, most=MOST)
    missed = [item.name for item in found if item.fate is Fate.SURVIVED]
    assert share_caught([item.fate for item in found]) >= LEAST_SHARE, missed


def test_every_listed_mutant_exists() -> None:
    """No entry of equivalents.toml speaks of a line that its skill file can no longer become."""
    concerned = [part for part in PARTS if part.name in {name for name, *_ in listed()}]
    mutations = [(part.name, mutant.mutation) for part in concerned for mutant in Laboratory(part).mutants()]
    lines = {(name, mutation.function, mutation.after) for name, mutation in mutations}
    functions = {(name, mutation.function, "") for name, mutation in mutations}
    assert set() == set(listed()) - lines - functions
