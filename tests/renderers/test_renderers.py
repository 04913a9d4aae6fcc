from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.errors import ChecklistError
from pytest_mlchecklist.renderers import BUILTIN, Renderer, read_requests, write

from .sample import sample

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_mlchecklist.report import Report

ECHO = Renderer("echo", "echo.txt", lambda report: report.project)
FAILING = Renderer("failing", "echo.txt", lambda report: report.project[len(report.project)])


def named(project: str) -> Report:
    return replace(sample(), project=project)


@pytest.mark.parametrize("renderer", BUILTIN, ids=lambda renderer: renderer.type)
def test_a_renderer_is_a_pure_function(renderer: Renderer) -> None:
    """The same report gives the same text, which ends with one newline."""
    text = renderer.render(sample())
    assert text == renderer.render(sample())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_without_a_request_everything_is_written(tmp_path: Path) -> None:
    """All files lie in the report's folder, and nothing else does."""
    folder = tmp_path / "deep" / "mlchecklist-report"
    written = write(sample(), [], folder=folder)
    assert ["index.html", "report.json", "badge.svg", "shields.json", "report.md"] == [
        path.name for path in written
    ]
    assert sorted(written) == sorted(folder.iterdir())


def test_none_writes_nothing(tmp_path: Path) -> None:
    """'none' leaves no folder behind."""
    assert () == write(sample(), ["none"], folder=tmp_path / "out")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ("echo", "out/echo.txt"),
        ("echo:", "out/echo.txt"),
        ("echo:page.html", "page.html"),
        ("echo:a/b/page.html", "a/b/page.html"),
        ("echo:public", "public/echo.txt"),
        ("echo:public.d/", "public.d/echo.txt"),
        ("echo:there.is", "there.is/echo.txt"),
        ("echo:.", "echo.txt"),
    ],
)
def test_a_destination_is_a_file_or_a_folder(tmp_path: Path, request_: str, expected: str) -> None:
    """A name with a suffix is a file; another name, or a folder that is there, is a folder."""
    (tmp_path / "there.is").mkdir()
    write(named("first"), [request_], folder=tmp_path / "out", renderers=[ECHO])
    assert "first" == (tmp_path / expected).read_text(encoding="utf-8")


def test_an_absolute_destination_is_kept(tmp_path: Path) -> None:
    """A full path is written where it says."""
    place = tmp_path / "there" / "page.txt"
    assert (place,) == write(sample(), [f"echo:{place}"], folder=tmp_path / "a" / "b", renderers=[ECHO])


def test_an_old_report_is_replaced_whole(tmp_path: Path) -> None:
    """Who has the old file open still reads the old report; nothing is left beside the new one."""
    for project in ("a long old name", "new"):
        write(named(project), ["echo"], folder=tmp_path, renderers=[ECHO])
        if project != "new":
            reader = (tmp_path / "echo.txt").open(encoding="utf-8")
    with reader:
        assert "a long old name" == reader.read()
    assert {"echo.txt": "new"} == {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}


def test_a_renderer_that_fails_leaves_the_old_report(tmp_path: Path) -> None:
    """The old report stays as it was when the new one can't be made."""
    write(named("old"), ["echo"], folder=tmp_path, renderers=[ECHO])
    with pytest.raises(ChecklistError, match="the failing report can't be made: IndexError: string index"):
        write(named("new"), ["failing"], folder=tmp_path, renderers=[FAILING])
    assert "old" == (tmp_path / "echo.txt").read_text(encoding="utf-8")


def test_a_renderer_of_a_third_party_gets_plain_texts(tmp_path: Path) -> None:
    """No renderer has to think of escape sequences or of halves of characters."""
    write(named("\x1b[31mred\ud800"), ["echo"], folder=tmp_path, renderers=[ECHO])
    assert "red" == (tmp_path / "echo.txt").read_text(encoding="utf-8")


def test_a_place_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    """The error says which report, where, and why."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ChecklistError, match=r"the echo report can't be written to .*taken"):
        write(sample(), ["echo:taken/page.txt"], folder=tmp_path / "out", renderers=[ECHO])


def test_one_report_that_fails_costs_no_other(tmp_path: Path) -> None:
    """Every report that can be made is written before the error is raised."""
    with pytest.raises(ChecklistError):
        write(named("new"), ["failing:bad.txt", "echo"], folder=tmp_path, renderers=[FAILING, ECHO])
    assert ["echo.txt"] == [path.name for path in tmp_path.iterdir()]


def test_an_unknown_type_is_refused_with_the_nearest() -> None:
    """The error repeats the option, proposes the type that was meant, and lists the others."""
    with pytest.raises(ChecklistError) as caught:
        read_requests(["html", "htlm:out"])
    assert (
        "--mlchecklist-report=htlm:out: no report is called 'htlm'; did you mean 'html'?"
        " (html, json, badge, shields, markdown, term, none)"
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("requests", "expected"),
    [([], True), (["term"], True), (["html"], False), (["term:out.txt"], False), (["none"], False)],
)
def test_only_the_terminal_is_printed(requests: list[str], *, expected: bool) -> None:
    """The summary is printed by default and on request, unless it goes to a file."""
    assert expected == any(request.is_printed for request in read_requests(requests))


def test_the_terminal_can_go_to_a_file(tmp_path: Path) -> None:
    """The summary is written where it is asked to go."""
    write(sample(), ["term:summary.txt"], folder=tmp_path / "out")
    assert "ML checklist first_repo" == (tmp_path / "summary.txt").read_text(encoding="utf-8").split("\n")[0]


def test_nothing_heavy_is_imported_before_a_report_is_written() -> None:
    """Importing the renderers imports neither jinja2 nor rich nor msgspec."""
    program = (
        "import sys, pytest_mlchecklist.renderers; print({'jinja2', 'rich', 'msgspec'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "set()\n" == done.stdout
