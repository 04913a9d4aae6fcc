"""How an object is made and told a value: which of its parameters get what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..naming import named, roles_among, roles_of
from .words import FIXED, STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..shapes import Signature


@dataclass
class Way:
    """How an object is made and told.

    Attributes:
        text: The calls in words.
        function: The function that is told each value; None where a class has a method for it.
        cls: The class that is made first, or None.
        method: The name of its method.
        roles: The role of each parameter of the telling.
        made: Which construct arguments the class takes, by the learner's names.
        told: Which of them the telling takes.
        fixed: Further arguments of the telling.
        is_torch: Whether the model that it gets is a torch module.
        sign: -1 where higher is better.
        whole: Whether all values go in at once.
        counts: Whether the values are the numbers of the steps.
    """

    text: str
    function: Callable[..., Any] | None = None
    cls: type | None = None
    method: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    wanted: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    is_torch: bool = False
    sign: float = 1.0
    whole: bool = False
    counts: bool = False

    @property
    def lacks_sign(self) -> bool:
        """Whether nothing says which way is better."""
        return "either" in self.roles.values() and not self.made_says_mode

    @property
    def made_says_mode(self) -> bool:
        """Whether the constructor is told that lower is better."""
        names = {plain(item.name) for item in named(self.cls)} if self.cls else set()
        return bool(names & (set(FIXED) - {"verbose", "restorebestweights", "restorebest", "tracefunc"}))


def words_of(signature: Signature, known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the names of each construct argument of the contract, its own first."""
    names = [argument.name for argument in signature.optional]
    return {name: (plain(name), *known.get(name, ())) for name in names}


def handed_to(cls: type) -> dict[str, str]:
    """Return which parameters of a constructor get a model, an optimizer, a path or a folder."""
    return roles_of(cls, {role: STEP[role] for role in ("model", "optimizer", "path", "folder")})


def roles_in(function: Callable[..., Any], own: set[str], taken: set[str]) -> dict[str, str]:
    """Return the roles of what a step is told; a first parameter of no known name is the value."""
    items = [item for item in named(function) if item.name not in {*own, *taken}]
    roles = roles_among([item.name for item in items], STEP)
    if not {"lower", "higher", "either", "logs", "history"} & set(roles.values()):
        free = [item.name for item in items if item.name not in roles and item.default is item.empty]
        roles |= dict.fromkeys(free[:1], "either")
    return roles
