"""Recorders of activations: they look into a network while it works, and keep what its layers give.

Understood are, on a small network of ours (of torch, or of NumPy where the code knows no torch):

- classes and functions of a model, or of its layers, that hook into it; what they keep lies then in the
  object, in what came back or in a collection of their file; objects that get the model by a method;
- functions and methods of a model and inputs, and wrappers of a model, that give what they kept;
- hooks themselves, `(module, inputs, output)`, and functions of a name that make one.

Which layers they watch shows in the hooks; without any, they watch every layer. What they keep is found by
the names of the layers, or else by its order. Operations, with the contract's arguments (`x`, `passes`):
`call` gives {"layers": names, "gave": what each gave in the last pass, "recorded": what was kept of it
(nothing: `[]`), "tracked": whether that holds on to a graph, "outputs" and "alone": of the network with the
recorder and without}; `in_place` is `call` on a network whose activation works in place.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import could_not_call, first_words
from ..recording.kept import found_in, paired
from ..recording.networks import array_network, names_in, torch_network
from ..recording.ways import ways
from ..refusal import Unavailable
from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..loading import Loaded
    from ..recording.networks import Network
    from ..recording.ways import Way
    from ..shapes import Signature

FEATURES = 4
_TORCH = re.compile(r"\btorch\b|_hook\(|\.detach\(|\.named_(?:children|modules)\(")
ADAPTER = """\
def {part}(model, x):
    # let `model` work on `x`, and look at what each of its layers gives
    return ...  # a dictionary of these outputs by the names of the layers: call your own code here
"""


@dataclass
class RecorderConvention:
    """How such code is called.

    Attributes:
        way: How it is brought to watch a network.
        loaded: Where it comes from.
        on_torch: Whether the network is one of torch.
        collections: Those of its file into which hooks may write.
        empty: Those of them that were empty at first, and are so after each call.
        facts: What checks need to know.
    """

    way: Way
    loaded: Loaded
    on_torch: bool
    collections: list[Any]
    empty: list[Any]
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        network = f"on a small network of ours, of {'torch' if self.on_torch else 'NumPy'}"
        return "called as " + ", ".join(filter(None, [self.way.text, network, self.loaded.how]))

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation not in {"call", "in_place"}:
            raise Unavailable(operation)
        return self._recorded(kwargs, in_place=operation == "in_place")

    def open(self) -> int:
        """Try the convention; return how many layers something was kept of.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        came = self._recorded({"x": np.ones((2, FEATURES)), "passes": 1}, in_place=False)
        return sum(bool(np.size(kept)) for kept in came["recorded"])

    def _network(self, *, in_place: bool) -> Network:
        reseed(0)
        if self.on_torch:
            return torch_network(names_in(self.loaded.source), FEATURES, in_place=in_place)
        return array_network(FEATURES, in_place=in_place)

    def _recorded(self, values: Mapping[str, Any], *, in_place: bool) -> dict[str, Any]:
        last = np.asarray(values["x"], dtype=float)
        inputs = [last + number for number in range(int(values["passes"]) - 1, -1, -1)]
        alone = self._network(in_place=in_place).run(last)
        network = self._network(in_place=in_place)
        places, outputs = self.way.watch(network, inputs)
        watched = network.watched()
        kept = paired(watched, found_in([*places, self.collections]), network.names)
        for held in self.empty:
            held.clear()
        return {
            "layers": [name for name, _ in watched], "gave": [given for _, given in watched],
            "recorded": [np.zeros(0) if item is None else network.as_array(item) for item in kept],
            "tracked": [bool(getattr(item, "requires_grad", False)) for item in kept],
            "outputs": alone if outputs is None else outputs, "alone": alone,
        }  # fmt: skip


def open_convention(loaded: Loaded, signature: Signature) -> RecorderConvention:
    """Return the first convention in which something is kept, or else the first that fits.

    Raises:
        CannotRun: None does.
    """
    adapter = ADAPTER.format(part=signature.part)
    tried: list[str] = []
    silent: RecorderConvention | None = None
    named = [item for name, item in loaded.namespace.items() if not name.startswith("__")]
    collections = [item for item in named if isinstance(item, (dict, list))]
    empty = [item for item in collections if not item]
    may_be_torch = bool(_TORCH.search(loaded.source)) and importlib.util.find_spec("torch") is not None
    for on_torch, way in product((True, False) if may_be_torch else (False,), ways(loaded)):
        convention = RecorderConvention(way, loaded, on_torch, collections, empty)
        try:
            if convention.open():
                return convention
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
            tried.append(f"{way.text}: {first_words(error)}")
            continue
        silent = silent or convention
    if silent is not None:
        return silent
    raise could_not_call(loaded.name, tried, otherwise="it takes neither a model nor layers", adapter=adapter)
