"""Noting papers: to take from a paper what it claims, and what it leaves open.

Why it matters: new ideas are written down there first.
"""

from pathlib import Path

from pytest_mlchecklist.api import all_of, assert_that, evidence, skill

NOTE = """
## {title}
arXiv: {id}

### Abstract
{abstract}

### Conclusion
One can leave recurrence out.

### Open question
How does it behave when sentences are much longer than those it was trained on?
"""
TITLES = ("Attention is all you need", "Adam", "Deep residual learning")
ABSTRACT = "A network that only attends translates better than those that read word by word."


@evidence(files=["papers.md", "papers.toml", "notes/papers/*.md"], sections={"question": ["what puzzles me"]})
def paper_notes(folder: Path) -> None:
    """Three notes, each with an identifier, an abstract, a conclusion and a question."""
    write_notes(folder, ("1706.03762", "1412.6980", "1512.03385"), ABSTRACT)


def write_notes(folder, ids, abstract):
    notes = (
        NOTE.format(title=title, id=id_, abstract=abstract) for title, id_ in zip(TITLES, ids, strict=False)
    )
    (folder / "papers.md").write_text("# Papers\n" + "".join(notes))


@paper_notes.check(hint="Read another one.", reveals="there are too few notes")
def has_three_notes(notes):
    """There are three notes at least."""
    assert_that(len(notes) >= 3, came=f"{len(notes)} notes", expected="3")


@paper_notes.check(hint="Copy the number from the paper's page.", reveals="an identifier is made up")
def names_its_paper(notes):
    """Each note has an identifier that parses."""
    nameless = [note for note in notes if not {one.kind for one in note.identifiers} & {"arxiv", "doi"}]
    came = ", ".join(f"{note.place} {note.title!r} has none" for note in nameless)
    assert_that(not nameless, came=came, expected="an arXiv id or a DOI")


@paper_notes.check(hint="Close the paper before you write.", reveals="the abstract is left empty")
def is_in_own_words(notes):
    """Each note has an abstract, a conclusion and an open question."""
    for note in notes:
        for name in ("abstract", "conclusion", "question"):
            few = len(note.words(name)) < 5
            assert_that(not few, came=f"{note.place} says little under {name!r}", expected="a sentence")


@paper_notes.mistake("there are too few notes")
def one_note(folder):
    write_notes(folder, ("1706.03762",), ABSTRACT)


@paper_notes.mistake("an identifier is made up")
def wrong_month(folder):
    write_notes(folder, ("1706.03762", "1413.6980", "1512.03385"), ABSTRACT)


@paper_notes.mistake("the abstract is left empty")
def no_abstract(folder):
    write_notes(folder, ("1706.03762", "1412.6980", "1512.03385"), "<!-- in your own words -->\nTODO")


skill(needs=all_of(paper_notes))
