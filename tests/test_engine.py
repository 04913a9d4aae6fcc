"""The engine: what the host found out about code and what the manifest says stand side by side."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.binding import DECLARED, Binding
from pytest_mlchecklist.engine import Run

PART = catalogue.load([bundled.folder("skills")]).parts["load_dataset"]


def test_a_fact_called_settings_is_not_what_the_manifest_says() -> None:
    """A convention may call a fact as it likes."""
    run = Run(Path(), isolation="none")
    run._hosts = SimpleNamespace(open=lambda *_: None, facts=lambda _: {"settings": ["lr"]})
    binding = Binding(PART.name, Path("a.py"), "load", DECLARED, options={"most_megabytes": 3})
    code = run._code(PART, binding)
    assert code.facts["settings"] == ["lr"]
    assert code.setting("most_megabytes") == 3
