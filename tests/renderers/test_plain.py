from __future__ import annotations

import pytest

from pytest_mlchecklist.renderers.plain import cleaned, one_line, plain, shortened

from .hostile import FRAGMENTS, filled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x07", "link"),
        ("\x1b]0;a title that never ends", "]0;a title that never ends"),
        ("\x1b(Bbox\x1b7", "box"),
        ("a\x00b\x07c\x7fd\x85e", "abcde"),
        ("10%\r20%\r\nend\ttab", "10%\n20%\nend\ttab"),
        ("\u202egnp.exe", "gnp.exe"),
        ("half \ud83d", "half "),
        ("漢字 🙂 é", "漢字 🙂 é"),
    ],
)
def test_plain_keeps_the_words_alone(text: str, expected: str) -> None:
    """Escape sequences, control characters and halves of characters go; every letter stays."""
    assert expected == plain(text)


def test_a_report_is_cleaned_throughout() -> None:
    """No text of a cleaned report, at any depth, holds what a terminal obeys."""
    report = cleaned(filled("".join(FRAGMENTS)))
    assert "" == "".join(letter for letter in repr(report) if letter in "\x1b\x07\x00\x9b\ud800\u202e")
    assert report == cleaned(report)
    assert report.skills[0].parts == ()
    assert "\\x1b" not in repr(report)


def test_long_texts_say_how_much_is_left_out() -> None:
    """A shortened text tells how long it was; a short one is untouched."""
    assert "abc" == shortened("abc", 3)
    assert "abc… (1,000 more characters)" == shortened("abc" + "d" * 1000, 3)


def test_one_line_is_one_line() -> None:
    """Line breaks of every sort become spaces."""
    assert "a b c d" == one_line("a\nb\u2028c \x85\n d")
