"""What the parameters of a GAN's step stand for, by their names; what its networks and methods are called."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from ..making import role_of as size_role
from ..training.roles import NEUTRAL
from ..training.roles import role_of as training_role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

GENERATOR = re.compile(r"^(g|gen|generator|netg|gnet|modelg|gmodel|generatormodel|gennet|generatornet)$")
DISCRIMINATOR = re.compile(
    r"^(d|dis|disc|discr|discriminator|critic|netd|dnet|modeld|dmodel|discriminatormodel|discnet|netcritic|c"
    r"|discriminatornet)$"
)
_OPTIMIZER = re.compile(r"optimizers?|optimisers?|optims?|opts?|solvers?")
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("generator", GENERATOR),
    ("discriminator", DISCRIMINATOR),
    ("z", re.compile(r"^(fixed)?(z|noise|latents?|noises|latentvectors?)(batch|vectors?|samples?)?$")),
    ("loader", re.compile(r"loader|^dl$|dataset|batches|iterator|^dataiter$")),
    (
        "real",
        re.compile(
            r"^(x|data|batch|samples?|images?|imgs?|inputs?)?real(s|x|data|batch|samples?|images?|imgs?)?$"
            r"|^(x|xs|images?|imgs?|batch|data|samples|inputs?|xb|xbatch|databatch|minibatch|xtrain)$"
        ),
    ),
    ("loss_function", re.compile(r"criterion|lossf|^(adversarial|gan|bce)?loss$|^bce$")),
    ("count", re.compile(r"^(ncritic|criticiter(ation)?s|dsteps|discsteps|k|ndisc|gsteps|criticsteps)$")),
    ("labels", re.compile(r"^(labels?|y|classes)$")),
)
STEPS = (
    "train_step", "training_step", "train_batch", "train_on_batch", "gan_step", "step", "one_step", "update",
    "train_epoch", "fit", "train",
)  # fmt: skip
_RIVALS = (("discriminator", "generator"), ("critic", "generator"), ("disc", "gen"), ("critic", "gen"))


def role_of(name: str) -> str:
    """Return what a parameter of this name stands for, '' where its name tells nothing."""
    word = plain(name)
    rest = _OPTIMIZER.sub("", word)
    if rest != word:
        return "optimizer_g" if GENERATOR.match(rest) else "optimizer_d" if DISCRIMINATOR.match(rest) else ""
    found = next((role for role, pattern in _PATTERNS if pattern.search(word)), "")
    if found:
        return found
    if size_role(name) == "latent":
        return "latent"
    role = training_role(name)
    return role if role in ("epochs", "batch_size", "device", "lr") else ""


def arguments_for(function: Callable[..., Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to pass to a step, by its own names.

    Raises:
        NoMatch: It needs something that nobody can tell from its name.
    """
    given: dict[str, Any] = {}
    for item in parameters_of(function) or []:
        role, needed = role_of(item.name), item.default is inspect.Parameter.empty
        if role in values and (needed or role not in ("count", "lr", "latent")):
            given[item.name] = values[role]
        elif plain(item.name) in NEUTRAL and needed:
            given[item.name] = NEUTRAL[plain(item.name)]
        elif needed:
            message = f"it needs {item.name!r}, and its name does not say what that is"
            raise NoMatch(message)
    return given


def trains_generator(name: str) -> bool:
    """Return whether the name of a function or method speaks of the generator."""
    return bool(re.search(r"gen|(^|_)g(_|$)", name.lower()))


def takes_network(function: Callable[..., Any]) -> bool:
    """Return whether a function is given one of the two networks."""
    return any(role_of(item.name) in ("generator", "discriminator") for item in parameters_of(function) or [])


def rivals_of(name: str) -> list[str]:
    """Return what a function or method is called that trains the other network."""
    pairs = [*_RIVALS, *((b, a) for a, b in _RIVALS)]
    found = [name.replace(one, other) for one, other in pairs if one in name]
    found += [re.sub(rf"(^|_){a}(_|$)", rf"\1{b}\2", name) for a, b in ("dg", "gd", "DG", "GD")]
    return [other for other in dict.fromkeys(found) if other != name]
