"""The ways to call a splitting function, or a class that splits."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from .parameters import Parameters, read_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature

METHODS = (
    "split", "__call__", "train_test_split", "train_val_test_split", "split_data", "get_split", "get_splits",
    "make_split", "make_splits", "create_splits", "run", "apply", "transform", "fit_transform",
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """A function to call, and the constructor of the object that it belongs to.

    Attributes:
        text: How it is called, for the report.
        function: The function, or the name of the method.
        parameters: Its parameters.
        maker: The class, or None.
        made_with: The constructor's parameters.
        names: What its return statement calls what it returns.
    """

    text: str
    function: Callable[..., Any] | str
    parameters: Parameters
    maker: Callable[..., Any] | None = None
    made_with: Parameters = field(default_factory=lambda: Parameters(()))
    names: Mapping[tuple[Any, ...], str] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Any, ...]:
        """The parameters of both."""
        return (*self.parameters.items, *self.made_with.items)

    @property
    def roles(self) -> frozenset[str]:
        """What the parameters of both are for."""
        return self.parameters.roles | self.made_with.roles

    def call(self, values: Mapping[str, Any]) -> Any:
        """Return what came, or the object that keeps it when nothing did."""
        if self.maker is None or not isinstance(self.function, str):
            return self.parameters.call(self.function, values)  # type: ignore[arg-type]
        instance = self.made_with.call(self.maker, values)
        came = self.parameters.call(getattr(instance, self.function), values)
        return instance if came is None else came


def ways(loaded: Loaded, signature: Signature) -> Iterator[Way]:
    """Yield the ways to call the object.

    Raises:
        NoMatch: There is none.
    """
    refusals, found = [], False
    for candidate in _candidates(loaded, signature):
        try:
            way = candidate()
        except NoMatch as error:
            refusals.append(error)
            continue
        if way.roles & {"x", "y", "data"}:
            found = True
            yield way
    if not found:
        raise refusals[0] if refusals else NoMatch("it takes no data")


def _candidates(loaded: Loaded, signature: Signature) -> Iterator[Callable[[], Way]]:
    value = loaded.value
    if loaded.owner is not None:
        yield lambda: _of_method(loaded.owner, loaded.name)
    elif inspect.isclass(value):
        defined = {name for base in value.__mro__[:-1] for name in vars(base)}
        for name in dict.fromkeys((*signature.names, *METHODS)):
            if name in defined:
                yield lambda name=name: _of_method(value, name)  # type: ignore[misc]
    elif callable(value):
        yield lambda: _of_function(value, loaded.name)


def _of_function(function: Callable[..., Any], name: str) -> Way:
    parameters = read_parameters(function)
    return Way(_text(name, parameters), function, parameters, names=return_names(function))


def _of_method(owner: Any, name: str) -> Way:
    static = isinstance(inspect.getattr_static(owner, name), (staticmethod, classmethod))
    if static:
        return _of_function(getattr(owner, name), f"{owner.__name__}.{name}")
    function = getattr(owner, name)
    parameters = read_parameters(function, without_self=True)
    made_with = read_parameters(owner, has_data=bool(parameters.roles & {"x", "data"}))
    text = f"{_text(owner.__name__, made_with)}.{_text(name, parameters)}"
    return Way(text, name, parameters, owner, made_with, return_names(function))


def _text(name: str, parameters: Parameters) -> str:
    by_position = ["x", "y"] if parameters.variable else []
    return f"{name}({', '.join([*by_position, *(item.name for item in parameters.items)])})"


def source_of(way: Way) -> str:
    """Return the text of the function, or '' where Python can't tell."""
    function = getattr(way.maker, way.function) if isinstance(way.function, str) else way.function
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return ""


def return_names(function: Callable[..., Any]) -> dict[tuple[Any, ...], str]:
    """Return what the last return statement calls each position, such as {(0,): 'x_train'}."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return {}
    returned = [item.value for item in _own_statements(tree.body) if isinstance(item, ast.Return)]
    return dict(_named(returned[-1], ())) if returned and returned[-1] is not None else {}


def _own_statements(body: list[ast.stmt], depth: int = 0) -> Iterator[ast.stmt]:
    """Yield the statements of a function in order, without those of functions inside it."""
    for statement in body:
        yield statement
        if depth and isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            continue
        for block in ("body", "orelse", "finalbody"):
            yield from _own_statements(getattr(statement, block, []), depth + 1)


def _named(node: ast.expr, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(node, (ast.Tuple, ast.List)):
        for position, item in enumerate(node.elts):
            yield from _named(item, (*path, position))
    elif path:
        yield path, ast.unparse(node)
