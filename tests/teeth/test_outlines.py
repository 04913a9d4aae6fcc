"""What a part's page says of how one may begin is the form of code that passes."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import NamedTuple

import pytest

from samples import by_hand
from subjects import CATALOGUE

OUTLINED = [name for name, part in CATALOGUE.parts.items() if part.outline is not None]

WITH_JAX = Path(__file__).parent.parent / "frameworks" / "with_jax"
PASSING = [("jax_train_step", "compiled.py", "train_step")]
"""What tests/frameworks/test_jax.py shows to pass, where JAX is."""


@pytest.mark.parametrize("name", OUTLINED)
def test_an_outline_is_the_form_of_a_right_sample(name):
    """A right sample has the outline's functions; what it takes besides may be left out."""
    outline = _of_outline(CATALOGUE.parts[name].outline)
    samples = [sample for sample in by_hand("right") if sample.part.name == name]
    forms = [_of_source(sample.path, sample.symbol) for sample in samples] or _of_frameworks(name)
    assert any(_has_the_form(form, outline) for form in forms), outline


def _has_the_form(form, outline):
    return form.keys() >= outline.keys() and all(
        form[method].needed <= names <= form[method].taken for method, names in outline.items()
    )


def _of_outline(outline):
    functions = vars(outline) if inspect.isclass(outline) else {"": outline}
    return {
        method: {parameter.lower() for parameter in inspect.signature(function).parameters}
        for method, function in functions.items()
        if inspect.isfunction(function)
    }


def _of_frameworks(name):
    """Return the forms of code that passes where its framework is."""
    return [_of_source(WITH_JAX / file, symbol) for part, file, symbol in PASSING if part == name]


def _of_source(path, symbol):
    """Return what a function (as '') or each method of a class takes."""
    name = symbol.partition(".")[0]
    nodes = ast.parse(path.read_text("utf-8")).body if path.suffix == ".py" else []
    found = next((node for node in nodes if getattr(node, "name", None) == name), None)
    if isinstance(found, ast.FunctionDef):
        return {"": _takes(found.args)}
    methods = [node for node in getattr(found, "body", []) if isinstance(node, ast.FunctionDef)]
    return {method.name: _takes(method.args) for method in methods}


class Taken(NamedTuple):
    """The names of all arguments, and of those that must be given."""

    taken: set[str]
    needed: set[str]


def _takes(arguments):
    positional = [*arguments.posonlyargs, *arguments.args]
    starred = [arguments.vararg] if arguments.vararg else []
    needed = positional[: len(positional) - len(arguments.defaults)] + starred
    return Taken(_names([*positional, *starred, *arguments.kwonlyargs]), _names(needed))


def _names(arguments):
    return {argument.arg.lower() for argument in arguments}
