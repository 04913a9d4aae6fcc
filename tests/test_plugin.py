"""The plugin costs nothing until it is asked for, and is extended through its hooks."""

from __future__ import annotations

import subprocess
import sys

import pytest

from toy_pack import ALONE, PLUGIN, RIGHT

HEAVY = {"hypothesis", "jinja2", "msgspec", "numpy", "pathspec", "psutil", "rich", "sklearn", "torch"}


def test_the_entry_point_imports_nothing_heavy():
    """Installed and unused, the plugin brings in none of what checks need."""
    program = "import sys, pytest_mlchecklist.plugin, pytest_mlchecklist.hookspecs; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set() == HEAVY & set(result.stdout.split())


def test_every_option_is_explained(pytester):
    """--help names each option."""
    from pytest_mlchecklist.flags import FLAGS

    shown = pytester.runpytest_inprocess(*PLUGIN, "--help").stdout.str()
    assert [] == [flag for flag, _ in FLAGS if f"--mlchecklist{flag}" not in shown]


def test_marks_are_registered(repo):
    """Levels, categories and skills are marks that --markers lists."""
    shown = repo.run("--markers").stdout.str()
    assert [] == [
        mark for mark in ("entry", "sums", "doubling", "remark") if f"@pytest.mark.{mark}:" not in shown
    ]


def test_a_conftest_may_give_a_pack(repo):
    """The hook for packs adds skills to those that are there."""
    (repo.root / "conftest.py").write_text(
        "from pathlib import Path\ndef pytest_mlchecklist_packs(): return [Path(__file__).parent / 'ours']\n"
    )
    folder = repo.root / "ours" / "entry" / "sound"
    folder.mkdir(parents=True)
    (folder / "pitch.py").write_text('"""Pitch: how high a tone is.\n\nWhy it matters: songs.\n"""\n')
    repo.run()
    assert repo.verdicts()["pitch"] == "not started"


def test_a_manifest_may_name_a_pack(repo):
    """A pack needs no packaging."""
    folder = repo.root / "ours" / "entry" / "sound"
    folder.mkdir(parents=True)
    (folder / "pitch.py").write_text('"""Pitch: how high a tone is.\n\nWhy it matters: songs.\n"""\n')
    repo.write(mlchecklist_toml='packs = ["ours"]\n')
    repo.run()
    assert repo.verdicts()["pitch"] == "not started"


def test_a_conftest_may_give_a_renderer(repo):
    """The hook for renderers adds a type of report."""
    repo.write(
        conftest_py="from pytest_mlchecklist.renderers import Renderer\n"
        "def pytest_mlchecklist_renderers():\n"
        "    return [Renderer('ids', 'ids.txt', lambda report: report.skills[0].id)]\n"
    )
    repo.run("--mlchecklist-report=ids")
    assert (repo.root / "mlchecklist-report" / "ids.txt").read_text() == "entry/sums/doubling"


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (
            "[gate]\nfail_undr = 3\n",
            "*mlchecklist.toml:2: [[]gate[]] fail_undr: unknown field; did you mean 'fail_under'?",
        ),
        (
            '[code]\ndouble = "sum.py:double"\n',
            "*[[]code[]] double: sum.py isn't there; did you mean 'sums.py'?",
        ),
        ('packs = ["nowhere"]\n', "*nowhere: this folder of skills isn't there"),
        ('[excuse]\n"entry/x" = "y"\n', "*mlchecklist.toml:2: [[]excuse[]] entry/x: there is no such skill"),
    ],
)
def test_a_bad_manifest_ends_the_run_with_status_4(repo, manifest, expected):
    """One line says what to mend, and nothing runs."""
    repo.write(sums_py=RIGHT, mlchecklist_toml=manifest)
    result = repo.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([expected])


def test_the_bundled_pack_is_given_through_the_same_hooks(pytester, monkeypatch):
    """Without any other plugin, the bundled checklist and its renderers are there."""
    monkeypatch.chdir(pytester.path)
    result = pytester.runpytest_inprocess(*PLUGIN, "--mlchecklist", "--mlchecklist-no-discovery")
    result.stdout.fnmatch_lines(["*of 89 skills ticked*"])
    assert (pytester.path / "mlchecklist-report" / "index.html").is_file()


def test_an_empty_checklist_is_met(pytester, monkeypatch):
    """Without any pack, none of none is done, and that is all."""
    monkeypatch.chdir(pytester.path)
    result = pytester.runpytest_inprocess(*ALONE, "--mlchecklist-fail-under=100")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["gate: met", "  no skill is counted, so 100 % of them are reached"])
