"""The catalogue is whole, ordered, and refuses broken packs with a file and a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.errors import PackError
from pytest_mlchecklist.report import Severity
from pytest_mlchecklist.skill import AllOf
from toy_pack import DOUBLING, FILES, LISTENING, SQUARING, write_pack

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def toy(tmp_path: Path) -> catalogue.Catalogue:
    return catalogue.load([write_pack(tmp_path)])


def test_the_bundled_pack_holds_the_whole_checklist():
    """The bundled checklist has 89 skills in three levels."""
    whole = catalogue.load([bundled.folder("skills")])
    assert len(whole.skills) == 89
    assert whole.levels == ("entry", "intermediate", "advanced")


def test_order_follows_pack_toml_then_the_alphabet(toy):
    """What pack.toml lists comes first, in its order; the rest follows by name."""
    ids = [skill.id for skill in toy.skills]
    assert ids == ["entry/sums/doubling", "advanced/areas/squaring", "advanced/areas/listening"]


def test_a_docstring_gives_title_about_and_why(toy):
    """Title, subject and reason of a skill are read from its docstring."""
    skill = toy.skills[0]
    expected = ("Doubling", "twice a number.", "two is the first number that is more than one.")
    assert expected == (skill.title, skill.about, skill.why)


def test_level_and_category_come_from_the_path(toy):
    """A skill's place is its file's place."""
    assert (toy.skills[0].level, toy.skills[0].category) == ("entry", "sums")


def test_ongoing_skills_are_marked(toy):
    """pack.toml says which skills are never quite done."""
    assert [skill.id for skill in toy.skills if skill.ongoing] == ["advanced/areas/listening"]


def test_a_file_of_only_a_docstring_is_a_skill_without_parts(toy):
    """A skill may be announced before anything checks it."""
    listening = toy.skills[2]
    assert (listening.parts, listening.needs) == ((), None)


def test_parts_belong_to_the_file_that_defines_them(toy):
    """A part that another skill needs stays with its own skill."""
    assert toy.skill_of["double"].id == "entry/sums/doubling"
    assert [skill.id for skill in toy.skills_taking(toy.parts["double"])] == [
        "entry/sums/doubling",
        "advanced/areas/squaring",
    ]
    assert [part.name for part in toy.parts_of(toy.skills[1])] == ["square", "double"]


def test_an_imported_part_is_not_defined_again(tmp_path):
    """Importing a part from another module does not make it this skill's own."""
    text = DOUBLING.replace('@kind("function")(names=["twice"])', "import sys\n\n\n@kind('function')()")
    foreign = text.replace("skill(needs", "double.__module__ = 'elsewhere'\nskill(needs").replace(
        "all_of(double)", "all_of()"
    )
    loaded = catalogue.load([write_pack(tmp_path, {"entry/sums/doubling": foreign})])
    assert loaded.skills[0].parts == ()


def test_without_a_declaration_every_part_is_needed(tmp_path):
    """A file that doesn't call skill() asks for all that it defines."""
    text = DOUBLING.replace("skill(needs=all_of(double))", "")
    assert catalogue.load([write_pack(tmp_path, {"a/b/c": text})]).skills[0].needs == AllOf(("double",))


def test_strict_makes_every_remark_required(toy):
    """Under strict no check is a remark."""
    severities = {check.severity for part in toy.strict().parts.values() for check in part.checks}
    assert severities == {Severity.REQUIRED}


@pytest.mark.parametrize(
    ("pattern", "count"),
    [("entry/*", 1), ("*", 3), ("advanced/areas/squaring", 1), ("entry", 0)],
)
def test_a_glob_finds_skills_by_their_id(toy, pattern, count):
    """A star crosses slashes, and a plain id finds itself."""
    assert len(toy.matching(pattern)) == count


def _problem(folder: Path, files: dict[str, str], pack_toml: str = "") -> str:
    write_pack(folder, files)
    (folder / "pack.toml").write_text(pack_toml)
    with pytest.raises(PackError) as raised:
        catalogue.load([folder])
    return str(raised.value).replace(f"{folder}/", "")


def test_a_skill_without_its_docstring_is_refused(tmp_path):
    """The error says which file lacks which docstring."""
    expected = (
        "a/b/c.py:1: a skill file begins with a docstring: 'Title: what it is about.', "
        "then a paragraph 'Why it matters: …'"
    )
    assert expected == _problem(tmp_path, {"a/b/c": "x = 1"})


def test_a_file_at_the_wrong_depth_is_refused(tmp_path):
    """A skill lies exactly two folders deep."""
    expected = "a/b.py:1: a skill lies at level/category/name.py, this file at a/b.py"
    assert expected == _problem(tmp_path, {"a/b": LISTENING})


def test_a_part_name_used_twice_is_refused(tmp_path):
    """Both places are named."""
    expected = "a/b/d.py:9: the part double is already defined at a/b/c.py:9"
    assert expected == _problem(tmp_path, {"a/b/c": DOUBLING, "a/b/d": DOUBLING})


def test_a_need_for_an_unknown_part_is_refused(tmp_path):
    """The error names the nearest part."""
    expected = "a/b/c.py:21: needs names no part: sqare; did you mean 'square'?"
    assert expected == _problem(tmp_path, {"a/b/c": SQUARING.replace('"double"', '"sqare"')})


def test_an_unknown_id_in_pack_toml_is_refused(tmp_path):
    """The error names the line and the nearest id."""
    expected = "pack.toml:2: order names no skill of this pack: a/b/d; did you mean 'a/b/c'?"
    assert expected == _problem(tmp_path, {"a/b/c": LISTENING}, 'order = [\n"a/b/d"]')


def test_a_skill_file_that_raises_is_refused_with_its_line(tmp_path):
    """An error inside a skill file is reported at its line."""
    expected = "a/b/c.py:5: ZeroDivisionError: division by zero"
    assert expected == _problem(tmp_path, {"a/b/c": LISTENING + "1 / 0\n"})


def test_a_skill_file_that_cannot_be_parsed_is_refused_with_its_line(tmp_path):
    """A syntax error is reported at its line."""
    assert _problem(tmp_path, {"a/b/c": "def\n"}).startswith("a/b/c.py:1: SyntaxError")


def test_private_files_are_no_skills(tmp_path):
    """Files and folders that begin with an underscore are left alone."""
    loaded = catalogue.load(
        [write_pack(tmp_path, FILES | {"_shared": "x = 1", "entry/_shared/more": "x = 1"})]
    )
    assert len(loaded.skills) == 3


def test_a_pack_that_is_not_there_is_refused(tmp_path):
    """A folder that doesn't exist is named."""
    with pytest.raises(PackError, match="nowhere: this folder of skills isn't there"):
        catalogue.load([tmp_path / "nowhere"])
