"""Parts that are read, from the page to the report."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

import pytest_mlchecklist
from pytest_mlchecklist import catalogue
from pytest_mlchecklist.errors import NotStarted
from pytest_mlchecklist.facts.judging import ask, ask_written
from pytest_mlchecklist.facts.repository import Repository
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Check, Part
from toy_pack import ALONE

PACK = Path(__file__).parents[1] / "packs" / "read_pack"
PARTS = catalogue.load([PACK]).parts
MISTAKES = [(part, mistake) for part in PARTS.values() for mistake in part.mistakes]
PAPERS = "mlchecklist.toml::intermediate/general/noting_papers::paper_notes"


# The forms of report without the bundled skills, in the workers of pytest-xdist too.
PLUGIN = """
from pytest_mlchecklist import renderers


def pytest_mlchecklist_renderers():
    return renderers.BUILTIN
"""


class Learner:
    """A learner's repository that is checked against the pack of parts that are read."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester, self.root = pytester, pytester.path / "repo"
        self.root.mkdir()
        (pytester.path / "forms.py").write_text(PLUGIN, encoding="utf-8")
        pytester.syspathinsert(pytester.path)
        self.declare("")

    def declare(self, text: str) -> None:
        """Write the manifest, which names the pack."""
        (self.root / "mlchecklist.toml").write_text(f"packs = ['{PACK}']\n{text}", encoding="utf-8")

    def show(self, *names: str) -> None:
        """Write what the reference of each of these parts writes."""
        for name in names:
            PARTS[name].reference(self.root)

    def run(self, *args: str) -> pytest.RunResult:
        """Run pytest with the checklist in the repository."""
        os.chdir(self.root)
        return self.pytester.runpytest_inprocess(*ALONE, "-p", "forms", "-p", "no:cacheprovider", *args)

    def report(self) -> dict:
        """Return what the JSON report says."""
        return json.loads((self.root / "mlchecklist-report" / "report.json").read_text("utf-8"))

    def part(self, name: str) -> dict:
        """Return what the report says of a part."""
        parts = (part for skill in self.report()["skills"] for part in skill["parts"])
        return next(part for part in parts if part["name"] == name)


@pytest.fixture
def learner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Learner:
    for path in (Path(pytest_mlchecklist.__file__).parents[1], pytester.path):
        monkeypatch.setenv("PYTHONPATH", str(path), prepend=os.pathsep)
    monkeypatch.chdir(pytester.path)
    return Learner(pytester)


@pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))
def test_the_reference_passes_every_check(part):
    """What the page's own reference writes is right."""
    reports = ask_written(part, part.reference)
    assert {check.name: "passed" for check in part.checks} == {one.name: one.outcome for one in reports}


@pytest.mark.parametrize(("part", "mistake"), MISTAKES, ids=[one.function.__name__ for _, one in MISTAKES])
def test_a_mistake_is_caught_and_named(part, mistake):
    """What a mistake writes fails a check, under its name and no other."""
    failed = [one for one in ask_written(part, mistake.function) if one.outcome is Outcome.FAILED]
    assert {mistake.name} == {one.mistake for one in failed}


@pytest.mark.parametrize("kind", ["repository", "evidence"])
def test_the_documented_page_has_teeth(tmp_path, kind):
    """The example in docs/write_a_skill.md passes its own checks, and its mistakes are caught and named."""
    text = (Path(__file__).parents[2] / "docs" / "write_a_skill.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    page = tmp_path / "entry" / "examples" / "example.py"
    page.parent.mkdir(parents=True)
    example = next(block for block in blocks if f"\n@{kind}(" in block)
    page.write_text(f'"""Example: a page.\n\nWhy it matters: it is read.\n"""\n{example}', "utf-8")
    (part,) = catalogue.load([tmp_path]).parts.values()
    assert {"passed"} == {one.outcome for one in ask_written(part, part.reference)}
    for mistake in part.mistakes:
        failed = [one for one in ask_written(part, mistake.function) if one.outcome is Outcome.FAILED]
        assert {mistake.name} == {one.mistake for one in failed}


def test_a_failure_is_told_in_four_lines():
    """They say what was looked at, what was found, what was expected, and what to try."""
    part = PARTS["paper_notes"]
    wrong = next(one for one in part.mistakes if one.name == "an identifier is made up")
    message = next(one.message for one in ask_written(part, wrong.function) if one.message)
    expected = (
        "we looked at papers.md\n"
        "we found     papers.md:15 'Adam' has none\n"
        "we expected  an arXiv id or a DOI\n"
        "to try       This is what one gets when an identifier is made up. "
        "Copy the number from the paper's page."
    )
    assert expected == message


@pytest.mark.parametrize(
    ("raised", "outcome", "message"),
    [
        (NotStarted("no plot yet"), "not run", "not started: no plot yet"),
        (AssertionError("no title"), "failed", "we found     no title"),
        (KeyError("name"), "could not run", "this check could not make sense of a.toml: KeyError: 'name'"),
    ],
)
def test_each_way_to_end_is_told(tmp_path, raised, outcome, message):
    """What isn't there, what is wrong, and what can't be judged are kept apart."""

    def function(repo):
        repo.files("*.toml")
        repo.toml("a.toml")
        raise raised

    (tmp_path / "a.toml").touch()
    part = Part("settings", "repository", PARTS["code_history"].contract, function)
    report, _ = ask(part, Check("asks", function), Repository(tmp_path))
    assert outcome == report.outcome
    assert message in report.message


def test_nothing_there_is_not_started(learner):
    """An empty repository has no items, and nothing is said against it."""
    assert 0 == learner.run().ret
    verdicts = {
        part["name"]: part["verdict"] for skill in learner.report()["skills"] for part in skill["parts"]
    }
    assert dict.fromkeys(PARTS, "not started") == verdicts


def test_right_repositories_are_verified_and_right_records_attested(learner):
    """Records are counted apart, and the report says what was read, with the places of facts."""
    learner.show("dependency_file", "compiling_files", "code_history", "paper_notes")
    result = learner.run()
    result.assert_outcomes(passed=9)
    summary = learner.report()["summary"]
    assert (2, 1, 3) == (summary["verified"], summary["attested"], summary["total"])
    papers, packages = learner.part("paper_notes"), learner.part("dependency_file")
    assert ("attested", "papers.md", "discovered", "read from papers.md") == (
        papers["verdict"],
        *(papers["binding"][key] for key in ("target", "how", "convention")),
    )
    assert (".", "read from requirements.txt") == (
        packages["binding"]["target"],
        packages["binding"]["convention"],
    )
    assert ["2 packages: requirements.txt"] == packages["checks"][0]["notes"]
    result.stdout.fnmatch_lines(["*2 verified, 1 attested*"])


def test_an_undeclared_failure_fails_nothing(learner):
    """What nobody has declared is not there yet."""
    PARTS["paper_notes"].mistakes[0].function(learner.root)
    result = learner.run("-rx")
    result.assert_outcomes(passed=2, xfailed=1)
    result.stdout.fnmatch_lines(
        [f"XFAIL {PAPERS}::has_three_notes - not there yet: we looked at papers.md;*"]
    )
    assert (0, "failing") == (result.ret, learner.part("paper_notes")["verdict"])


def test_a_declared_failure_fails_the_run(learner):
    """A record that the manifest names is stood for."""
    PARTS["paper_notes"].mistakes[0].function(learner.root)
    (learner.root / "papers.md").rename(learner.root / "read.md")
    learner.declare('[code]\npaper_notes = "read.md"\n')
    result = learner.run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*we found     1 notes"])
    assert ("declared", "read.md") == tuple(
        learner.part("paper_notes")["binding"][key] for key in ("how", "target")
    )


@pytest.mark.parametrize(
    ("target", "files"),
    [
        ("notes", ["notes/a.md", "notes/b.toml"]),
        ("notes/*.md", ["notes/a.md"]),
        ("./notes/b.toml", ["notes/b.toml"]),
        (".", ["papers.md"]),
    ],
)
def test_a_record_is_declared_as_a_file_a_folder_or_a_pattern(learner, target, files):
    """All of its files are read."""
    for name in ("notes/a.md", "notes/b.toml", "read.md", "papers.md"):
        (learner.root / name).parent.mkdir(exist_ok=True)
        (learner.root / name).write_text('abstract = "some words"\n')
    learner.declare(f'[code]\npaper_notes = "{target}"\n')
    learner.run()
    assert f"read from {', '.join(files)}" == learner.part("paper_notes")["binding"]["convention"]


def test_a_repository_part_may_be_a_folder(learner):
    """A manifest chooses the folder that is looked at."""
    (learner.root / "week 2").mkdir()
    (learner.root / "old.py").write_text("print 1\n")
    PARTS["compiling_files"].reference(learner.root / "week 2")
    learner.declare('[code]\ncompiling_files = "week 2"\n')
    learner.run("-k", "compiling_files").assert_outcomes(passed=1)
    assert "week 2" == learner.part("compiling_files")["binding"]["target"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('paper_notes = "reed.md"', "paper_notes: reed.md isn't there; did you mean 'read.md'?"),
        (
            'paper_notes = "read.md:notes"',
            "paper_notes: 'read.md:notes' names an object; this part is read: name a",
        ),
        ('code_history = "nots"', "code_history: nots isn't there; did you mean 'notes'?"),
        (
            'code_history = "read.md"',
            "code_history: read.md is a file; name the folder to look at, such as '.'",
        ),
        ('code_history = "a.py:b"', "name a file or folder, such as '.'"),
    ],
)
def test_a_wrong_target_is_named(learner, line, problem):
    """The message has the manifest's line and the nearest right spelling."""
    (learner.root / "notes").mkdir()
    (learner.root / "notes" / "a.md").touch()
    (learner.root / "read.md").touch()
    learner.declare(f"[code]\n{line}\n")
    result = learner.run()
    assert 4 == result.ret
    result.stderr.fnmatch_lines([f"*mlchecklist.toml:3: [[]code] *{problem}*"])


def test_templates_are_not_started(learner):
    """A record that nobody has filled in yet is no failure, declared or not."""
    (learner.root / "papers.md").write_text("# Papers\n## Title\n### Abstract\nTODO\n")
    for manifest in ("", '[code]\npaper_notes = "papers.md"\n'):
        learner.declare(manifest)
        assert 0 == learner.run().ret
        assert "not started" == learner.part("paper_notes")["verdict"]


def test_a_check_may_find_that_nothing_is_started(learner):
    """The report keeps the reason, and the run goes on."""
    (learner.root / "requirements.txt").write_text("# to come\n")
    result = learner.run("-rs")
    result.assert_outcomes(skipped=1)
    part = learner.part("dependency_file")
    reason = "not started: no package is named yet"
    assert ("not started", reason) == (part["verdict"], part["binding"]["convention"])
    result.stdout.fnmatch_lines([f"SKIPPED*{reason}"])


def test_a_record_that_does_not_parse_fails_with_its_line(learner):
    """A slip in a file is the learner's to mend."""
    (learner.root / "papers.toml").write_text("[[paper]]\ntitle = \n")
    learner.run().assert_outcomes(xfailed=3)
    assert "papers.toml:2: " in learner.part("paper_notes")["checks"][0]["message"]


@pytest.mark.parametrize("option", ["--mlchecklist-isolation=none", "--mlchecklist-effort=thorough"])
def test_options_that_concern_hosts_change_nothing(learner, option):
    """What is read is read in the same way, once."""
    learner.show("paper_notes", "compiling_files")
    learner.run(option).assert_outcomes(passed=4)
    assert [1, 1, 1] == [check["examples"] for check in learner.part("paper_notes")["checks"]]


def test_without_discovery_only_what_is_declared_is_read(learner):
    """--mlchecklist-no-discovery holds for what is read too."""
    learner.show("paper_notes", "compiling_files")
    learner.declare('[code]\npaper_notes = "."\n')
    learner.run("--mlchecklist-no-discovery").assert_outcomes(passed=3)


def test_workers_read_the_same(learner):
    """Under pytest-xdist the report is the same."""
    learner.show("paper_notes", "compiling_files", "code_history")
    os.chdir(learner.root)
    result = learner.pytester.runpytest_subprocess(*ALONE, "-p", "forms", "-p", "no:cacheprovider", "-n", "2")
    result.assert_outcomes(passed=8)
    assert "attested" == learner.part("paper_notes")["verdict"]


def test_pages_show_what_was_attested(learner):
    """The page and the text name the record and count it apart."""
    learner.show("paper_notes")
    learner.run()
    written = {path.name: path.read_text("utf-8") for path in (learner.root / "mlchecklist-report").iterdir()}
    assert "Read from papers.md" in written["index.html"]
    assert "0 verified, 1 attested" in written["report.md"]
