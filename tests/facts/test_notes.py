"""Written records are read as people write them."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.facts.blanks import is_blank
from pytest_mlchecklist.facts.identifiers import dates_in, identifiers_in, links_in
from pytest_mlchecklist.facts.records import read_notes
from pytest_mlchecklist.facts.repository import Repository

WORDS = "a network that only attends"
ARXIV = "1706.03762"

HEADINGS = f"""
# Papers
Some words before.

## Attention
arXiv: {ARXIV}
### 1. Summary
{WORDS}
### Open questions?
how long may it be

## Adam
arXiv:1412.6980
### Abstract
steps of their own size
"""
ONE_FILE = f"""
# Attention
https://arxiv.org/abs/{ARXIV}v5
## Abstract
{WORDS}
## My conclusion
it works
## Notation
the letters
"""
FRONT = f"""
---
title: Attention
arxiv: "arXiv:{ARXIV}"
date: 2026-05-02
---
## Abstract
{WORDS}
"""
FIELDS = f"""
# Papers
## Attention
- **arXiv**: [arXiv:{ARXIV}](https://arxiv.org/abs/{ARXIV})
- **Abstract**: {WORDS}
- Question: how long may it be
"""
TABLE = f"""
# Papers

| Title | arXiv | **Abstract** |
| --- | --- | --- |
| Attention | arXiv:{ARXIV} | {WORDS} |
| Adam | arXiv:1412.6980 | steps |
"""
TOML = f"""
[[paper]]
title = "Attention"
arxiv = "arXiv:{ARXIV}"
abstract = "{WORDS}"
date = 2026-05-02
"""
YAML = f"""
- title: Attention
  id: arXiv:{ARXIV}
  Abstract: {WORDS}
"""
BY_KEY = f"""
attention:
  id: arXiv:{ARXIV}
  abstract: {WORDS}
"""


def _notes(folder, text, name="papers.md", **sections):
    (folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    return read_notes(Repository(folder), [name], sections)


@pytest.mark.parametrize(
    ("name", "text", "titles"),
    [
        ("papers.md", HEADINGS, ["Attention", "Adam"]),
        ("papers.md", ONE_FILE, ["Attention"]),
        ("papers.md", FRONT, ["Attention"]),
        ("papers.md", FIELDS, ["Attention"]),
        ("papers.md", TABLE, ["Attention", "Adam"]),
        ("papers.toml", TOML, ["Attention"]),
        ("papers.yaml", YAML, ["Attention"]),
        ("papers.yml", BY_KEY, ["attention"]),
    ],
)
def test_a_note_is_found_in_every_form(tmp_path, name, text, titles):
    """Headings, front matter, lists, tables, TOML and YAML give the same note."""
    notes = _notes(tmp_path, text, name)
    assert titles == [note.title for note in notes]
    assert WORDS == notes[0].said("abstract")
    assert ["arxiv"] == [one.kind for one in notes[0].identifiers]
    assert notes[0].identifiers[0].value.startswith(ARXIV)


def test_a_note_knows_its_line(tmp_path):
    """The line is that of its heading, also below front matter."""
    assert ["papers.md:4", "papers.md:11"] == [note.place for note in _notes(tmp_path, HEADINGS)]
    later = FRONT.replace("## Abstract", "\n# Attention\n## Abstract")
    assert ["papers.md:7"] == [note.place for note in _notes(tmp_path, later)]
    assert ["papers.md:5", "papers.md:6"] == [note.place for note in _notes(tmp_path, TABLE)]


def test_a_heading_inside_a_note_is_a_section_of_it(tmp_path):
    """An inner heading that nobody foresaw belongs to the note, by its own name."""
    assert "the letters" == _notes(tmp_path, ONE_FILE)[0].said("notation")


def test_a_page_may_name_further_headings(tmp_path):
    """A page's own words open the section that it asks for."""
    text = HEADINGS.replace("Open questions?", "What puzzles me")
    assert "how long may it be" == _notes(tmp_path, text, question=["what puzzles me"])[0].said("question")


def test_items_that_point_somewhere_are_notes(tmp_path):
    """In a list of changes each item is a note, the words beside the link are its text."""
    text = """
    # Contributions
    - [A fix](https://github.com/numpy/numpy/pull/12) of a misprint, 2 May 2026
    - https://github.com/numpy/numpy/commit/1a2b3c4d made it faster
    - nothing else
    """
    first, second = _notes(tmp_path, text)
    assert ("A fix of a misprint, 2 May 2026", "papers.md:2") == (first.title, first.place)
    assert ["numpy/numpy#12"] == [one.value for one in first.identifiers]
    assert (date(2026, 5, 2),) == first.dates
    assert ["numpy/numpy@1a2b3c4d"] == [one.value for one in second.identifiers]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Papers\n",
        "# Papers\n## Title of the paper\n### Abstract\nTODO\n### Conclusion\n…\n",
        "# Papers\n## A title\n### Abstract\n<!-- in your own words -->\n",
        "# Papers\n## A title\n### Abstract\nLorem ipsum dolor sit amet.\n",
        "# Papers\n## A title\narXiv: 0000.00000\n### Abstract\n<your words>\n",
        "## A title\n### Abstract\n[write something here]\n",
    ],
)
def test_a_template_is_no_note(tmp_path, text):
    """What nobody has filled in yet counts for nothing."""
    assert [] == _notes(tmp_path, text)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("papers.toml", 'a = 1\nb = "', r"papers\.toml:2: "),
        ("papers.yaml", "a: [1\nb: 2", r"papers\.yaml:2: "),
        ("papers.md", "---\na: [1\n---\n", r"papers\.md:3: "),
    ],
)
def test_a_file_that_does_not_parse_is_named_with_its_line(tmp_path, name, text, problem):
    """A slip in TOML, YAML or front matter is a mismatch, not a crash."""
    with pytest.raises(Mismatch, match=problem):
        _notes(tmp_path, text, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arXiv:1706.03762v5", [("arxiv", "1706.03762v5")]),
        ("https://arxiv.org/pdf/1706.03762.pdf", [("arxiv", "1706.03762")]),
        ("arxiv 0704.0001", [("arxiv", "0704.0001")]),
        ("arXiv:hep-th/9901001", [("arxiv", "hep-th/9901001")]),
        ("arXiv:1713.03762, arXiv:1706.0376, arXiv:170.03762", []),
        ("see https://doi.org/10.1038/nature14539.", [("doi", "10.1038/nature14539")]),
        ("doi 10.1/x and version 10.04", []),
        ("https://gitlab.com/a/b/c/-/merge_requests/3", [("pull request", "a/b/c#3")]),
        ("https://codeberg.org/a/b/pulls/3/files", [("pull request", "a/b#3")]),
        ("https://github.com/a/b/commit/zzzzzzz https://github.com/a/b", []),
    ],
)
def test_identifiers_are_those_that_parse(text, expected):
    """Papers and changes are named by ids whose form is right; a month 13 is not."""
    assert expected == [(one.kind, one.value) for one in identifiers_in(text)]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("arxiv: 1412.6980", "1412.6980"),
        ("arxiv: 1706.03760", "1706.03760"),
        ("id: 1706.03762v5", "1706.03762v5"),
        ("id: '1706.03762'", "1706.03762"),
        ("id: arXiv:1706.03762", "1706.03762"),
    ],
)
def test_a_number_alone_is_an_arxiv_id_where_one_is_expected(tmp_path, line, value):
    """YAML takes an id for a number, and loses the zero at its end."""
    (note,) = _notes(tmp_path, f"- title: A paper\n  {line}\n", "papers.yaml")
    assert [value] == [one.value for one in note.identifiers]


def test_dates_are_those_of_the_calendar():
    """ISO and English spellings are read; a 30 February is not."""
    text = "2026-05-02, 3rd or 4 Jun 2026, July 5, 2026, 2026-02-30"
    assert (date(2026, 5, 2), date(2026, 6, 4), date(2026, 7, 5)) == dates_in(text)


def test_links_end_where_the_sentence_goes_on():
    """A full stop or a bracket after an address is none of it."""
    text = "[a](https://a.org/x) and <https://b.org/y>, https://c.org/z."
    assert ("https://a.org/x", "https://b.org/y", "https://c.org/z") == links_in(text)


@pytest.mark.parametrize("text", ["plain words", "a [link](x) in words", "x < 3 and y > 2 hold"])
def test_words_are_not_blank(text):
    """What looks a little like a template is none."""
    assert not is_blank(text)
