"""Pages of Streamlit: files that it runs from top to bottom, each time something is entered."""

from __future__ import annotations

import ast

from pytest_mlchecklist.placeholders import last_name

STREAMLIT = "streamlit"


def page_of(tree: ast.Module) -> tuple[ast.expr | None, str]:
    """Return the call that makes a file a page, and a name in the file that stands for it.

    That is a function of the file which it calls (`main()`), or the name under which it has Streamlit.
    A file that only defines what a page needs calls nothing: None.
    """
    names = _names_of_streamlit(tree)
    drawing = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and _uses(node, names)}
    calls = [node for statement in _run(tree.body) for node in _calls(statement)] if names else []
    own = next((call for call in calls if last_name(call.func) in drawing), None)
    if own:
        return own, last_name(own)
    shown = next((call for call in calls if _first_name(call) in names), None)
    return shown, _first_name(shown) if shown else ""


def _names_of_streamlit(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in tree.body:
        match node:
            case ast.Import(names=names):
                found |= {item.asname or item.name for item in names if item.name == STREAMLIT}
            case ast.ImportFrom(module="streamlit", names=names):
                found |= {item.asname or item.name for item in names}
    return found


def _run(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements that run with the file, without definitions and imports."""
    passed_over = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
    return [statement for statement in body if not isinstance(statement, passed_over)]


def _calls(statement: ast.stmt) -> list[ast.Call]:
    return [node for node in ast.walk(statement) if isinstance(node, ast.Call)]


def _uses(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(inner, ast.Name) and inner.id in names for inner in ast.walk(node))


def _first_name(node: ast.expr) -> str:
    """Return 'st' for `st.title(…)` and `st.sidebar.slider(…)`."""
    while isinstance(node, (ast.Call, ast.Attribute)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
