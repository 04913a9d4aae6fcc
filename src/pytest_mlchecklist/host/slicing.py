"""The slice of a file: what defines names, without what does work."""

from __future__ import annotations
import __future__

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HARMLESS_CALLS = {
    "append", "basicConfig", "filterwarnings", "getLogger", "insert", "manual_seed", "seed",
    "set_printoptions", "simplefilter", "style", "switch_backend", "use", "set_option", "set_theme",
    "default_rng", "array", "asarray", "sqrt", "log", "device", "is_available", "finfo", "TypeVar",
    "namedtuple", "float", "int", "str", "dict", "list", "tuple", "set", "frozenset", "Path", "exp",
    "RandomState", "Random", "getenv", "NewType", "compile", "dirname", "abspath", "join", "zeros",
    "ones", "arange", "linspace", "eye", "range", "len", "partial", "Union", "Literal", "lru_cache",
    "set_seed", "set_random_seed", "set_floatx", "update", "function", "jit", "vmap", "grad", "key", "split",
    "list_physical_devices", "set_memory_growth", "sorted", "enumerate", "zip", "defvjp", "defjvp", "defjvps",
    "register_pytree_node",
}  # fmt: skip
"""Calls by their last name that a module may well make while it is imported."""

REGISTRATIONS = {"defvjp", "defjvp", "defjvps", "register_pytree_node"}
"""Calls that complete a definition: without them JAX can't run the function."""

UNWANTED_CALLS = {
    "input", "open", "read_csv", "load", "loadtxt", "genfromtxt", "fit", "train", "show", "savefig",
    "download", "urlopen", "urlretrieve", "system", "run", "Popen", "exit", "sleep",
}  # fmt: skip
"""Calls that a slice never makes, whatever needs their result."""

FINAL_CALLS = {"_exit", "abort", "kill", "exit", "quit", "string_at", "raise_signal"}
"""Calls after which there is nothing more to import."""

SERVING_CALLS = {"run", "serve", "serve_forever", "run_server", "run_app"}
"""Calls that start a server."""

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)
_IMPORTS = (ast.Import, ast.ImportFrom)


def does_heavy_work(tree: ast.Module) -> bool:
    """Return whether importing the file does more than to define names."""
    return any(_is_heavy(statement) for statement in tree.body)


def _is_heavy(statement: ast.stmt) -> bool:
    if isinstance(statement, (*_DEFINITIONS, *_IMPORTS, ast.Pass)) or is_main_guard(statement):
        return False
    if isinstance(statement, (ast.If, ast.Try)):
        return any(_is_heavy(inner) for inner in _statements_of(statement))
    if isinstance(statement, (ast.For, ast.While, ast.With, ast.AsyncFor, ast.AsyncWith)):
        return True
    calls = {name for name in _calls(statement) if not name[:1].isupper()}  # a class only makes an object
    return bool(calls - HARMLESS_CALLS) or _downloads(statement)


def _downloads(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.keyword) and node.arg == "download" for node in ast.walk(statement))


def _statements_of(block: ast.AST) -> Iterator[ast.stmt]:
    for inner in ast.iter_child_nodes(block):
        if isinstance(inner, ast.stmt):
            yield inner
        elif isinstance(inner, ast.ExceptHandler):
            yield from inner.body


def never_finishes(tree: ast.Module) -> bool:
    """Return whether a statement of the top level itself ends the import or never lets it end."""
    return any(_is_final(statement) for statement in tree.body)


def _is_final(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.While):
        endless = isinstance(statement.test, ast.Constant) and bool(statement.test.value)
        return endless and not any(isinstance(node, (ast.Break, ast.Return)) for node in ast.walk(statement))
    if isinstance(statement, ast.Expr):
        return bool(_calls(statement) & FINAL_CALLS)
    return isinstance(statement, ast.Raise)


def without_serving(tree: ast.Module) -> ast.Module:
    """Return the file without calls of its top level such as `app.run()`, which never come back."""
    body = [line for line in tree.body if not (isinstance(line, ast.Expr) and _calls(line) & SERVING_CALLS)]
    return ast.Module(body, type_ignores=[])


def is_main_guard(statement: ast.stmt) -> bool:
    """Return whether the statement is `if __name__ == "__main__":`."""
    if not isinstance(statement, ast.If):
        return False
    return any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(statement.test))


def execute_slice(tree: ast.Module, namespace: dict[str, Any], filename: str) -> str:
    """Run the imports, the definitions and the assignments they need, each on its own.

    Returns:
        What did not work, in a few words, or ''.
    """
    wanted = _needed_assignments(tree)
    wanted += [line for line in tree.body if isinstance(line, _ASSIGNMENTS) and not _is_heavy(line)]
    failed: list[str] = []
    for statement in one_import_each(tree.body):
        defines = isinstance(statement, (*_IMPORTS, *_DEFINITIONS)) or _registers(statement)
        if defines or statement in wanted:
            failed += execute_statement(statement, namespace, filename)
        elif isinstance(statement, (ast.Try, ast.If)) and not is_main_guard(statement):
            _execute_block(statement, namespace, filename)
    return ", ".join(failed[:3])


def _registers(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and _last_name(statement.value.func) in REGISTRATIONS
    )


def _execute_block(block: ast.Try | ast.If, namespace: dict[str, Any], filename: str) -> None:
    """Run a block that chooses between imports or definitions; of one that does work, these alone."""
    if not _is_heavy(block) and not execute_statement(block, namespace, filename):
        return
    handlers = block.handlers if isinstance(block, ast.Try) else []
    for inner in (*block.body, *(line for handler in handlers for line in handler.body)):
        if isinstance(inner, (*_IMPORTS, *_DEFINITIONS)):
            execute_statement(inner, namespace, filename)


def one_import_each(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements; an import of several names as one import each."""
    for statement in statements:
        if isinstance(statement, ast.ImportFrom) and len(statement.names) > 1:
            for alias in statement.names:
                single = ast.ImportFrom(statement.module, [alias], statement.level)
                yield ast.copy_location(single, statement)
        else:
            yield statement


def execute_statement(statement: ast.stmt, namespace: dict[str, Any], filename: str) -> list[str]:
    """Run one statement; return what went wrong, or nothing."""
    # Annotations are not evaluated: they may name what could not be imported.
    flags = __future__.annotations.compiler_flag
    code = compile(ast.Module([statement], type_ignores=[]), filename, "exec", flags=flags)
    try:
        exec(code, namespace)  # noqa: S102 - running the learner's definitions is the purpose
    except Exception as error:  # noqa: BLE001 - a name that is missing is reported, and may not be needed
        return [f"line {statement.lineno} ({type(error).__name__}: {error})"]
    return []


def _needed_assignments(tree: ast.Module) -> list[ast.stmt]:
    """Return the top-level assignments that definitions use, directly or through others."""
    definitions = (line for line in tree.body if isinstance(line, _DEFINITIONS) or _names_a_lambda(line))
    needed = {name for definition in definitions for name in _names(definition)}
    assignments = [statement for statement in tree.body if isinstance(statement, _ASSIGNMENTS)]
    wanted: list[ast.stmt] = []
    for statement in reversed(assignments):
        if _targets(statement) & needed and not _calls(statement) & UNWANTED_CALLS:
            needed |= _names(statement)
            wanted.append(statement)
    return wanted


def _names_a_lambda(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda)


def _targets(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]  # type: ignore[attr-defined]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def _names(node: ast.AST) -> set[str]:
    return {
        inner.id
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)
    }


def _calls(node: ast.AST) -> set[str]:
    """Return the last names of what the statement itself calls; a lambda's body waits."""
    if isinstance(node, ast.Lambda):
        return set()
    own = {_last_name(node.func)} if isinstance(node, ast.Call) else set()
    return own.union(*(_calls(inner) for inner in ast.iter_child_nodes(node)))


def _last_name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else "?"
