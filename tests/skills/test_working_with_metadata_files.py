"""Readers of metadata files as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MESSAGES = {
    ("read_csv_metadata", "csv_missing_is_empty", "minds_a_missing_csv_file"): (
        "we called    read_csv_metadata(path=<none.csv, which is not there>)\n"
        "it gave      [] for a file that is not there\n"
        "we expected  an error that says so\n"
        "to try       This is what one gets when a missing file is taken for an empty one. An "
        "error is an answer too: what shall a program do with a table that was never read?"
    ),
    ("read_json_metadata", "gaps_as_words", "keeps_letters_and_gaps"): (
        "we called    read_json_metadata(path=<a JSON file with the rows [{file: '1.png', größe: "
        "'', label: 'cat'}]>)\n"
        "it gave      [{file: '1.png', größe: 'None', label: 'cat'}]\n"
        "we expected  [{file: '1.png', größe: '', label: 'cat'}]\n"
        "to try       This is what one gets when a gap becomes the word None. Say when you open "
        "the file that it is UTF-8, and that nothing is to be left out."
    ),
}
REMARKS = [("right_read_csv_metadata", "read_csv_metadata", "as_columns", "reads_a_file_from_excel")]


@pytest.mark.parametrize(("part", "symbol", "check"), MESSAGES)
def test_a_failure_is_told_in_four_lines(show: Callable, part: str, symbol: str, check: str) -> None:
    """It says what was called, what came, what was expected, and what to try."""
    message = show(part, "working_with_metadata_files/wrong_various.py", symbol).failures()[check].message
    assert MESSAGES[part, symbol, check] == message


@pytest.mark.parametrize(("file", "part", "symbol", "remark"), REMARKS)
def test_a_corner_is_a_remark(show: Callable, file: str, part: str, symbol: str, remark: str) -> None:
    """Right code that stumbles in a corner keeps its tick, and is told."""
    shown = show(part, f"working_with_metadata_files/{file}.py", symbol)
    assert "failed" == shown.reports()[remark].outcome
