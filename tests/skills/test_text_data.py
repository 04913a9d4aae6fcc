"""Texts as learners take them apart and number them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_the_way_to_a_vocabulary_is_told(show: Callable) -> None:
    """The convention says by what the vocabulary is made, and what the code gets."""
    shown = show("encode", "text_data/right_functions.py", "encode")
    expected = "called as encode(a text), vocabulary by build_vocab(texts) as what it made"
    assert expected == shown.description


def test_letters_may_be_tokens(show: Callable) -> None:
    """A vocabulary of letters that its file fixes is asked for its own letters."""
    facts = show("encode", "text_data/right_letters.py", "encode").convention.facts
    assert ("letter", 27) == (facts["unit"], len(facts["known"]))
