"""The badge: a flat SVG that says how many skills have their tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.renderers.words import percent, tally, ticks

if TYPE_CHECKING:
    from pytest_mlchecklist.report import Report, Summary

LABEL = "ml checklist"

# From this share on, in percent, the value stands on this colour; white reads on each of them.
_COLOURS = (
    (100, "#0b6b3a"),
    (60, "#287a2c"),
    (30, "#4c6f10"),
    (10, "#8a5a00"),
    (1, "#a3480f"),
    (0, "#5f6672"),
)

# Widths in Verdana at 11 pixels; everything else is taken for a middling letter.
_NARROW = dict.fromkeys("ijl |.,:;'", 3.5) | dict.fromkeys("/frt()-", 5.0) | {"m": 10.7, "w": 9.0}
_MIDDLING = 6.8
_PADDING = 6

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{title}">
  <title>{title}</title>
  <clipPath id="round"><rect width="{width}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#round)">
    <rect width="{left}" height="20" fill="#3b4048"/>
    <rect x="{left}" width="{right}" height="20" fill="{colour}"/>
  </g>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
    <text x="{left_middle}" y="14" textLength="{left_text}">{label}</text>
    <text x="{right_middle}" y="14" textLength="{right_text}">{value}</text>
  </g>
</svg>
"""


def render(report: Report) -> str:
    """Return the badge as SVG, with a title for those who do not see it."""
    left_text, right_text = text_width(LABEL), text_width(value(report.summary))
    left, right = left_text + 2 * _PADDING, right_text + 2 * _PADDING
    return _SVG.format(
        title=f"{LABEL}: {tally(report.summary)} of {report.summary.total} skills",
        colour=colour(report.summary),
        label=LABEL,
        value=value(report.summary),
        width=left + right,
        left=left,
        right=right,
        left_text=left_text,
        right_text=right_text,
        left_middle=left / 2,
        right_middle=left + right / 2,
    )


def value(summary: Summary) -> str:
    """Return what the badge says: '12/89'."""
    return f"{ticks(summary)}/{summary.total}"


def colour(summary: Summary) -> str:
    """Return the colour for the share that is ticked; the best one is for all of it."""
    return next(colour for least, colour in _COLOURS if percent(summary) >= least)


def text_width(text: str) -> int:
    """Return about how many pixels wide the text is, in Verdana at 11 pixels."""
    return round(sum(_NARROW.get(letter, _MIDDLING) for letter in text))
