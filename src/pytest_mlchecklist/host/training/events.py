"""A callback of ours that a learner's loop calls: it hears what begins and what ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..conventions import Convention

_OTHER = re.compile(r"val|eval|test|predict|loss|backward|forward|step_end_|grad|log|set_|save")
_LEVELS = (("batch", r"batch|step|iter"), ("epoch", r"epoch"), ("train", r"train|fit|run"))
_EDGES = (("begin", r"begin|start|before|pre"), ("end", r"end|after|post|finish|stop|complete"))
_HOOK = re.compile(r"(on|before|after|set)_")
_ASKED = ("epochs", "lr", "batch_size")
_ADDING = ("add_callback", "register_callback", "add_callbacks", "register_callbacks", "add_hook", "register")


class Callback:
    """One callback, and also a list of just it: whatever hook is asked for hears its call."""

    def __init__(self, heard: list[str]) -> None:
        self._heard = heard

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__") or not (_HOOK.match(name) or event_of(name)):
            raise AttributeError(name)
        return lambda *_, **__: self._hear(name)

    def __call__(self, *args: Any, **_: Any) -> None:
        """Hear an event that is told as a word."""
        words = [item for item in args if isinstance(item, str)]
        self._hear(words[0] if words else "called")

    def __iter__(self) -> Iterator[Callback]:
        """Yield itself."""
        return iter([self])

    def __len__(self) -> int:
        """Return how many callbacks it is."""
        return 1

    def __add__(self, others: list[Any]) -> list[Any]:
        return [self, *others]

    def __radd__(self, others: list[Any]) -> list[Any]:
        return [*others, self]

    def __deepcopy__(self, memo: Mapping[int, Any]) -> Callback:
        """Return itself: a copy would hear in vain."""
        return self

    def _hear(self, name: str) -> None:
        event = event_of(name)
        if event:
            self._heard.append(event)


def event_of(name: str) -> str:
    """Return 'train begin', 'batch end' and so on for the name of a hook; '' for any other."""
    name = name.lower()
    if _OTHER.search(name.replace("interval", "")):
        return ""
    level = next((level for level, words in _LEVELS if re.search(words, name)), "")
    edge = next((edge for edge, words in _EDGES if re.search(words, name)), "")
    return f"{level} {edge}" if level and edge else ""


def hand_over(instance: Any, callback: Any) -> None:
    """Give an object that runs a loop the callback, where it has a method for that."""
    for name in _ADDING:
        method = getattr(instance, name, None)
        if callable(method):
            method(callback)
            return


@dataclass
class Heard:
    """A loop of which the events are what is asked."""

    loop: Convention
    heard: list[str] = field(default_factory=list)

    @property
    def description(self) -> str:
        """The convention in words."""
        return f"{self.loop.description}, with a callback of ours"

    @property
    def facts(self) -> Mapping[str, Any]:
        """What checks need to know."""
        facts = self.loop.facts
        return {**facts, "lacks": [name for name in facts["lacks"] if name in _ASKED]}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return the events of a training, in their order."""
        if operation != "call":
            raise Unavailable(operation)
        self.heard.clear()
        self.loop.run("call", args, kwargs)
        return list(self.heard)
