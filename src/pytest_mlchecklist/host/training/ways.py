"""The ways to start a learner's loop: a function, or a method of an object that is made for it."""

from __future__ import annotations

import inspect
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of
from .events import hand_over
from .roles import arguments_for, roles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded

METHODS = (
    "fit", "train", "train_model", "learn", "train_loop", "run", "optimize", "gradient_descent",
    "train_epoch", "train_one_epoch", "train_step",
)  # fmt: skip
SIZES: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Way:
    """One way to start a loop.

    Attributes:
        name: The function's or the method's name.
        function: The function itself; for a method, without its object.
        owner: The class whose method it is, or None.
        source: The text of the loop, with its class.
        shared: Whether a step is shared among replicas.
        besides: Further values, by role: a callback that hears the events.
    """

    name: str
    function: Callable[..., Any]
    owner: type | None
    source: str
    shared: bool = False
    besides: Mapping[str, Any] = field(default_factory=dict)

    @property
    def roles(self) -> frozenset[str]:
        """What the loop takes, in its own call or when its object is made."""
        taken = set(roles_of(self.function).values())
        if self.owner is not None:
            taken |= set(roles_of(self.owner).values())
        return frozenset(taken if self.shared else taken - {"replicas"})

    @property
    def text(self) -> str:
        """The call in words."""
        call = f"{self.name}({_names(self.function)})"
        return f"{self.owner.__name__}({_names(self.owner)}).{call}" if self.owner else call

    def start(self, values: Mapping[str, Any], sizes: Mapping[str, Any] = SIZES) -> tuple[Any, Any]:
        """Run the loop; return what it gave, and its object or None.

        Raises:
            NoMatch: It needs what the values do not hold.
        """
        values = {**values, **self.besides}
        if self.owner is None:
            return self.function(**arguments_for(self.function, values, sizes)), None
        instance = self.owner(**arguments_for(self.owner, values, sizes))
        if "callbacks" in self.besides and "callbacks" not in self.roles:
            hand_over(instance, self.besides["callbacks"])
        method = getattr(instance, self.name)
        return method(**arguments_for(method, values, sizes)), instance


def ways(loaded: Loaded) -> list[Way]:
    """Return the ways to start what was loaded, the likeliest first.

    Raises:
        NoMatch: It is nothing that can be started.
    """
    found = list(_ways(loaded))
    if not found:
        message = f"it has no method called {', '.join(METHODS[:4])} …"
        raise NoMatch(message)
    return found


def _ways(loaded: Loaded) -> Iterator[Way]:
    value = loaded.value
    if loaded.owner is not None:
        static = isinstance(inspect.getattr_static(loaded.owner, loaded.name), (staticmethod, classmethod))
        yield _of_function(loaded) if static else _of_method(loaded.owner, loaded.name, loaded)
    elif inspect.isclass(value):
        defined = {
            name for base in value.__mro__ for name in vars(base) if base.__module__.split(".")[0] != "torch"
        }
        yield from (_of_method(value, name, loaded) for name in METHODS if name in defined)
    elif callable(value):
        yield _of_function(loaded)


def _of_function(loaded: Loaded) -> Way:
    return Way(loaded.name, loaded.value, None, source_of(loaded.value, loaded.source))


def _of_method(owner: type, name: str, loaded: Loaded) -> Way:
    return Way(name, _without_self(getattr(owner, name)), owner, source_of(owner, loaded.source))


def _without_self(function: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(function)

    def method(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    parameters = list(signature.parameters.values())[1:]
    method.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return method


def source_of(value: Any, file: str) -> str:
    """Return the text that defines the value, or that of its whole file."""
    try:
        return textwrap.dedent(inspect.getsource(value))
    except (OSError, TypeError):
        return file


def _names(function: Callable[..., Any]) -> str:
    parameters = parameters_of(function) or []
    return ", ".join(item.name for item in parameters if item.default is item.empty)
