"""`mlchecklist explain`."""

from __future__ import annotations

import pytest

from pytest_mlchecklist import api, bundled, catalogue
from pytest_mlchecklist.commands import contract_words
from pytest_mlchecklist.commands.explain import understood
from pytest_mlchecklist.skill import READ_KINDS

DENSE = "entry/networks/dense_neural_networks"
SKILLS = catalogue.load([bundled.folder("skills")])


@pytest.mark.parametrize(
    "words",
    [
        [DENSE],
        ["dense_neural_networks"],
        ["networks/dense_neural_networks"],
        ["Dense", "Neural", "Networks"],
        ["dense net"],
        ["dense_layer"],
        ["fully_connected"],
    ],
)
def test_a_skill_has_many_names(type_in, words):
    """An id, its last steps, words of the title, a part's name or a learner's own lead to the page."""
    result = type_in("explain", *words)
    assert (0, DENSE) == (result.exit_code, result.output.splitlines()[1])


def test_the_page_holds_what_a_beginner_needs(type_in):
    """Reason, contract with shapes, checks, mistakes, names, dialects and a next step are all there."""
    output = type_in("explain", "dense_layer").output
    for text in (
        "Why it matters",
        "dense_layer(x, weight, bias)",
        "weight  numbers of shape (i, o)",
        "required  It gives what the formula gives, for every input.",
        "remark    It does not change the arrays that it is given.",
        "the bias is left out",
        "fully_connected",
        "examples lie in\n  rows or in columns",
        "mlchecklist start dense_layer",
    ):
        assert text in output


def test_it_fits_into_eighty_columns(type_in, monkeypatch):
    """No line of a page is wider than a usual terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    pages = (type_in("explain", skill.id).output for skill in SKILLS.skills)
    assert [] == [line for page in pages for line in page.splitlines() if len(line) > 80]


RECORD = '''"""Noting: to write down what one has read.

Why it matters: it is forgotten otherwise.
"""

from pytest_mlchecklist.api import all_of, assert_that, evidence, skill


@evidence(files=["papers.md", "/notes/*.md"], sections={"question": ["what puzzles me"]})
def paper_record(folder):
    """A note on a paper."""


@paper_record.check(hint="Write one.")
def has_a_note(notes):
    """There is a note."""


skill(needs=all_of(paper_record))
'''


def test_what_is_read_shows_where_it_is_looked_for(type_in, folder):
    """A part that is read has no signature: its page shows the files, the headings and what is understood."""
    page = folder / "mine" / "entry" / "records" / "noting.py"
    page.parent.mkdir(parents=True)
    page.write_text(RECORD, encoding="utf-8")
    (folder / "mlchecklist.toml").write_text('packs = ["mine"]\n', encoding="utf-8")
    output = type_in("explain", "paper_record").output
    for text in (
        "at the root         notes/*.md",
        "in any folder       papers.md",
        "section 'question'  also headed what puzzles me",
        "Understood are Markdown, TOML and YAML.",
    ):
        assert text in output
    for text in ("paper_record(", "How your code may look", "mlchecklist start"):
        assert text not in output


def test_a_part_is_explained_alone(type_in):
    """The page of a part leaves out the other parts of its skill."""
    output = type_in("explain", "leaky_relu").output
    assert ("leaky_relu(x, slope=0.01)" in output, "Exponentials" in output) == (True, False)


def test_a_skill_without_checks_says_so(type_in):
    """Where nothing is to be shown yet, the page says that."""
    idle = next(skill for skill in SKILLS.skills if not SKILLS.parts_of(skill))
    assert "Nothing checks this skill yet" in type_in("explain", idle.id).output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("dense_leyer", "did you mean 'dense_layer'?"),
        ("dense neural networkz", "did you mean 'dense neural networks'?"),
        ("qqqq", "`mlchecklist list` shows all of them"),
        ("clustering", "name one of them:\n  entry/machine_learning/clustering\n  entry/theory/clustering"),
    ],
)
def test_a_slip_is_answered_with_the_nearest(type_in, asked, said):
    """What names nothing, or several, is refused with what may be meant."""
    result = type_in("explain", asked)
    assert (1, True) == (result.exit_code, said in result.stderr)


@pytest.mark.parametrize("kind", sorted({*READ_KINDS, *(part.kind for part in SKILLS.parts.values())}))
def test_every_kind_says_what_it_understands(kind):
    """The dialects of a kind are read from its module, without the words for authors."""
    text = "\n".join(understood(kind))
    assert ("nderstood" in text, "Operations" in text, ".py" in text) == (True, False, False)


def test_a_kind_of_others_says_nothing():
    """A kind without a module of ours has no dialects to tell."""
    assert [] == understood("nobody's")


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        (api.Float["n i"], "numbers of shape (n, i)"),
        (api.Float[""].between(0, 1), "a number, from 0 to 1"),
        (api.Int["n"].between(0, 2), "whole numbers of shape (n), from 0 to 2"),
        (api.Index["o"], "a position along o, counted from 0"),
        (api.OneOf(0.5, 2), "such as 0.5 or 2"),
        (api.OneOf("mean"), "such as 'mean'"),
        (api.Count(1, 5), "a whole number, such as 1 to 5"),
        (api.Given(lambda sizes, rng: [sizes["i"], 7], axes=("i",)), "such as [2, 7]"),
        (api.Given(lambda sizes, rng: sizes["k"]), "what each check makes for it"),
        (api.Value("mapping"), "mapping"),
        (api.Pieces(centroids=api.Float["k d"], labels=api.Int["n"]),
         "centroids: numbers of shape (k, d); labels: whole numbers of shape (n)"),
    ],
)  # fmt: skip
def test_every_type_has_words(type_, words):
    """Whatever an author may annotate can be read by a learner."""
    assert words == contract_words.type_in_words(type_)
