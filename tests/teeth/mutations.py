"""Small changes to a function's syntax tree, of the kind that slips into code: one at a time."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.MatMult: ast.Mult, ast.Mod: ast.Mult,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or,
    ast.Or: ast.And, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
"""What stands in for an operator; comparisons are flipped."""

NAMESAKES = {
    "maximum": "minimum", "minimum": "maximum", "max": "min", "min": "max", "sum": "mean", "mean": "sum",
    "argmax": "argmin", "argmin": "argmax", "exp": "expm1", "log": "log1p", "sqrt": "square", "tanh": "sinh",
    "zeros": "ones", "ones": "zeros", "floor": "ceil", "ceil": "floor", "round": "int", "sorted": "list",
    "var": "std", "std": "var", "abs": "sign",
}  # fmt: skip
"""What stands in for a function or a method of the same kind."""

AXES = ("axis", "dim")
NUDGE = 1.1


@dataclass(frozen=True)
class Mutation:
    """One change to one function.

    Attributes:
        function: The function's name.
        line: The line of its file in which the changed statement begins.
        before: That statement's first line, as it was.
        after: The same line, changed.
        tree: The whole function, changed.
    """

    function: str
    line: int
    before: str
    after: str
    tree: ast.FunctionDef


def mutations(function: ast.FunctionDef) -> Iterator[Mutation]:
    """Yield every function that one small change to the body makes of this one, each once."""
    function = _Folding().visit(copy.deepcopy(function))
    seen = {ast.unparse(function)}
    for statement in _statements(function):
        for node in _own_nodes(statement):
            for other in _replacements(node):
                tree = _changed(function, node, other)
                text = ast.unparse(tree)
                if text not in seen:
                    seen.add(text)
                    before, after = _line_of(statement), _line_of(_changed(statement, node, other))
                    after = f"pass  # {before}" if after == "pass" else after
                    yield Mutation(function.name, statement.lineno, before, after, tree)


def compiled(definition: ast.FunctionDef) -> CodeType:
    """Return what defines the function, without its decorators, for `exec`."""
    bare = ast.FunctionDef(
        **{name: getattr(definition, name) for name in definition._fields}
        | {"decorator_list": [], "returns": None}
    )
    return compile(ast.fix_missing_locations(ast.Module([bare], [])), f"<{definition.name}, changed>", "exec")


class _Folding(ast.NodeTransformer):
    """Reads -1 as one number: the minus and the one are not to be changed on their own."""

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            return ast.copy_location(ast.Constant(-node.operand.value), node)
        self.generic_visit(node)
        return node


def _changed(whole: ast.AST, node: ast.AST, other: ast.AST) -> Any:
    # The memo makes the copy take `other` wherever it would have copied `node`.
    return ast.fix_missing_locations(copy.deepcopy(whole, {id(node): ast.copy_location(other, node)}))


def _statements(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    nodes = (node for statement in function.body for node in ast.walk(statement))
    for node in nodes:
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef) and not _is_docstring(node):
            yield node


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """Yield the statement and what lies in it, without the statements of its body."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]


def _line_of(statement: ast.AST) -> str:
    return ast.unparse(statement).split("\n")[0]


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp():
            yield from _of_operation(node)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            yield from _of_comparison(left, operator, right)
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(_swapped(operator), values)
            yield from values
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.AugAssign(target=target, op=operator, value=value):
            yield ast.AugAssign(target, _swapped(operator), value)
            yield ast.Pass()
        case ast.Constant() | ast.Call() | ast.keyword() | ast.Subscript() | ast.Attribute():
            yield from _of_atom(node)


def _of_operation(node: ast.BinOp) -> Iterator[ast.AST]:
    """Another operator, the sides exchanged, one side dropped, one side transposed."""
    yield ast.BinOp(node.left, _swapped(node.op), node.right)
    if not isinstance(node.op, (ast.Add, ast.Mult)):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.MatMult):
        yield ast.BinOp(_transposed(node.left), node.op, node.right)
        yield ast.BinOp(node.left, node.op, _transposed(node.right))
    yield node.left
    if not isinstance(node.op, ast.Pow):
        yield node.right


def _of_comparison(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Iterator[ast.AST]:
    """The opposite, the mirrored one, and the one that takes the border to the other side."""
    borders = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
    yield ast.Compare(left, [_swapped(operator)], [right])
    if type(operator) in borders:
        yield ast.Compare(right, [operator], [left])
        yield ast.Compare(left, [borders[type(operator)]()], [right])


def _of_atom(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=value):
            yield from _of_constant(value)
        case ast.keyword(arg=str(name), value=value):
            yield from _of_keyword(name, value)
        case ast.Call():
            yield from _of_call(node)
        case ast.Attribute(value=value, attr="T"):
            yield value
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()) if name in NAMESAKES:
            yield ast.Attribute(value, NAMESAKES[name], ast.Load())
        case ast.Subscript(value=value, ctx=ast.Load()):
            yield value


def _of_constant(value: object) -> Iterator[ast.AST]:
    """A tenth more, the other sign; its neighbours for a whole number; the opposite of a truth value."""
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        others = (
            (value + 1, value - 1, value * NUDGE, -value)
            if isinstance(value, int)
            else (value * NUDGE, -value)
        )
        yield from (ast.Constant(other) for other in others if other != value)


def _of_keyword(name: str, value: ast.expr) -> Iterator[ast.AST]:
    """Another axis, every axis."""
    if name in AXES:
        yield from (ast.keyword(name, ast.Constant(other)) for other in (0, -1, None))


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    """Two neighbouring arguments exchanged, another function of the kind, one argument alone."""
    for index in range(len(node.args) - 1):
        first, second = node.args[index : index + 2]
        yield ast.Call(node.func, [*node.args[:index], second, first, *node.args[index + 2 :]], node.keywords)
    if isinstance(node.func, ast.Name) and node.func.id in NAMESAKES:
        yield ast.Call(ast.Name(NAMESAKES[node.func.id], ast.Load()), node.args, node.keywords)
    is_plain = len(node.args) == 1 and not isinstance(node.args[0], ast.Starred) and not node.keywords
    if is_plain and _is_function(node.func):
        yield node.args[0]


def _is_function(called: ast.expr) -> bool:
    """Whether it is `round`, `np.exp` or the like, and no method of what a longer expression gives."""
    return isinstance(called, ast.Name) or (
        isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
    )


def _swapped(operator: ast.AST) -> ast.AST:
    return SWAPPED[type(operator)]()


def _transposed(operand: ast.expr) -> ast.expr:
    return ast.Attribute(operand, "T", ast.Load())
