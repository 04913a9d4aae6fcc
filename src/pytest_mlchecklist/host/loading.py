"""Loads a learner's object by the location of its file, whatever surrounds it.

Two ways, and the first that yields the object is taken:

1. the file as it is, as a module of its package when it lies in one;
2. the slice: the imports that resolve, the definitions, and the assignments that they
   need; the learner's other files that it imports are loaded statement by statement, so
   that one missing package costs only what needs it. It comes first for a file that does
   heavy work at import.

A file that can't be imported for want of something around it (a package, a name that a
newer library dropped, a file of data) is sliced. One that raises an error of its own, or
ends or never finishes by its own statement, could not run.

The learner's folders go to the end of `sys.path`: none of their files may hide a real module.
"""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import sys
import types
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .addresses import dotted, outer_folders, package_folder
from .apps.surroundings import at_home
from .neighbours import prefer_own
from .partial import WhatWorks, is_learners, load_what_works
from .refusal import CannotRun
from .slicing import does_heavy_work, execute_slice, never_finishes, without_serving
from .texts import Unreadable, parse, read_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Loaded:
    """A learner's object and where it was found.

    Attributes:
        value: The object itself.
        owner: The class that it was taken from, for 'Class.method', or None.
        name: Its last name.
        namespace: The names of its file.
        source: The text of its file.
        how: How it was loaded, in words; '' when as a whole.
        root: The learner's repository.
    """

    value: Any
    owner: type | None
    name: str
    namespace: Mapping[str, Any]
    source: str
    how: str = ""
    root: Path | None = None


def load(path: Path, symbol: str, root: Path, *, whole: bool = False) -> Loaded:
    """Return the object that `symbol` names in the file.

    Args:
        path: The file.
        symbol: Such as 'Dense' or 'Dense.forward'.
        root: The learner's repository.
        whole: Whether to run all of the file first: an app loads its model and adds its routes at import.

    Raises:
        CannotRun: The file can't be read or imported, or has no such name.
    """
    tree, source, broken = _parse(path)
    extend_search_path(path, root)
    prefer_own(tree, path, root)
    errors: list[str] = []
    before = set(sys.modules)
    attempts = (_as_app, _as_app_at_home, _as_slice) if whole else _attempts(tree)
    for attempt in (_as_slice,) if path.suffix == ".ipynb" else attempts:
        try:
            namespace, how = attempt(path, tree, root)
            told = ", ".join(filter(None, (how, broken)))
            return replace(_find(namespace, symbol, source, told), root=root)
        except SystemExit as error:
            raise CannotRun(f"{path.name} ends the program when it is imported (SystemExit)") from error
        except Exception as error:  # noqa: BLE001 - whatever the learner's file raises
            errors.append(_told(error, path))
            _forget_half_imported(before, root)
            if not _is_for_want_of_something(error, path):
                break
    raise CannotRun(f"{path.name} can't be imported: {errors[0]}", tried=errors[1:])


def _forget_half_imported(before: set[str], root: Path) -> None:
    """Have the learner's modules imported anew: those of a failed import know incomplete ones."""
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None)
        if file and is_learners(Path(file), root):
            del sys.modules[name]


def extend_search_path(path: Path, root: Path) -> None:
    """Let the learner's own absolute imports resolve, after everything that is installed."""
    package = package_folder(path)
    above = [folder for folder in path.parents if folder.is_relative_to(root)]
    for folder in (path.parent, package.parent, *above, root, root / "src", *sorted(root.glob("*/src"))):
        if str(folder) not in sys.path:
            sys.path.append(str(folder))


def _attempts(tree: ast.Module) -> tuple[Callable[..., tuple[Mapping[str, Any], str]], ...]:
    if never_finishes(tree):
        return (_as_module,)
    if does_heavy_work(tree):
        return (_as_slice, _as_module)
    return (_as_module, _as_slice)


def _as_module(path: Path, tree: ast.Module, root: Path) -> tuple[Mapping[str, Any], str]:
    names = dotted(path, tree, root)
    for outer, folder in outer_folders(path, names):
        _import(outer, folder / "__init__.py")
    return vars(_import(names, path)), ""


def _as_app(path: Path, tree: ast.Module, root: Path) -> tuple[Mapping[str, Any], str]:
    """Load the whole file, but for a line that starts its server and never comes back."""
    kept = without_serving(tree)
    if len(kept.body) == len(tree.body):
        return _as_module(path, tree, root)
    module = _bare_module(path, tree, root)
    exec(compile(kept, str(path), "exec"), vars(module))  # noqa: S102 - the learner's own file
    return vars(module), "without the line that starts its server"


def _as_app_at_home(path: Path, tree: ast.Module, root: Path) -> tuple[Mapping[str, Any], str]:
    """Load the file where it may be started from, and so find what it reads by a relative path."""
    try:
        with at_home(str(path.parent)):
            return _as_app(path, tree, root)
    except OSError:
        with at_home(str(root)):
            return _as_app(path, tree, root)


def _as_slice(path: Path, tree: ast.Module, root: Path) -> tuple[Mapping[str, Any], str]:
    load_what_works(root)
    imported = _imported_by_its_package(path, tree, root)
    if imported is not None:
        return vars(imported), "only its definitions were loaded"
    module = _bare_module(path, tree, root)
    left_out = execute_slice(tree, vars(module), str(path))
    return vars(module), "only its definitions were loaded" + (f", without {left_out}" if left_out else "")


def _imported_by_its_package(path: Path, tree: ast.Module, root: Path) -> types.ModuleType | None:
    """Return the file's module where its package imported it: in a second one each class would be a twin."""
    names = dotted(path, tree, root)
    for outer, folder in outer_folders(path, names):
        _import_what_works(outer, folder / "__init__.py")
    found = sys.modules.get(".".join(names)) if len(names) > 1 else None
    return found if found is not None and getattr(found, "__file__", None) == str(path) else None


def _bare_module(path: Path, tree: ast.Module, root: Path) -> types.ModuleType:
    """Return a module for the file in which nothing has run yet."""
    names = dotted(path, tree, root)
    for outer, folder in outer_folders(path, names):
        _import_what_works(outer, folder / "__init__.py")
    is_package = path.name == "__init__.py"
    module = types.ModuleType(".".join(names) + ("" if is_package or len(names) > 1 else "_slice"))
    module.__file__ = str(path)
    module.__package__ = ".".join(names if is_package else names[:-1])
    if is_package:
        module.__path__ = [str(path.parent)]
    sys.modules[module.__name__] = module
    return module


def _import_what_works(names: list[str], path: Path) -> None:
    name = ".".join(names)
    if not path.is_file():
        _import(names, path)
    elif name not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            name, path, loader=WhatWorks(name, str(path)), submodule_search_locations=[str(path.parent)]
        )
        _execute(spec, name)


def _import(names: list[str], path: Path) -> types.ModuleType:
    name = ".".join(names)
    if name in sys.modules:
        return sys.modules[name]
    places = [str(path.parent)] if path.name == "__init__.py" else None
    if places and not path.is_file():
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__path__ = places
        return sys.modules[name]
    return _execute(
        importlib.util.spec_from_file_location(name, path, submodule_search_locations=places), name
    )


def _execute(spec: importlib.machinery.ModuleSpec | None, name: str) -> types.ModuleType:
    if spec is None or spec.loader is None:
        message = f"{name} is not a Python file"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _find(namespace: Mapping[str, Any], symbol: str, source: str, how: str) -> Loaded:
    first, *rest = symbol.split(".")
    if first not in namespace:
        message = f"it defines no {first!r}"
        raise ImportError(message)
    value, owner = namespace[first], None
    name = first
    for name in rest:
        owner = value if isinstance(value, type) else None
        name = _as_kept(name, owner)  # noqa: PLW2901 - the name under which its class keeps it
        value = getattr(value, name)
    return Loaded(value, owner, name, namespace, source, how)


def _as_kept(name: str, owner: type | None) -> str:
    """Return the name under which a class keeps an attribute: `_Net__cost` for what it calls `__cost`."""
    mangled = f"_{owner.__name__.lstrip('_')}{name}" if owner else name
    return name if hasattr(owner, name) or not hasattr(owner, mangled) else mangled


def _parse(path: Path) -> tuple[ast.Module, str, str]:
    """Return the file's tree, its text, and which cells of a notebook are broken, in words."""
    try:
        pieces = read_pieces(path)
    except Unreadable as error:
        raise CannotRun(f"{path.name} {error}") from error
    body: list[ast.stmt] = []
    broken = []
    for piece in pieces:
        tree, problem = parse(piece)
        if tree is None and piece.cell is None:
            raise CannotRun(f"{path.name} {problem}")
        body += [] if tree is None else tree.body
        broken += [f"cell {(piece.cell or 0) + 1}, which {problem}"] if tree is None else []
    text = "\n".join(piece.text for piece in pieces)
    return ast.Module(body, type_ignores=[]), text, "left out " + " and ".join(broken) if broken else ""


def _is_for_want_of_something(error: Exception, path: Path) -> bool:
    """Return whether the file fails for what surrounds it: a package, a name, a broken neighbour."""
    if isinstance(error, SyntaxError):
        return error.filename != str(path)
    missing_name = isinstance(error, AttributeError) and "module" in str(error)
    return missing_name or isinstance(error, (ImportError, OSError))


def _told(error: Exception, path: Path) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"it imports {error.name!r}, which is not installed"
    line = _line_of(error, path)
    return f"{type(error).__name__}: {error}" + (f" (line {line})" if line else "")


def _line_of(error: BaseException, path: Path) -> int | None:
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
