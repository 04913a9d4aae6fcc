from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from pytest_mlchecklist.renderers import badge, shields
from pytest_mlchecklist.report import Report, Summary

from .sample import sample

SVG = "{http://www.w3.org/2000/svg}"


def scored(verified: int, attested: int, total: int) -> Report:
    return replace(sample(), summary=Summary(verified, attested, total))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_badge_says_how_many() -> None:
    """The badge reads 'ml checklist' and '12/89', and its title counts attested skills apart."""
    image = ET.fromstring(badge.render(scored(11, 1, 89)))
    assert ["ml checklist", "12/89"] == [text.text for text in image.iter(f"{SVG}text")]
    assert "ml checklist: 11 verified, 1 attested of 89 skills" == image.findtext(f"{SVG}title")
    assert "ml checklist: 11 verified, 1 attested of 89 skills" == image.get("aria-label")


def test_the_text_fits_into_the_badge() -> None:
    """Both fields are wider than their texts, and the badge is as wide as both."""
    image = ET.fromstring(badge.render(scored(1000, 0, 12_345)))
    fields = [int(rect.get("width", 0)) for rect in image.findall(f"{SVG}g/{SVG}rect")]
    texts = [int(text.get("textLength", 0)) for text in image.iter(f"{SVG}text")]
    assert int(image.get("width", 0)) == sum(fields)
    assert [12, 12] == [field - text for field, text in zip(fields, texts, strict=True)]


@pytest.mark.parametrize(
    ("verified", "attested", "total", "expected"),
    [
        (0, 0, 0, "#5f6672"),
        (0, 0, 89, "#5f6672"),
        (1, 0, 89, "#a3480f"),
        (8, 0, 89, "#a3480f"),
        (8, 1, 89, "#8a5a00"),
        (30, 0, 100, "#4c6f10"),
        (60, 0, 100, "#287a2c"),
        (88, 0, 89, "#287a2c"),
        (80, 9, 89, "#0b6b3a"),
    ],
)
def test_the_colour_follows_the_share(verified: int, attested: int, total: int, expected: str) -> None:
    """The best colour is for all of the checklist, grey for none of it, and 0 of 0 is none."""
    assert expected == badge.colour(Summary(verified, attested, total))


@pytest.mark.parametrize("percent", [0, 1, 10, 30, 60, 100])
def test_white_reads_on_every_colour(percent: int) -> None:
    """The contrast of the badge's value is at least 4.5 to 1."""
    contrast = 1.05 / (luminance(badge.colour(Summary(percent, 0, 100))) + 0.05)
    assert contrast >= 4.5


def test_the_endpoint_is_what_shields_reads() -> None:
    """The endpoint file has exactly the fields of shields.io's schema version 1."""
    assert {
        "schemaVersion": 1,
        "label": "ml checklist",
        "message": "12/89",
        "color": "#8a5a00",
    } == json.loads(shields.render(scored(11, 1, 89)))


def test_the_badge_asks_the_network_for_nothing() -> None:
    """The only address in the badge is the name of SVG itself."""
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"\w+://[^\"]+", badge.render(sample()))
