"""What a file defines, read from its syntax tree alone."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pytest_mlchecklist.assignments import is_app, wrapped
from pytest_mlchecklist.pages import page_of
from pytest_mlchecklist.placeholders import is_empty_class, is_placeholder, last_name
from pytest_mlchecklist.sources import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytest_mlchecklist.sources import Piece, Source

_MARKER = re.compile(r"^\s*#\s*mlchecklist:\s*(\w+)")
_RECEIVERS = frozenset({"self", "cls", "ctx"})

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Definition:
    """One function, class or method.

    Attributes:
        name: Its own name.
        qualified: 'name', or 'Class.name' for a method.
        kind: 'function', 'class', 'method', 'object' for an app that is made by a call, or 'page' for a
            file that Streamlit runs from top to bottom.
        arguments: The names of its arguments, without self, cls and ctx; of a class, its constructor's.
        optional: Those of them that a caller may leave out.
        variadic: The name behind the star, as in `*arrays`, or ''.
        bases: The last names of a class's bases; of an object, its class's.
        decorators: The last names of its decorators.
        line: Its line, counted from 1 in its module or cell.
        cell: Its cell in a notebook, counted from 0; None in a module.
        unfinished: Whether it holds only placeholders.
        summary: The first line of its docstring, or ''.
        marker: The part that a comment `# mlchecklist: part` above it names, or ''.
        methods: The methods of a class.
        inherited: Those that it has from other classes of the learner's; discovery alone looks them up.
        node: Its syntax tree.
    """

    name: str
    qualified: str
    kind: str
    arguments: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    variadic: str = ""
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    line: int = 1
    cell: int | None = None
    unfinished: bool = False
    summary: str = ""
    marker: str = ""
    methods: tuple[Definition, ...] = ()
    inherited: tuple[Definition, ...] = ()
    node: ast.AST = field(default_factory=ast.Pass, repr=False, compare=False)

    def method(self, *names: str) -> Definition | None:
        """Return the first of the named methods that the class has, its own before an inherited one."""
        for methods in (self.methods, self.inherited):
            known = {method.name: method for method in methods}
            if found := next((known[name] for name in names if name in known), None):
                return found
        return None


def define(source: Source) -> tuple[tuple[Definition, ...], tuple[str, ...]]:
    """Return the top-level functions and classes of a file, and what could not be parsed.

    Of two definitions of one name the later one counts, as when the file is run.
    """
    found: dict[str, Definition] = {}
    problems = []
    for piece in source.pieces:
        tree, problem = parse(piece)
        if tree is None:
            problems.append(problem if piece.cell is None else f"cell {piece.cell} {problem}")
        else:
            found |= {definition.name: definition for definition in _Reader(piece).read(tree)}
            found |= {f"{page.name} as a page": page for page in _page(piece, tree)}
    return tuple(found.values()), tuple(problems)


def _page(piece: Piece, tree: ast.Module) -> Iterator[Definition]:
    """Yield the whole file, under the name that shows it, where it is a page of Streamlit."""
    call, name = page_of(tree) if piece.cell is None else (None, "")
    if call:
        yield Definition(
            name, name, "page", line=call.lineno, summary=ast.get_docstring(tree) or "", node=call
        )


class _Reader:
    """Turns the syntax tree of one piece into definitions."""

    def __init__(self, piece: Piece) -> None:
        self._lines = piece.text.split("\n")
        self._cell = piece.cell
        self._functions: dict[str, Definition] = {}

    def read(self, tree: ast.Module) -> Iterator[Definition]:
        first = True
        for statement in _statements(tree.body):
            definition = self._definition(statement)
            if definition is not None:
                self._functions |= {definition.name: definition} if definition.kind == "function" else {}
                yield definition if definition.marker or not first else self._marked_by_cell(definition)
                first = False

    def _definition(self, statement: ast.stmt) -> Definition | None:
        if isinstance(statement, _Function):
            return self._function(statement)
        if isinstance(statement, ast.ClassDef):
            return self._class(statement)
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda() as value):
                return self._lambda(name, value, statement.lineno)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as value):
                return self._made(name, value, statement.lineno)
        return None

    def _made(self, name: str, node: ast.Call, line: int) -> Definition | None:
        """Return what a call makes, if that is an app or another form of a function."""
        if is_app(node):
            return self._app(name, node, line)
        inner = self._functions.get(wrapped(node))
        marker = self._marker_before(line)
        return replace(inner, name=name, qualified=name, line=line, marker=marker) if inner else None

    def _function(self, node: _Function, owner: str = "") -> Definition:
        arguments, optional = _arguments(node.args)
        return Definition(
            node.name,
            f"{owner}.{node.name}" if owner else node.name,
            "method" if owner else "function",
            arguments,
            optional,
            variadic=node.args.vararg.arg if node.args.vararg else "",
            decorators=_last_names(node.decorator_list),
            line=node.lineno,
            cell=self._cell,
            unfinished=is_placeholder(node.body),
            summary=_summary(node),
            marker=self._marker_above(node),
            node=node,
        )

    def _class(self, node: ast.ClassDef) -> Definition:
        methods = tuple(
            self._function(item, node.name) for item in _statements(node.body) if isinstance(item, _Function)
        )
        constructor = next((method for method in methods if method.name == "__init__"), None)
        bases = _last_names(node.bases)
        return Definition(
            node.name,
            node.name,
            "class",
            constructor.arguments if constructor else _field_names(node),
            constructor.optional if constructor else frozenset(),
            variadic=constructor.variadic if constructor else "",
            bases=bases,
            decorators=_last_names(node.decorator_list),
            line=node.lineno,
            cell=self._cell,
            unfinished=is_empty_class(methods, bases),
            summary=_summary(node),
            marker=self._marker_above(node),
            methods=methods,
            node=node,
        )

    def _lambda(self, name: str, node: ast.Lambda, line: int) -> Definition:
        arguments, optional = _arguments(node.args)
        unfinished = isinstance(node.body, ast.Constant) and node.body.value in (None, ...)
        marker = self._marker_before(line)
        return Definition(
            name, name, "function", arguments, optional,
            line=line, cell=self._cell, unfinished=unfinished, marker=marker, node=node,
        )  # fmt: skip

    def _app(self, name: str, node: ast.Call, line: int) -> Definition:
        """Return an object that is made once and then served."""
        marker, maker = self._marker_before(line), last_name(node)
        return Definition(
            name, name, "object", bases=(maker,), line=line, cell=self._cell, marker=marker, node=node
        )

    def _marker_above(self, node: _Function | ast.ClassDef) -> str:
        return self._marker_before(min(item.lineno for item in (node, *node.decorator_list)))

    def _marker_before(self, line: int) -> str:
        above = line - 2
        while above >= 0 and self._lines[above].lstrip().startswith("#"):
            if marker := _MARKER.match(self._lines[above]):
                return marker[1]
            above -= 1
        return ""

    def _marked_by_cell(self, definition: Definition) -> Definition:
        """Let the marker in a cell's first line settle the first definition of the cell."""
        marker = _MARKER.match(next(filter(str.strip, self._lines), ""))
        if self._cell is None or marker is None:
            return definition
        return replace(definition, marker=marker[1])


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when the body does, those under `if`, `try` and `with` too."""
    waiting = list(reversed(body))
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, (ast.If, ast.Try, ast.With)):
            # What comes first in the file must be popped first.
            handlers = [item for handler in getattr(statement, "handlers", ()) for item in handler.body]
            inner = (statement.body, handlers, getattr(statement, "orelse", []))
            waiting += reversed([item for part in inner for item in part])


def _arguments(node: ast.arguments) -> tuple[tuple[str, ...], frozenset[str]]:
    positional = [argument.arg for argument in (*node.posonlyargs, *node.args)]
    keyword = [argument.arg for argument in node.kwonlyargs]
    optional = positional[len(positional) - len(node.defaults) :]
    optional += [name for name, default in zip(keyword, node.kw_defaults, strict=True) if default]
    names = positional[1:] if positional and positional[0] in _RECEIVERS else positional
    return (*names, *keyword), frozenset(optional)


def _field_names(node: ast.ClassDef) -> tuple[str, ...]:
    """Return the annotated names of a class body: the constructor's arguments of a dataclass."""
    if "dataclass" not in _last_names(node.decorator_list):
        return ()
    return tuple(
        item.target.id
        for item in node.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    )


def _last_names(expressions: Iterable[ast.expr]) -> tuple[str, ...]:
    return tuple(filter(None, map(last_name, expressions)))


def _summary(node: _Function | ast.ClassDef) -> str:
    return (ast.get_docstring(node) or "").partition("\n")[0]
