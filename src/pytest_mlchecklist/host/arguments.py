"""Which of a learner's parameters stands for which argument of a contract.

By name first, through synonyms; then by position. Parameters that are left over take
their defaults, or a neutral value when they are switches of a known name.
"""

from __future__ import annotations

import copy
import inspect
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from .seeding import randomness
from .vocabulary import CHANCE, DERIVATIVE_FLAGS, NEUTRAL, STATES, SYNONYMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from .shapes import Argument, Signature


class NoMatch(Exception):
    """A parameter must be given and stands for nothing in the contract."""


@dataclass(frozen=True)
class Match:
    """How the contract's arguments reach a learner's parameters.

    Attributes:
        names: The contract's name by the learner's name, in the learner's order.
        extras: Neutral values by the learner's name.
        lacks: The optional arguments of the contract that no parameter takes.
        flag: The learner's switch for the derivative, or ''.
        defaults: The learner's own default values, by the contract's names.
        positional: Whether to pass by position: the signature is not known.
        packed: The contract's names of what one parameter of the learner's takes as a tuple.
        guessed: The contract's names that no learner's name told.
    """

    names: Mapping[str, str]
    extras: Mapping[str, Any] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    flag: str = ""
    positional: bool = False
    defaults: Mapping[str, Any] = field(default_factory=dict)
    packed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()

    @property
    def spelt(self) -> dict[str, str]:
        """The learner's name for each argument of the contract."""
        return {name: own for own, name in self.names.items()}

    def swapped(self, one: str, other: str) -> Match:
        """Return the match with two of the contract's arguments exchanged."""
        exchanged = {one: other, other: one}
        return replace(self, names={own: exchanged.get(name, name) for own, name in self.names.items()})

    def call(self, function: Callable[..., Any], values: Mapping[str, Any], **switches: Any) -> Any:
        """Call the function with the contract's values under the learner's names."""
        if self.positional:
            return function(*(values[name] for name in self.names.values()))
        given = {own: values[name] for own, name in self.names.items() if name in values}
        given |= {own: tuple(values[name] for name in names) for own, names in self.packed.items()}
        # A generator is as fresh for each call as a seed would be.
        return function(**{**copy.deepcopy(dict(self.extras)), **given, **switches})


def plain(name: str) -> str:
    """Return a name in lower case without underscores."""
    return name.replace("_", "").lower()


def parameters_of(function: Callable[..., Any]) -> list[inspect.Parameter] | None:
    """Return a callable's parameters that can be named, or None when Python can't tell."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    named = [parameter for parameter in parameters if parameter.kind not in variable]
    if not named and any(parameter.kind is inspect.Parameter.VAR_POSITIONAL for parameter in parameters):
        return None
    if any(parameter.kind is inspect.Parameter.POSITIONAL_ONLY for parameter in named):
        return None
    return named


def match(function: Callable[..., Any], signature: Signature) -> Match:
    """Return how to call the function with the arguments of the contract.

    Raises:
        NoMatch: It needs an argument that the contract does not have, or takes too few.
    """
    parameters = parameters_of(function)
    if parameters is None:
        arrays = {argument.name: argument.name for argument in signature.arrays}
        return Match(arrays, lacks=tuple(argument.name for argument in signature.optional), positional=True)
    packed = _packed(parameters, signature)
    names = _by_name(parameters, signature)
    told = set(names.values())
    _by_position([item for item in parameters if item.name not in packed], signature, names)
    left = [parameter for parameter in parameters if parameter.name not in (*names, *packed)]
    taken = {*names.values(), *(name for several in packed.values() for name in several)}
    missing = [argument.name for argument in signature.arrays if argument.name not in taken]
    if missing:
        message = f"it takes no argument for {', '.join(missing)}"
        raise NoMatch(message)
    return Match(
        names={parameter.name: names[parameter.name] for parameter in parameters if parameter.name in names},
        extras=_extras(left, signature.options.get("neutral", {})),
        lacks=tuple(argument.name for argument in signature.optional if argument.name not in taken),
        flag=next((parameter.name for parameter in left if plain(parameter.name) in DERIVATIVE_FLAGS), ""),
        defaults=_defaults(parameters, names),
        packed=packed,
        guessed=tuple(name for name in names.values() if name not in told),
    )


def _packed(parameters: list[inspect.Parameter], signature: Signature) -> dict[str, tuple[str, ...]]:
    """Return the parameters that take several arguments at once, as `size` takes a height and a width."""
    packs = {plain(name): tuple(names) for name, names in signature.options.get("packed", {}).items()}
    own = {plain(parameter.name) for parameter in parameters}
    return {
        parameter.name: packs[plain(parameter.name)]
        for parameter in parameters
        if plain(parameter.name) in packs and not own & {plain(name) for name in packs[plain(parameter.name)]}
    }


def words_for(argument: str, signature: Signature) -> frozenset[str]:
    """Return the names that learners give to an argument: the general ones, and those of its page."""
    own = signature.options.get("spelled", {}).get(argument, ())
    words = SYNONYMS.get(argument, frozenset()) | {plain(word) for word in own}
    # `a_prev` is what goes in, unless the contract has a state: then it is that.
    states = [item.name for item in signature.arguments if item.axes and item.name in STATES - {argument}]
    return words.difference(*(SYNONYMS[name] for name in states))


def _defaults(parameters: Sequence[inspect.Parameter], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what a caller may leave out, by the contract's names, with what then counts."""
    given = (item for item in parameters if item.name in names and item.default is not item.empty)
    return {names[item.name]: item.default for item in given}


def _by_name(parameters: list[inspect.Parameter], signature: Signature) -> dict[str, str]:
    names: dict[str, str] = {}
    for exact in (True, False):
        for argument in signature.arguments:
            if argument.name not in names.values():
                words = {plain(argument.name)} if exact else words_for(argument.name, signature)
                _take(parameters, argument, names, words=words, first_is_array=bool(signature.arrays))
    return names


def _take(
    parameters: list[inspect.Parameter],
    argument: Argument,
    names: dict[str, str],
    *,
    words: AbstractSet[str],
    first_is_array: bool,
) -> None:
    for parameter in parameters[1 if argument.optional and first_is_array else 0 :]:
        if parameter.name not in names and plain(parameter.name) in words:
            names[parameter.name] = argument.name
            return


def _by_position(parameters: list[inspect.Parameter], signature: Signature, names: dict[str, str]) -> None:
    free = [
        parameter for parameter in parameters if parameter.name not in names and not _is_switch(parameter)
    ]
    required = [parameter for parameter in free if parameter.default is parameter.empty]
    arrays = [argument for argument in signature.arrays if argument.name not in names.values()]
    for argument, parameter in zip(
        arrays, [*required, *(item for item in free if item not in required)], strict=False
    ):
        names[parameter.name] = argument.name
    told = {*names.values(), *signature.options.get("told", ())}
    optional = [argument for argument in signature.optional if argument.name not in told]
    free = [parameter for parameter in free if parameter.name not in names and _may_be_number(parameter)]
    if len(optional) == len(free) == 1:
        names[free[0].name] = optional[0].name


def _is_switch(parameter: inspect.Parameter) -> bool:
    return isinstance(parameter.default, (bool, str)) or plain(parameter.name) in NEUTRAL


def _may_be_number(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty or type(parameter.default) in (int, float)


def _extras(parameters: list[inspect.Parameter], own: Mapping[str, Any]) -> dict[str, Any]:
    neutral = {**NEUTRAL, **{plain(name): value for name, value in own.items()}}
    extras: dict[str, Any] = {}
    for parameter in parameters:
        if parameter.default is not parameter.empty:
            continue
        if plain(parameter.name) in CHANCE - neutral.keys():
            extras[parameter.name] = randomness(plain(parameter.name))
            continue
        if plain(parameter.name) not in neutral:
            message = f"it needs an argument {parameter.name!r}"
            raise NoMatch(message)
        extras[parameter.name] = neutral[plain(parameter.name)]
    return extras
