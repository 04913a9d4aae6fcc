"""The ways to turn a learner's function, class or object into something to call."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from .arguments import Match, NoMatch, match
from .backends import keras_objects
from .backends.own_arrays import own_array_types
from .functions.items import every_item_of
from .modes import ORIGINAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .loading import Loaded
    from .shapes import Signature

FORWARD_METHODS = (
    "forward", "__call__", "call", "fn", "forward_pass", "forward_propagation", "forward_prop", "activate",
    "apply", "function", "f", "compute", "calculate", "evaluate", "activation", "propagate", "feedforward",
    "feed_forward", "transform", "predict", "run", "fprop", "_forward_pass", "_forward", "forward_step",
    "func", "value", "activation_function", "output", "fire", "loss", "compute_loss", "score",
)  # fmt: skip


@dataclass
class Callee:
    """Something that takes the contract's arguments and gives a result.

    Attributes:
        text: How it is called, for the report.
        make: Returns the function to call and the object that it belongs to (or None),
            for the optional arguments that a constructor takes.
        match: How the function's parameters are named.
        made_with: The arguments that the constructor takes: none of them is an array.
        made_as: The constructor's names for these.
        made_of: The constructor's parameters that take several arguments, as a tuple.
        defaults: The learner's own default values of the optional arguments.
    """

    text: str
    make: Callable[[Mapping[str, Any]], tuple[Callable[..., Any], Any]]
    match: Match
    made_with: frozenset[str] = frozenset()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    made_as: Mapping[str, str] = field(default_factory=dict)
    made_of: tuple[str, ...] = ()

    @property
    def spelt(self) -> dict[str, str]:
        """The learner's name for each argument of the contract that has one."""
        return {**self.made_as, **self.match.spelt}

    @property
    def packed(self) -> tuple[str, ...]:
        """The learner's parameters that take several arguments, as a tuple."""
        return (*self.match.packed, *self.made_of)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The optional arguments that neither the function nor a constructor takes."""
        return tuple(name for name in self.match.lacks if name not in self.made_with)

    def call(self, values: Mapping[str, Any], **switches: Any) -> tuple[Any, Any]:
        """Return what the call gave, and the object whose method it was (or None)."""
        function, instance = self.make({name: values[name] for name in self.made_with if name in values})
        return self.match.call(function, values, **switches), instance


def callees(loaded: Loaded, signature: Signature) -> Iterator[Callee]:
    """Yield the ways to call the loaded object, the most likely first.

    Raises:
        NoMatch: From the first way, when no way at all is found.
    """
    refusals: list[NoMatch] = []
    found = False
    for candidate in _candidates(loaded, signature):
        try:
            yield candidate()
            found = True
        except NoMatch as error:
            refusals.append(error)
    if refusals and not found:
        raise refusals[0]


def _candidates(loaded: Loaded, signature: Signature) -> Iterator[Callable[[], Callee]]:
    value, name = loaded.value, loaded.name
    if loaded.owner is not None:
        yield from _of_method(loaded, signature)
    elif inspect.isclass(value):
        yield from _of_class(value, signature)
    elif inspect.isroutine(value) or hasattr(value, "__wrapped__"):
        yield lambda: of_function(value, name, signature)
    else:
        yield from _of_object(value, name, signature)


def of_function(function: Callable[..., Any], name: str, signature: Signature) -> Callee:
    """Return the callee of a function, plain or compiled (`jax.jit`, `tf.function`)."""
    found, called = match(function, signature), passing_by_position(function)
    return Callee(
        f"{name}({', '.join(found.names)})", lambda _: (called, None), found, defaults=found.defaults
    )


def passing_by_position(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a decorated function that passes its arguments on by position: `jax.vmap` counts them."""
    if not hasattr(function, "__wrapped__"):
        return function

    def called(*args: Any, **kwargs: Any) -> Any:
        bound = inspect.signature(function).bind(*args, **kwargs)
        return function(*bound.args, **bound.kwargs)

    return called


def _of_object(value: Any, name: str, signature: Signature) -> Iterator[Callable[[], Callee]]:
    for method in _methods(value):
        yield lambda method=method: _bound(
            of_function(getattr(value, method), f"{name}.{method}", signature), value
        )  # type: ignore[misc]


def _bound(callee: Callee, instance: Any) -> Callee:
    function, _ = callee.make({})
    return replace(callee, make=lambda _: (function, instance))


def _of_class(cls: type, signature: Signature) -> Iterator[Callable[[], Callee]]:
    if is_autograd_function(cls):
        yield lambda: _autograd_function(cls, signature)
        return
    methods = _methods(cls, *signature.names)
    for method in methods:
        yield lambda method=method: _of_instance(cls, method, signature)  # type: ignore[misc]
    if inspect.isfunction(getattr(cls, "fit_transform", None)):
        yield lambda: _of_instance(cls, "fit_transform", signature)
    elif all(inspect.isfunction(getattr(cls, method, None)) for method in ("fit", "transform")):
        yield lambda: _of_fitted(cls, signature)
    if not methods and hasattr(cls, "__getitem__") and hasattr(cls, "__len__"):
        yield lambda: of_function(every_item_of(cls), f"every item of {cls.__name__}", signature)


def is_autograd_function(cls: type) -> bool:
    """Return whether the class is a torch.autograd.Function, which is called by `apply`."""
    torch = sys.modules.get("torch")
    return torch is not None and issubclass(cls, torch.autograd.Function)


def _autograd_function(cls: Any, signature: Signature) -> Callee:
    forward = match(lambda *args: cls.forward(None, *args), signature)
    return Callee(f"{cls.__name__}.apply", lambda _: (cls.apply, None), forward)


def _methods(value: Any, *own_names: str) -> list[str]:
    owner = value if isinstance(value, type) else type(value)
    if written_method(owner):
        return ["__call__"]
    defined = {name for base in owner.__mro__[:-1] for name in vars(base)}
    return [name for name in (*own_names, *FORWARD_METHODS) if name in defined]


def is_torch_module(cls: type) -> bool:
    """Return whether the class is a torch.nn.Module, and not a layer of Keras that runs on torch."""
    torch = sys.modules.get("torch")
    return torch is not None and issubclass(cls, torch.nn.Module) and not keras_objects.is_layer(cls)


def written_method(cls: type) -> str:
    """Return where learners write what a framework's layer computes; '' for any other class.

    It is asked for its parameters, and `__call__` is called.
    """
    return "forward" if is_torch_module(cls) else "call" if keras_objects.is_layer(cls) else ""


def _of_instance(cls: type, method: str, signature: Signature) -> Callee:
    """Return the callee of a method; the constructor takes what it names and is no array.

    A static method needs no object, whatever the constructor asks for.
    """
    if isinstance(inspect.getattr_static(cls, method), (staticmethod, classmethod)):
        return of_function(getattr(cls, method), f"{cls.__name__}.{method}", signature)
    made_with, constructor = _constructor(cls, signature)
    rest = tuple(item for item in signature.arguments if item.optional or item.name not in made_with)
    signature = replace(signature, arguments=rest)
    found = match(_unbound(cls, method), signature)
    text = f"{cls.__name__}({', '.join(constructor.names)}).{method}"

    def make(values: Mapping[str, Any]) -> tuple[Callable[..., Any], Any]:
        instance = in_double_precision(constructor.call(cls, values))
        return getattr(instance, method), instance

    return Callee(
        f"{text}({', '.join(found.names)})",
        make,
        found,
        made_with,
        {**constructor.defaults, **found.defaults},
        constructor.spelt,
        tuple(constructor.packed),
    )


def in_double_precision(instance: Any) -> Any:
    """Return a torch module with float64 weights, as the inputs are; anything else as it is."""
    return instance.double() if is_torch_module(type(instance)) else instance


def _of_fitted(cls: type, signature: Signature) -> Callee:
    """Return the callee of a class that is fitted to what it then transforms."""
    fitting = _of_instance(cls, "fit", signature)

    def make(values: Mapping[str, Any]) -> tuple[Callable[..., Any], Any]:
        fit, instance = fitting.make(values)

        def called(**given: Any) -> Any:
            fit(**given)
            return instance.transform(*given.values())

        return called, instance

    return replace(fitting, make=make, text=f"{fitting.text}, then transform")


def _unbound(cls: type, method: str) -> Callable[..., Any]:
    return without_self(getattr(cls, written_method(cls) or method))


def without_self(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that is asked for its parameters without the first."""

    def bound(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    signature = inspect.signature(function)
    bound.__signature__ = signature.replace(parameters=list(signature.parameters.values())[1:])  # type: ignore[attr-defined]
    setattr(bound, ORIGINAL, function)
    return bound


def _constructor(cls: type, signature: Signature) -> tuple[frozenset[str], Match]:
    """Return the arguments that the constructor takes, and how they are named there."""
    plain = [replace(item, optional=True) for item in signature.arguments if item.optional or not item.axes]
    found = match(cls, replace(signature, arguments=tuple(plain)))
    if found.positional:
        found = Match({})
    # A setting with a default of its own, such as a threshold, is no datum whose name nobody knows.
    needed = {item.name for item in signature.arguments if not item.optional}
    unsure = needed & {*found.guessed} & {*found.defaults}
    found = replace(found, names={own: name for own, name in found.names.items() if name not in unsure})
    packed = (name for names in found.packed.values() for name in names)
    return frozenset({*found.names.values(), *packed}), found


def _of_method(loaded: Loaded, signature: Signature) -> Iterator[Callable[[], Callee]]:
    owner: Any = loaded.owner
    own = [array_type for array_type in own_array_types(loaded.namespace) if array_type.type is owner]
    if own:
        yield lambda: of_function(loaded.value, f"{owner.__name__}.{loaded.name}", signature)
        return
    yield lambda: _of_instance(owner, loaded.name, signature)
    if inspect.isfunction(loaded.value):
        yield lambda: _of_bare_instance(loaded, signature)


def _of_bare_instance(loaded: Loaded, signature: Signature) -> Callee:
    """Return a method's callee on an object that was never initialised: it may not need it."""
    owner: Any = loaded.owner
    found = match(without_self(loaded.value), signature)
    bare = owner.__new__(owner)
    return Callee(f"{owner.__name__}.{loaded.name}", lambda _: (getattr(bare, loaded.name), bare), found)
