"""Notes on papers as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part

COPIED = """
## {name}
arXiv:1706.0376{number}

### Abstract
In this paper, we propose {name}, which needs neither recurrence nor convolution.

### Conclusion
It works well for {name}.

### Question
Does {name} scale?
"""


def test_an_abstract_that_speaks_as_the_authors_do_is_remarked(parts: Mapping[str, Part]) -> None:
    """Whether words are somebody's own can't be proved; a telling phrase is shown beside the tick."""

    def write(folder: Path) -> None:
        names = enumerate(["attention", "adding", "gating"])
        text = "".join(COPIED.format(name=name, number=number) for number, name in names)
        (folder / "papers.md").write_text(text)

    reports = ask_written(parts["paper_notes"], write)
    (failed,) = (report for report in reports if report.outcome is Outcome.FAILED)
    assert "speak_of_the_authors_as_others" == failed.name
    assert "we found     papers.md:2: 'In this paper, we'" in failed.message


def test_an_identifier_that_does_not_parse_is_told_with_its_place(parts: Mapping[str, Part]) -> None:
    """The message names the note whose number is wrong."""
    part = parts["paper_notes"]
    wrong = next(one for one in part.mistakes if one.name == "a note has no identifier that parses")
    message = next(one.message for one in ask_written(part, wrong.function) if one.message)
    assert "papers.md:15 'Adam' has no identifier that parses" in message
