"""Services and pages as learners write them: what is found, and what is said besides the verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

WANTED = (Wanted("app", "app", ("create_app",), ("inputs",)), Wanted("page", "app", ("streamlit_app",)))
MAIN = """
import streamlit as st

def main():
    st.title("How warm?")

if __name__ == "__main__":
    main()
"""
PLAIN = """
import streamlit

celsius = streamlit.sidebar.slider("°C", -40, 50, 20)
with streamlit.container():
    streamlit.write(f"{celsius * 1.8 + 32:.0f} °F")
"""
NAMES = """
from streamlit import slider, write

write(slider("Rooms", 1, 8))
"""
HELPERS = """
import streamlit as st

@st.cache_resource
def load_model():
    return {"warm": 1}

def show(model):
    st.write(model)
"""


@pytest.mark.parametrize(
    ("text", "target", "why"),
    [
        (MAIN, "app.py:main", "chosen as a page of Streamlit, for `main()`"),
        (PLAIN, "app.py:streamlit", "chosen as a page of Streamlit, for `streamlit.sidebar.slider("),
        (NAMES, "app.py:write", "chosen as a page of Streamlit, for `write("),
    ],
)
def test_a_page_is_found_by_what_its_file_calls(tmp_path: Path, text: str, target: str, why: str) -> None:
    """A page has no function that one would know by its name: the file is run from top to bottom."""
    (tmp_path / "app.py").write_text(text, "utf-8")
    (tmp_path / "helpers.py").write_text(HELPERS, "utf-8")
    found = discover(tmp_path, WANTED).candidates
    assert {"page": target} == {name: candidate.target for name, candidate in found.items()}
    assert found["page"].why.startswith(why)
    assert () == found["page"].also_seen


def test_what_a_page_only_needs_is_no_page(tmp_path: Path) -> None:
    """Functions that draw are drawn by nobody."""
    (tmp_path / "helpers.py").write_text(HELPERS, "utf-8")
    assert {} == discover(tmp_path, WANTED).candidates


def test_two_pages_are_not_twins(tmp_path: Path) -> None:
    """The first is taken, and the other one is no second place of the same."""
    for name in ("home.py", "pages/2_more.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PLAIN, "utf-8")
    page = discover(tmp_path, WANTED).candidates["page"]
    assert ("home.py:streamlit", ()) == (page.target, page.also_seen)


def test_a_page_without_any_function_is_run(show: Callable, tmp_path: Path) -> None:
    """What stands for it is the name under which it has Streamlit."""
    (tmp_path / "app.py").write_text(PLAIN, "utf-8")
    shown = show("page", str(tmp_path / "app.py"), "streamlit")
    assert "called as" not in shown.description
    assert {} == shown.failures()


def test_requests_that_make_the_model_predict_come_one_after_another(show: Callable) -> None:
    """What a model says meanwhile has no order but that in which it was asked."""
    shown = show("app", "model_deployment/right_prepared.py", "app")
    rows = [[float(number), 1.0, 2.0] for number in range(8)]
    came = [list(shown.ask("own_predictions", {"inputs": rows})) for _ in range(5)]
    assert [came[0]] * 5 == came
