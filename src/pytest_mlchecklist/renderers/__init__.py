"""Renderers: pure functions from the report to a text, and the one place that writes it to disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_mlchecklist import errors
from pytest_mlchecklist.renderers import badge, html, json, markdown, shields, terminal
from pytest_mlchecklist.renderers.plain import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pytest_mlchecklist.report import Report

__all__ = ["BUILTIN", "FOLDER", "Renderer", "Request", "cleaned", "read_requests", "write"]

FOLDER = "mlchecklist-report"
NONE = "none"


@dataclass(frozen=True)
class Renderer:
    """One form of the report.

    Attributes:
        type: What it is called in `--mlchecklist-report=TYPE`.
        file: The name of its file in the report's folder; '' when it is printed.
        render: Returns the text; it reads nothing but the report.
    """

    type: str
    file: str
    render: Callable[[Report], str]


BUILTIN: tuple[Renderer, ...] = (
    Renderer("html", "index.html", html.render),
    Renderer("json", "report.json", json.render),
    Renderer("badge", "badge.svg", badge.render),
    Renderer("shields", "shields.json", shields.render),
    Renderer("markdown", "report.md", markdown.render),
    Renderer("term", "", terminal.render),
)


@dataclass(frozen=True)
class Request:
    """A report that was asked for.

    Attributes:
        renderer: Its form.
        destination: The file or folder to write; '' is the renderer's own place.
    """

    renderer: Renderer
    destination: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether it belongs on the terminal instead of in a file."""
        return not (self.renderer.file or self.destination)


def read_requests(requests: Iterable[str], renderers: Iterable[Renderer] = BUILTIN) -> tuple[Request, ...]:
    """Return what `TYPE[:DEST]` requests ask for; no request asks for everything, 'none' for nothing.

    Raises:
        ChecklistError: There is no such type.
    """
    known = {renderer.type: renderer for renderer in renderers}
    asked = list(requests) or list(known)
    return tuple(_read_request(request, known) for request in asked if request != NONE)


def write(
    report: Report,
    requests: Iterable[str],
    *,
    folder: Path,
    renderers: Iterable[Renderer] = BUILTIN,
) -> tuple[Path, ...]:
    """Write the reports that were asked for and return where each lies.

    Every file appears at once and whole: who reads it while it is written gets the old one.

    Args:
        report: What to write.
        requests: `TYPE[:DEST]`; a DEST is relative to the parent of `folder`.
        folder: Where a report without a DEST goes.
        renderers: The forms there are.

    Raises:
        ChecklistError: There is no such type, or a report can't be made or written; the others are.
    """
    shown = cleaned(report)
    written: list[Path] = []
    problems: list[str] = []
    for request in read_requests(requests, renderers):
        if not request.is_printed:
            _write_one(shown, request, _path(request, folder), written=written, problems=problems)
    if problems:
        raise errors.ChecklistError("\n".join(problems))
    return tuple(written)


def _read_request(request: str, known: dict[str, Renderer]) -> Request:
    type_, _, destination = request.partition(":")
    if type_ in known:
        return Request(known[type_], destination)
    choice = [*known, NONE]
    proposal = errors.nearest(type_, choice)
    message = f"--mlchecklist-report={request}: no report is called {type_!r}{proposal} ({', '.join(choice)})"
    raise errors.ChecklistError(message)


def _write_one(
    report: Report, request: Request, path: Path, *, written: list[Path], problems: list[str]
) -> None:
    renderer = request.renderer
    try:
        _replace(path, renderer.render(report))
    except OSError as error:
        problems.append(f"the {renderer.type} report can't be written to {path}: {error.strerror}")
    except Exception as error:  # noqa: BLE001 (a pack's renderer may fail in any way)
        problems.append(f"the {renderer.type} report can't be made: {type(error).__name__}: {error}")
    else:
        written.append(path)


def _path(request: Request, folder: Path) -> Path:
    name = request.renderer.file or f"{request.renderer.type}.txt"
    if not request.destination:
        return folder / name
    place = folder.parent / request.destination
    is_folder = place.is_dir() or not place.suffix or request.destination.endswith(("/", os.sep))
    return place / name if is_folder else place


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that the rename stays on one disk; not a tempfile, whose mode would be private.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
