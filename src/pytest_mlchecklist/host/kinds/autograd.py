"""A learner's own automatic differentiation: a class whose objects remember how they were computed.

Understood are classes with a method such as `backward()` that keep their number in an attribute
(`data`, `value`) and their gradient in another (`grad`): made from a float, an array of no axis or an
array of one number, with `requires_grad` where they have it. A step is a line such as `c = a * b`,
`d = -c`, `e = 3 + d`, `f = e ** 2` or `g = tanh(f)`: operators go by the class's own, or by methods
and functions called `add`, `mul` and the like; functions by methods or by functions of its file.

Of a part with the option `tensors` the leaves are arrays; `c = a @ b` and `d = sum c` are steps too.

Operations: `call` (`leaves` and `steps`; the last step's value, and its gradient at each leaf). The fact
`operations` tells which of them the class has.
"""

from __future__ import annotations

import inspect
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..backends.holders import contents
from ..backends.own_arrays import BACKWARDS, GRADIENTS
from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

LEAVES = "abcdefghij"
OPERATORS: Mapping[str, tuple[Callable[[Any, Any], Any], tuple[str, ...]]] = {
    "+": (operator.add, ("add", "plus")),
    "-": (operator.sub, ("sub", "subtract", "minus")),
    "*": (operator.mul, ("mul", "multiply", "times")),
    "/": (operator.truediv, ("div", "divide", "truediv")),
    "**": (operator.pow, ("pow", "power")),
    "@": (operator.matmul, ("matmul", "dot", "mm")),
}
FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "relu": ("relu", "ReLU", "Relu"),
    "tanh": ("tanh", "Tanh"),
    "sigmoid": ("sigmoid", "Sigmoid"),
    "exp": ("exp", "Exp"),
    "log": ("log", "Log", "ln"),
    "sum": ("sum", "Sum"),
}
TRIALS: Mapping[str, str] = {
    **{name: f"c = a {name} b" for name in ("+", "-", "*", "/")},
    "**": "c = a ** 2",
    "-a": "c = - a",
    **{f"a {name} 2": f"c = a {name} 2" for name in ("+", "-", "*", "/")},
    **{f"2 {name} a": f"c = 2 {name} a" for name in ("+", "-", "*", "/")},
    **{name: f"c = {name} a" for name in FUNCTIONS if name != "sum"},
}
"""A step for each operation that a class may have."""
NUMBERS = {"leaves": [2.0, 3.0], "steps": ["c = a * b", "d = c + a"]}
ARRAYS = {"leaves": [np.ones((3, 2)), np.ones((2, 4))], "steps": ["c = a @ b", "d = sum c"]}
"""What any class can do, that of numbers and that of arrays."""


@dataclass
class AutogradConvention:
    """How expressions are built of a learner's own objects.

    Attributes:
        loaded: The class, and where it was found.
        make: Returns an object that holds a number, or an array.
        text: How it is made, in words.
        facts: What checks need to know.
    """

    loaded: Loaded
    make: Callable[[Any], Any]
    text: str
    facts: Mapping[str, Any]

    @property
    def description(self) -> str:
        """The convention in words."""
        return "called as " + ", ".join(filter(None, [self.text, self.loaded.how]))

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation != "call":
            raise Unavailable(operation)
        leaves = [self.make(held if np.ndim(held) else float(held)) for held in kwargs["leaves"]]
        last = self._built(leaves, kwargs["steps"])
        value = _number(last)
        _backward(last)
        gradients = [_gradient(leaf) for leaf in leaves]
        if any(np.ndim(held) for held in kwargs["leaves"]):
            return {"value": value, "gradients": gradients}
        return {"value": value, "gradients": np.array([float(np.ravel(one)[0]) for one in gradients])}

    def can(self, trial: str) -> bool:
        """Return whether a step of two numbers gives a number."""
        try:
            _number(self._built([self.make(1.5), self.make(0.5)], [trial]))
        except Exception:  # noqa: BLE001 - whatever the learner's code raises, it has no such operation
            return False
        return True

    def _built(self, leaves: list[Any], steps: Sequence[str]) -> Any:
        """Return the object that the last of the steps makes."""
        known = dict(zip(LEAVES, leaves, strict=False))
        for step in steps:
            name, _, made_of = step.partition(" = ")
            known[name] = self._made([known.get(word, word) for word in made_of.split()])
        return known[name]

    def _made(self, words: list[Any]) -> Any:
        if words[0] == "-":
            return -words[1]
        if isinstance(words[0], str) and words[0] in FUNCTIONS:
            return self._applied(FUNCTIONS[words[0]], words[1])
        apply, names = OPERATORS[words[1]]
        left, right = _plain(words[0]), _plain(words[2])
        try:
            return apply(left, right)
        except TypeError:
            return self._applied(names, left, right)

    def _applied(self, names: tuple[str, ...], first: Any, *others: Any) -> Any:
        """Return what a method, or a function of the file, of one of these names makes."""
        for name in names:
            if callable(getattr(first, name, None)):
                return getattr(first, name)(*others)
        for name in names:
            found = self.loaded.namespace.get(name)
            if callable(found):
                made: Any = found() if inspect.isclass(found) else found
                return made(first, *others)
        raise Unavailable(names[0])


def open_convention(loaded: Loaded, signature: Signature) -> AutogradConvention:
    """Return the first way to make objects that multiply, add and go backward.

    Raises:
        CannotRun: There is none.
    """
    tried: list[str] = []
    adapter, first = adapter_for(signature), ARRAYS if signature.options.get("tensors") else NUMBERS
    for text, make in _makers(loaded.value, signature):
        convention = AutogradConvention(loaded, make, text, {})
        try:
            came = convention.run("call", [], first)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{text}: {first_words(error)}")
            continue
        if np.isfinite(came["value"]):
            convention.facts = {
                "operations": [name for name, trial in TRIALS.items() if convention.can(trial)]
            }
            return convention
    otherwise = f"it is no class with a method such as {BACKWARDS[0]}()"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter)


def _makers(found: Any, signature: Signature) -> Iterator[tuple[str, Callable[[float], Any]]]:
    """Yield the ways to make an object of a number, the plainest first."""
    if not inspect.isclass(found) or not any(callable(getattr(found, name, None)) for name in BACKWARDS):
        return
    forms: Mapping[str, Callable[[float], Any]] = {
        "a number": float,
        "an array without axes": np.array,
        "an array of one number": lambda number: np.array([number]),
    }
    flags: dict[str, Any] = {"requires_grad": True} if _takes(found, "requires_grad") else {}
    for text, form in forms.items():
        shown = "an array" if signature.options.get("tensors") else text
        yield f"{found.__name__}({shown})", _making(found, form, flags)


def _making(found: Any, form: Callable[[float], Any], flags: dict[str, Any]) -> Callable[[float], Any]:
    return lambda held: found(np.array(held) if np.ndim(held) else form(held), **flags)


def _takes(found: Any, name: str) -> bool:
    try:
        return name in inspect.signature(found).parameters
    except (TypeError, ValueError):
        return False


def _plain(word: Any) -> Any:
    return float(word) if isinstance(word, str) else word


def _number(held: Any) -> float:
    found = contents(held)
    if found is None or np.size(found) != 1:
        message = f"{type(held).__name__} holds no single number"
        raise ValueError(message)
    return float(np.ravel(found)[0])


def _gradient(leaf: Any) -> np.ndarray:
    """Return the gradient that a leaf holds; 0 where nothing was sent to it."""
    held = next((getattr(leaf, name) for name in GRADIENTS if getattr(leaf, name, None) is not None), None)
    inner = 0.0 if held is None else contents(held)
    return to_array(held if inner is None else inner)


def _backward(last: Any) -> None:
    method = next(getattr(last, name) for name in BACKWARDS if callable(getattr(last, name, None)))
    needed = [
        item
        for item in inspect.signature(method).parameters.values()
        if item.default is item.empty and item.kind is item.POSITIONAL_OR_KEYWORD
    ]
    method(*([np.ones_like(contents(last))] if needed else []))
