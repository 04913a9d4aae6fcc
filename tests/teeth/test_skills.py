"""Every skill: right code passes, each mistake is caught and named, a stub is not started."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from dialects import dialects
from naming import told
from pytest_mlchecklist import binding, manifest
from samples import elsewhere, generated, not_passed, required, shown_by_hand, wrong_sample
from steadiness import escapes, on_mistake, on_reference, refusals
from subjects import CATALOGUE, MISTAKES, PARTS

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_mlchecklist.skill import Check, Mistake, Part, Skill

SEEDS = (1, 2, 3)
CHECKS = [(part, check) for part in PARTS for check in part.checks]
HEAVY = {"torch", "sklearn", "tensorflow", "keras", "jax", "pandas"}

each_part = pytest.mark.parametrize("part", PARTS, ids=[part.name for part in PARTS])
each_skill = pytest.mark.parametrize("skill", CATALOGUE.skills, ids=[skill.id for skill in CATALOGUE.skills])
each_check = pytest.mark.parametrize(
    ("part", "check"), CHECKS, ids=[f"{part.name}-{check.name}" for part, check in CHECKS]
)
GENERATED = [part for part in PARTS if dialects(part)]
WRITTEN = [(part, mistake) for part, mistake in MISTAKES if part in GENERATED]
each_written_mistake = pytest.mark.parametrize(
    ("part", "mistake"),
    WRITTEN,
    ids=[f"{part.name}-{mistake.function.__name__}" for part, mistake in WRITTEN],
)
each_mistake = pytest.mark.parametrize(
    ("part", "mistake"),
    MISTAKES,
    ids=[f"{part.name}-{mistake.function.__name__}" for part, mistake in MISTAKES],
)


@each_part
def test_the_reference_passes_every_check(part: Part) -> None:
    """The page's own answer passes its checks, the remarks too."""
    assert [] == not_passed(on_reference(part, part.checks))


@pytest.mark.parametrize("part", GENERATED, ids=[part.name for part in GENERATED])
def test_right_code_passes_in_every_dialect(part: Part, tmp_path: Path) -> None:
    """The same answer passes however a learner dresses it up."""
    samples = generated(part, tmp_path)
    refused = {sample.name: not_passed(sample.reports(required(part), effort="quick")) for sample in samples}
    assert {sample.name: [] for sample in samples} == refused


@each_part
def test_right_code_is_shown_in_two_dialects(part: Part) -> None:
    """Of every part there are right versions of at least two kinds: made here, or in files of their own."""
    shown = shown_by_hand(part)
    files = {sample.name if part.is_read else sample.path for sample in shown} | elsewhere(part)
    assert len(files) + len(dialects(part)) >= 2


@each_mistake
def test_a_mistake_is_caught_and_named(part: Part, mistake: Mistake) -> None:
    """Each mistake fails a required check, and every failure names this mistake and no other."""
    assert {mistake.name} == told(mistake, on_mistake(part, mistake))


@each_written_mistake
def test_a_mistake_is_named_in_a_learners_file(part: Part, mistake: Mistake, tmp_path: Path) -> None:
    """A class with the mistake fails under the same name; for other kinds such files are written by hand."""
    sample = wrong_sample(part, mistake, tmp_path)
    assert sample is not None
    assert {mistake.name} == told(mistake, sample.reports(required(part)))


@each_part
def test_no_verdict_depends_on_the_seed(part: Part) -> None:
    """Under other seeds the reference still passes, and no mistake escapes."""
    assert ([], []) == (refusals(part, SEEDS, effort="quick"), escapes(part, SEEDS))


@each_part
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "found"])
def test_a_stub_is_not_started(part: Part, tmp_path: Path, *, declared: bool) -> None:
    """An exercise that only raises NotImplementedError is not checked, nor is an empty repository."""
    arguments = ", ".join(argument.name for argument in part.contract.arguments)
    # A class of numbers, or a page, is known by what it does: of one that does nothing a comment tells.
    told = f"# mlchecklist: {part.name}\n" if part.kind in {"autograd", "app"} else ""
    stub = f"{told}def {part.name}({arguments}):\n    raise NotImplementedError\n"
    if not part.is_read:  # one that is read may be known by any file
        (tmp_path / "mine.py").write_text(stub)
    target = "." if part.kind == "repository" else f"mine.py:{part.name}"
    manifested = declared and part.kind != "evidence"
    (tmp_path / "mlchecklist.toml").write_text(f'[code]\n{part.name} = "{target}"\n' if manifested else "")
    bindings = binding.bind(manifest.read(tmp_path), CATALOGUE, tmp_path)
    # What loads the learner's own data is not searched for: it is called only where it is declared.
    is_sought = declared or part.kind != "loader" or bool(arguments)
    assert part.is_read or not is_sought or bindings.by_part[part.name].unfinished
    assert bindings.started(part.name) is None


@each_part
def test_a_part_has_three_mistakes(part: Part) -> None:
    """At least three mistakes are known of every part, each by a name of its own."""
    names = {mistake.name for mistake in part.mistakes}
    assert len(names) == len(part.mistakes) >= 3


@each_part
def test_what_a_check_reveals_is_a_mistake_of_the_part(part: Part) -> None:
    """A check names only mistakes that the part knows."""
    assert {check.reveals for check in part.checks} <= {"", *(mistake.name for mistake in part.mistakes)}


@each_check
def test_a_check_promises_one_sentence(part: Part, check: Check) -> None:
    """The docstring of a check is one sentence, its promise to the learner."""
    del part
    assert re.fullmatch(r"[A-Z][^\n]*?(?:\.|…)", " ".join(check.promise.split()))
    assert ". " not in check.promise


@each_check
def test_a_hint_is_no_solution(part: Part, check: Check) -> None:
    """A check has a hint, and the hint quotes no line of the reference."""
    assert check.hint
    body = ast.parse(inspect.getsource(part.reference)).body[0].body
    lines = {line for statement in body for line in ast.unparse(statement).splitlines()}
    assert [] == [line for line in lines if line.removeprefix("return ") in check.hint]


@each_skill
def test_a_skill_says_what_it_is_about_and_why(skill: Skill) -> None:
    """Each skill has a title, what it is about, and why it matters."""
    assert all((skill.title, skill.about, skill.why))


@each_skill
def test_a_skill_file_is_light(skill: Skill) -> None:
    """No skill file imports a framework at its top, nor anything that looks like one."""
    tree = ast.parse(skill.path.read_text("utf-8"))
    assert set() == HEAVY & {name for node in tree.body for name in _imported(node)}


def test_titles_are_unique_within_a_category() -> None:
    """No category of a level lists two skills of one title."""
    titles = Counter((skill.level, skill.category, skill.title) for skill in CATALOGUE.skills)
    assert {} == {title: count for title, count in titles.items() if count > 1}


def _imported(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").split(".")[0]]
    return [alias.name.split(".")[0] for alias in node.names] if isinstance(node, ast.Import) else []
