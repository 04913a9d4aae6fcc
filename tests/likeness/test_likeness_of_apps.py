"""What shows an app: an object of a known framework, or what makes one."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Discovery, Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (Wanted("model_deployment", "app", ("app", "application", "api", "create_app"), ("inputs",)),)


def _discovered(root: Path, text: str) -> Discovery:
    (root / "a.py").write_text(dedent(text))
    return discover(root, WANTED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from fastapi import FastAPI\napp = FastAPI(title='x')", {"model_deployment": "a.py:app"}),
        ("import flask\n\napi = flask.Flask(__name__)", {"model_deployment": "a.py:api"}),
        (
            "def create_app():\n    app = Flask(__name__)\n    return app",
            {"model_deployment": "a.py:create_app"},
        ),
        (
            "# mlchecklist: model_deployment\nserver = Starlette(routes=[])",
            {"model_deployment": "a.py:server"},
        ),
        ("app = make_something()", {}),
        ("def create_app(settings):\n    return FastAPI()", {}),
        ("def app():\n    return 1", {}),
    ],
)
def test_what_is_found(text: str, found: dict[str, str], tmp_path: Path) -> None:
    """An app is found where it is assigned, or made by a function that needs nothing."""
    candidates = _discovered(tmp_path, text).candidates
    assert found == {part: candidate.target for part, candidate in candidates.items()}


def test_the_assignment_is_shown(tmp_path: Path) -> None:
    """Discovery says for which assignment an app was chosen."""
    found = _discovered(tmp_path, "app = FastAPI(title='Iris')").candidates["model_deployment"]
    assert "chosen for its name and its `app = FastAPI(…)`" == found.why
