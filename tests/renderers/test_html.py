from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given

from pytest_mlchecklist.renderers import html
from pytest_mlchecklist.report import GateReport

from .hostile import FRAGMENTS, few, filled, hostile_texts
from .sample import empty, environment, sample

if TYPE_CHECKING:
    from pytest_mlchecklist.report import Report

VOID = {"meta", "link", "use", "rect", "path"}


class Outline(HTMLParser):
    """What a browser makes of a page: its elements, their attributes, their texts."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.mismatched: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that begins."""
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that has no content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Note whether what ends is what began last."""
        if self.open.pop() != tag:
            self.mismatched.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data

    def headings(self) -> list[int]:
        """Return the levels of the headings, in order."""
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]


@few
@example("".join(FRAGMENTS))
@given(hostile_texts)
def test_no_element_or_attribute_comes_from_a_text(text: str) -> None:
    """Whatever the report's texts hold, the page has the elements that harmless texts give."""
    assert Outline(html.render(filled("x"))).elements == Outline(html.render(filled(text))).elements


def test_every_text_of_the_report_is_on_the_page() -> None:
    """Nothing that the report knows is left out of the page."""
    page = Outline(html.render(filled("mark"))).text.lower()
    marks = set(re.findall(r"\d+markz", repr(filled("mark"))))
    assert set() == {mark for mark in marks if mark not in page}


def test_the_page_holds_the_whole_checklist_in_its_order() -> None:
    """The skills stand level by level and category by category, as the report lists them."""
    titles = re.findall(r"<h4>([^<]+)", html.render(sample()))
    assert [
        "Small datasets",
        "Audio data",
        "Dense Neural Networks",
        "Callbacks",
        "Custom layers",
        "Custom training loops",
        "Activation functions",
        "Creating splits",
        "Research ",
        "Open-endedness",
    ] == titles


def test_the_page_asks_the_network_for_nothing() -> None:
    """Every address on the page is a place on the page, and no script or style comes from elsewhere."""
    page = html.render(sample())
    addresses = {address for address in Outline(page).addresses if not address.startswith("#")}
    assert {"data:,"} == addresses
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_every_link_leads_to_a_place_on_the_page() -> None:
    """A link of the page finds its target, and no two places share a name."""
    outline = Outline(html.render(sample()))
    targets = {address[1:] for address in outline.addresses if address.startswith("#")}
    assert set() == targets - set(outline.ids)
    assert sorted(set(outline.ids)) == sorted(outline.ids)


@pytest.mark.parametrize("report", [sample(), empty()], ids=["sample", "empty"])
def test_the_page_is_well_formed(report: Report) -> None:
    """Every element that is opened is closed, in order, and headings leave no level out."""
    outline = Outline(html.render(report))
    assert ([], []) == (outline.open, outline.mismatched)
    levels = outline.headings()
    assert 1 == levels[0]
    assert [] == [(a, b) for a, b in pairwise(levels) if b > a + 1]


def test_each_verdict_is_said_in_words() -> None:
    """Who sees no colours reads every verdict, beside the skill and in the legend."""
    page = html.render(sample())
    shown = re.findall(r'<span class="verdict">([^<]+)</span>\s*</summary>', page)
    assert [
        "not started", "excused", "verified", "not started", "could not run",
        "partial", "failing", "verified", "attested", "not started",
    ] == shown  # fmt: skip
    assert ["2 verified", "1 attested", "1 partial", "1 failing", "1 could not run"] == re.findall(
        r"<b>(\d [a-z ]+)</b>", page
    )[:5]


def test_only_what_is_to_be_mended_is_unfolded() -> None:
    """A skill whose code fails or could not run is open at once; every other is folded."""
    page = html.render(sample())
    opened = re.findall(r"<details open>\s*<summary>.*?<h4>([^<]+)", page, flags=re.DOTALL)
    assert ["Custom layers", "Activation functions"] == opened


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        (GateReport(), []),
        (GateReport(asked=True), ["Gate met"]),
        (GateReport(asked=True, met=False, reasons=("too few",)), ["Gate missed"]),
    ],
    ids=["not asked", "met", "missed"],
)
def test_the_gate_is_shown_when_it_was_asked(gate: GateReport, said: list[str]) -> None:
    """The page says whether the gate is met, and nothing of it where none was set."""
    assert said == re.findall(r"Gate \w+", html.render(replace(sample(), gate=gate)))


def test_an_interrupted_run_is_said_to_be_one() -> None:
    """Only the page of an interrupted run says that the run was interrupted."""
    stopped = replace(sample(), environment=environment(interrupted=True))
    assert [False, True] == ["was interrupted" in html.render(report) for report in (sample(), stopped)]
