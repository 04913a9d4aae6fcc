from __future__ import annotations

import re

from hypothesis import example, given
from markdown_it import MarkdownIt

from pytest_mlchecklist.renderers import markdown

from .hostile import FRAGMENTS, few, filled, hostile_texts
from .sample import empty, sample

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def structure(text: str) -> list[tuple[str, str]]:
    """Return the elements that Markdown sees, without their texts."""
    tokens = [inner for token in GITHUB.parse(text) for inner in [token, *(token.children or [])]]
    return [(token.type, token.tag) for token in tokens if token.type != "text"]


@few
@example("".join(FRAGMENTS))
@given(hostile_texts)
def test_no_element_comes_from_a_text(text: str) -> None:
    """Whatever the report's texts hold, Markdown sees the elements that harmless texts give."""
    assert structure(markdown.render(filled("x"))) == structure(markdown.render(filled(text)))


def test_no_text_turns_into_a_link_or_a_mention() -> None:
    """GitHub links bare addresses and names; outside of code none is left to link."""
    page = markdown.render(filled("https://e.example www.e.example a@e.example @octocat #12 "))
    prose = re.sub(r"```text.*?```|`[^`\n]*`", "", page, flags=re.DOTALL)
    assert [] == re.findall(r"https?:|www\.|@\w|#\d", prose)


def test_the_page_reads_like_a_checklist() -> None:
    """Each skill is one box, ticked when verified or attested, with its standing beside it."""
    boxes = [line for line in markdown.render(sample()).splitlines() if line.startswith("- [")]
    assert [
        "- [ ] **Small datasets**: not started",
        "- [ ] **Audio data**: excused: we only work with tables",
        "- [x] **Dense Neural Networks**: verified",
        "- [ ] **Callbacks**: not started",
        r"- [ ] **Custom layers**: could not run; missing: custom\_layer",
        r"- [ ] **Custom training loops**: partial; missing: evaluate \<b\>not found\<\/b\>",
        r"- [ ] **Activation functions**: failing; missing: leaky\_relu\, whose gradient is wrong below zero",
        "- [x] **Creating splits**: verified",
        "- [x] **Research**: attested",
        r"- [ ] **Open\-endedness**: not started",
    ] == boxes


def test_the_table_counts_each_level() -> None:
    """The table has a row for each level, attested skills apart."""
    rows = [line for line in markdown.render(sample()).splitlines() if line.startswith("|")]
    assert [
        "| Level | Ticked | Share | Verified | Attested |",
        "| :--- | ---: | ---: | ---: | ---: |",
        "| Entry level | 1 of 3 | 33 % | 1 | 0 |",
        "| Intermediate level | 1 of 4 | 25 % | 1 | 0 |",
        "| Advanced level | 1 of 2 | 50 % | 0 | 1 |",
    ] == rows


def test_a_failure_is_shown_with_its_message() -> None:
    """The first failing check of a part brings its four lines, in a code block, and its mistake."""
    assert (
        "  - ` leaky_relu ` (` activations.py:lrelu `): failing\n"
        "    - ` has_a_gradient_below_zero ` failed: the gradient is zero below zero\\, as for ReLU\n"
        "      ```text\n"
        "      we called    leaky_relu.derivative(x=[-1])\n"
        "      it gave      [0]\n"
        "      we expected  [0.01], because the slope below zero is small but not zero\n"
        "      to try       The slope below zero is a number that you chose.\n"
        "      ```\n"
    ) in markdown.render(sample())


def test_what_is_passed_over_is_told() -> None:
    """Files that could not be read are listed, each with the reason."""
    page = markdown.render(sample())
    assert "**Passed over**\n\n- 1 file could not be read\\: notes\\/\\<old\\>\\.py\\.\n" in page


def test_an_empty_checklist_is_reported_too() -> None:
    """Nothing of nothing is 0 of 0, and no empty section follows."""
    page = markdown.render(empty())
    assert "**0 of 0** skills ticked (0 %): 0 verified." in page
    assert "##" not in page
    assert "Nearest" not in page
