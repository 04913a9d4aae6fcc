"""The documentation says what is so: its examples run, its tables are whole, its links lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pytest_mlchecklist import api, catalogue
from pytest_mlchecklist.code import plain_code
from pytest_mlchecklist.engine import examine
from pytest_mlchecklist.flags import FLAGS, SWITCH
from pytest_mlchecklist.manifest import Gate, Settings
from pytest_mlchecklist.report import Outcome, Severity
from toy_pack import PLUGIN

CHECKOUT = Path(__file__).parent.parent
DOCS = CHECKOUT / "docs"
PAGES = sorted([*CHECKOUT.glob("*.md"), *DOCS.glob("*.md")])


def _read(name):
    return (DOCS / name).read_text("utf-8")


def _block(text, language, number=0):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[number]


@pytest.fixture
def pack(tmp_path):
    """Return the folder of the worked example's pack."""
    page = tmp_path / "our_skills/entry/sound/companding.py"
    page.parent.mkdir(parents=True)
    page.write_text(_block(_read("write_a_skill.md"), "python"), "utf-8")
    return tmp_path / "our_skills"


def test_the_worked_example_says_what_its_page_says(pack, pytester):
    """Its learner's file gets the four lines that are printed there."""
    page = _read("write_a_skill.md")
    pytester.makefile(".toml", mlchecklist=_block(page, "toml"))
    pytester.makepyfile(sound=_block(page, "python", 1))
    pack.rename(pytester.path / "our_skills")
    assert pytester.runpytest(*PLUGIN, "--mlchecklist").ret == pytest.ExitCode.TESTS_FAILED
    report = json.loads((pytester.path / "mlchecklist-report/report.json").read_text("utf-8"))
    part = next(skill for skill in report["skills"] if skill["id"] == "entry/sound/companding")["parts"][0]
    messages = {check["name"]: check["message"] for check in part["checks"] if check["message"]}
    assert {"agrees_with_the_reference", "treats_both_signs_alike"} == messages.keys()
    assert _block(page, "text").rstrip() == messages["agrees_with_the_reference"]


def test_the_worked_example_has_teeth(pack):
    """Its reference passes, and each of its mistakes is caught and named."""
    (part,) = catalogue.load([pack]).parts.values()
    checks = [check for check in part.checks if check.severity is Severity.REQUIRED]
    assert {Outcome.PASSED} == {examine(check, plain_code(part))[0].outcome for check in part.checks}
    for mistake in part.mistakes:
        code = plain_code(part, **{mistake.operation: mistake.function})
        reports = [examine(check, code)[0] for check in checks]
        assert {mistake.name} == {report.mistake for report in reports if report.outcome is Outcome.FAILED}


@pytest.mark.parametrize("flag", [flag for flag, _ in FLAGS])
def test_every_option_is_described(flag):
    """A row of docs/options.md begins with it."""
    assert re.search(rf"^\| `{SWITCH}{flag}(\[?=.*)?` \|", _read("options.md"), re.MULTILINE)


@pytest.mark.parametrize("key", [*Settings.__struct_fields__, *Gate.__struct_fields__])
def test_every_key_of_the_manifest_is_described(key):
    """docs/manifest.md has a row or a heading for it."""
    assert re.search(rf"^(\| |## )`{key}`", _read("manifest.md"), re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in api.__all__ if name != "PartBuilder"])
def test_every_name_for_authors_is_described(name):
    """docs/write_a_skill.md mentions whatever the API offers."""
    assert re.search(rf"\b{name}\b", _read("write_a_skill.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    """What a page links to in this repository is there."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose)
    assert [] == [target for target in targets if not (page.parent / target).exists()]
