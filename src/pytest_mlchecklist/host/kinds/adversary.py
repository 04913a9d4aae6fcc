"""Steps of generative adversarial networks: two networks, of which each learns from a loss of its own.

Understood are functions of torch that take a generator, a discriminator, their optimizers and real
examples, or batches of them, by their names (all of them ours); one such function for each network,
where the other one lies beside it; and classes that are given the two networks, or have them, made with
small sizes by names, and a method for a step, or one for each network. A step is taken three times, or
an epoch of three batches once.

Operations: `call` (seed: which networks 'trained'; 'crossed', the network that learnt from the other one's
loss, 'both' where one loss serves both, or ''; 'stale', networks whose old gradients were still there;
'joint', whether one step of an optimizer changed both; 'pushes', by how much the changes of a network
raised what it is after, the least of them, None where that could not be asked).
Facts: 'owns', whether the networks are the learner's own.
"""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from ..adversaries.ledger import Ledger
from ..adversaries.networks import RATE, ROWS, examples, rivals
from ..adversaries.words import (
    DISCRIMINATOR,
    GENERATOR,
    STEPS,
    arguments_for,
    rivals_of,
    takes_network,
    trains_generator,
)
from ..arguments import plain
from ..attempts import could_not_call, first_words
from ..callees import is_torch_module
from ..making import Making, makings
from ..refusal import Unavailable
from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..adversaries.ledger import Update
    from ..loading import Loaded
    from ..shapes import Signature

TURNS = 3
SHAPES = ((6,), (1, 28, 28), (784,))
LATENT = 4
SIZES = {"in": 6, "out": 6, "size": 6, "latent": LATENT, "hidden": 8, "embedding": 6, "layers": 1,
         "dropout": 0.0}  # fmt: skip
ADAPTER = """\
def {part}(generator, discriminator, optimizer_g, optimizer_d, real):
    # two torch modules, an optimizer of each, and a batch of examples: one step of both
    ...  # call your own code here
"""


@dataclass(frozen=True)
class AdversaryConvention:
    """How a step is taken; see the module's docstring for its operations.

    Attributes:
        start: Makes two networks and real examples; returns them, and what takes the steps.
        text: The call in words.
        how: How its file was loaded.
        facts: What checks need to know.
    """

    start: Callable[[], tuple[Mapping[str, Any], Any, Callable[[], None]]]
    text: str
    how: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        return ", ".join(filter(None, (f"called as {self.text}", self.how)))

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation != "call":
            raise Unavailable(operation)
        reseed(int(kwargs["seed"]))
        networks, real, step = self.start()
        ledger = Ledger(networks, real)
        with ledger.open():
            step()
        return _told(ledger.updates)


def _told(updates: list[Update]) -> dict[str, Any]:
    stepped = {update.network for update in updates if update.is_step}
    # What changes a network beside its optimizer clips it.
    updates = [update for update in updates if update.is_step or update.network not in stepped]
    used = {name: [u.learnt_from for u in updates if u.network == name] for name in _NAMES}
    pushes = {name: [u.push for u in updates if u.network == name] for name in _NAMES}
    return {
        "trained": [name for name in _NAMES if used[name]],
        "stale": [name for name in _NAMES if _repeats(used[name])],
        "crossed": _crossed(used["generator"], used["discriminator"]),
        "joint": any(update.is_joint for update in updates),
        "pushes": {name: _least(pushes[name]) for name in _NAMES},
    }


_NAMES = ("generator", "discriminator")


def _least(pushes: list[float | None]) -> float | None:
    known = [push for push in pushes if push is not None]
    return min(known) if known else None


def _repeats(used: list[frozenset[int]]) -> bool:
    """Return whether a network learnt from a pass, and then from that and a later one."""
    return any(one < other for place, one in enumerate(used) for other in used[place + 1 :] if one)


def _crossed(generator: list[frozenset[int]], discriminator: list[frozenset[int]]) -> str:
    """Return the network that learnt from a loss of the other one's besides its own."""
    for made, judged in product(generator, discriminator):
        if made & judged:
            if made == judged:
                return "both"
            return "generator" if made - judged else "discriminator"
    return ""


def open_convention(loaded: Loaded, signature: Signature) -> AdversaryConvention:
    """Return the first convention by which a step changes a network.

    Raises:
        CannotRun: None does.
    """
    tried: list[str] = []
    idle: AdversaryConvention | None = None
    for convention in _possible(loaded) if hasattr(sys.modules.get("torch"), "nn") else ():
        try:
            came = convention.run("call", [], {"seed": 0})
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{convention.text}: {first_words(error)}")
            continue
        if came["trained"]:
            return convention
        idle = idle or convention
    if idle is not None:
        return idle
    otherwise = "it is no function of torch that takes two networks, and no class that has them"
    adapter = ADAPTER.format(part=signature.part)
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter)


def _possible(loaded: Loaded) -> Iterator[AdversaryConvention]:
    owner = loaded.owner or (loaded.value if inspect.isclass(loaded.value) else None)
    if owner is None:
        yield from _of_functions(loaded)
        return
    if takes_network(owner):
        yield from _of_trainer(owner, loaded)
        return
    for making, several in product(makings(owner, SIZES, ("in", "latent")), (False, True)):
        for names in _methods(owner, loaded.name if loaded.owner else ""):
            text = f"{making.text(owner.__name__)}.{' and .'.join(names)}"
            start = partial(_started_object, owner, making, names, several=several)
            yield AdversaryConvention(start, text, loaded.how, {"lacks": [], "owns": True})


def _of_functions(loaded: Loaded) -> Iterator[AdversaryConvention]:
    other = next(
        (loaded.namespace[name] for name in rivals_of(loaded.name) if name in loaded.namespace), None
    )
    functions = [loaded.value, *([other] if callable(other) else [])]
    functions.sort(key=lambda function: trains_generator(function.__name__))  # the discriminator learns first
    if not any(map(takes_network, functions)):
        return
    text = " and ".join(f"{function.__name__}(…)" for function in functions)
    for shape, flat, several in product(SHAPES, (False, True), (False, True)):
        start = partial(_started_functions, functions, shape, flat=flat, several=several)
        yield AdversaryConvention(
            start, f"{text} on networks of ours", loaded.how, {"lacks": [], "owns": False}
        )


def _of_trainer(owner: type, loaded: Loaded) -> Iterator[AdversaryConvention]:
    """Yield the ways to make an object that is given both networks, and to take its steps."""
    forms = product(SHAPES, (False, True), (False, True))
    for (shape, flat, several), names in product(forms, _methods(owner, loaded.name if loaded.owner else "")):
        text = f"{owner.__name__}(…).{' and .'.join(names)} on networks of ours"
        start = partial(_started_trainer, owner, names, shape, flat=flat, several=several)
        yield AdversaryConvention(start, text, loaded.how, {"lacks": [], "owns": False})


def _started_trainer(
    owner: type, names: tuple[str, ...], shape: tuple[int, ...], *, flat: bool, several: bool
) -> tuple[Mapping[str, Any], Any, Callable[[], None]]:
    networks, values = _given(shape, flat=flat, several=several)
    made = owner(**arguments_for(owner, values))
    return networks, values["examples"], partial(_take_steps, [getattr(made, name) for name in names], values)


def _started_functions(
    functions: list[Callable[..., Any]], shape: tuple[int, ...], *, flat: bool, several: bool
) -> tuple[Mapping[str, Any], Any, Callable[[], None]]:
    networks, values = _given(shape, flat=flat, several=several)
    return networks, values["examples"], partial(_take_steps, functions, values)


def _given(shape: tuple[int, ...], *, flat: bool, several: bool) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Return two networks of ours, and all that a step on them may ask for."""
    torch: Any = sys.modules["torch"]
    generator, discriminator = rivals(shape, flat=flat)
    networks = {"generator": generator, "discriminator": discriminator}
    optimizers = {
        f"optimizer_{name[0]}": torch.optim.SGD(network.parameters(), lr=RATE)
        for name, network in networks.items()
    }
    return networks, {**networks, **optimizers, **_besides(examples(shape), several=several)}


def _started_object(
    owner: Any, making: Making, names: tuple[str, ...], *, several: bool
) -> tuple[Mapping[str, Any], Any, Callable[[], None]]:
    made = making.of(owner)
    networks = {
        name: next(v for key, v in _modules(made) if pattern.match(plain(key)))
        for name, pattern in (("generator", GENERATOR), ("discriminator", DISCRIMINATOR))
    }
    values = {**networks, **_besides(examples((6,)), several=several)}
    return networks, values["examples"], partial(_take_steps, [getattr(made, name) for name in names], values)


def _modules(made: Any) -> Iterator[tuple[str, Any]]:
    held = {**vars(made), **dict(made.named_children())} if is_torch_module(type(made)) else vars(made)
    yield from ((key, value) for key, value in held.items() if is_torch_module(type(value)))


def _besides(real: Any, *, several: bool) -> dict[str, Any]:
    """Return what a step may ask for beside the networks: a batch is a tensor, or several with labels."""
    torch: Any = sys.modules["torch"]
    labels = torch.zeros(len(real), dtype=torch.long)
    batch = [real, labels] if several else real
    return {"examples": real, "real": batch, "loader": [batch] * TURNS, "z": torch.randn(ROWS, LATENT),
            "labels": labels, "latent": LATENT, "batch_size": ROWS, "epochs": 1, "lr": RATE, "count": 2,
            "device": torch.device("cpu"), "loss_function": torch.nn.BCEWithLogitsLoss()}  # fmt: skip


def _take_steps(functions: list[Callable[..., Any]], values: Mapping[str, Any]) -> None:
    for turn in range(TURNS):
        for function in functions:
            given = arguments_for(function, values)
            if turn and any(item is values["loader"] for item in given.values()):
                return  # a loop over batches takes several steps by itself
            function(**given)


def _methods(owner: type, named: str) -> Iterator[tuple[str, ...]]:
    """Yield the methods that take a step: one of both networks, or one for each."""
    own = [name for base in owner.__mro__ if base.__module__.split(".")[0] != "torch" for name in vars(base)]
    for name in [named] if named else [*(step for step in STEPS if step in own), *own]:
        other = next((rival for rival in rivals_of(name) if rival in own), "")
        if other and callable(getattr(owner, name)):
            yield tuple(sorted((name, other), key=trains_generator))
        elif name in STEPS or named:
            yield (name,)
