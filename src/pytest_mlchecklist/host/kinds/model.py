"""Networks: built from layer sizes, or ready; asked for outputs, for their size, and to learn.

Understood are classes and functions that take a list of sizes, or inputs, hidden units
and outputs one by one, and models whose sizes are fixed; made of torch modules, of a
learner's own array type, or of NumPy arrays; that learn by their own `fit` or `train`, by
their own `backward`, or through automatic differentiation in a loop of ours. A family of
functions that share a dictionary of parameters, and an estimator that has outputs only
after `fit`, are stood in for by an object.

A network of images has operations of its own: see `networks.image_convention`.

Operations: `call` (x, sizes); `layers` (sizes: the shapes of its weights, and the
lengths of those biases that matter); `fit` (x, y, sizes: its outputs after learning).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import could_not_call, first_words
from ..callees import is_torch_module
from ..dialects import backends_for
from ..networks.goals import Goal
from ..networks.image_convention import ImageConvention, open_image_convention
from ..networks.network import Network, forward_methods
from ..networks.sizes import buildings
from ..networks.stand_ins import stand_in
from ..networks.training import learnt
from ..refusal import Unavailable
from ..seeding import reseed
from ..slots import Slot, slots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..loading import Loaded
    from ..networks.sizes import Building
    from ..shapes import Signature

PROBE_SIZES = (3, 6, 2)
EXAMPLES = 5
ADAPTER = """def {part}(sizes):
    # sizes is a list such as [inputs, hidden, outputs]
    return ...  # your own model of these sizes, with forward(x) and, if it trains itself, fit(x, y)
"""

IMAGES = 4
"""How many axes a batch of images has."""
ADAPTER_OF_IMAGES = """def {part}():
    # images come as (n, channels, height, width), of the size that your model takes
    return ...  # your own model, with forward(x) and, if it trains itself, fit(x, y)
"""


@dataclass
class ModelConvention:
    """The convention of a network; see the module's docstring for its operations."""

    network: Network
    signature: Signature

    @property
    def description(self) -> str:
        """The convention in words."""
        network = self.network
        lie = (
            "examples in columns"
            if network.columns
            else "one example at a time"
            if network.one_by_one
            else ""
        )
        parts = (f"outputs by {network.forward}(x)", f"on {network.backend.NAME}", lie, network.loaded.how)
        return f"built as {network.building.text(network.loaded.name)}, " + ", ".join(filter(None, parts))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know: whether the sizes can be chosen."""
        has_own_ends = getattr(self.network.loaded.value, "has_own_ends", False)
        is_fixed = self.network.building.is_fixed or has_own_ends
        return {"lacks": [], "is_fixed": is_fixed, "inputs": self.network.inputs}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation == "call":
            return self.network.outputs(self.network.new(kwargs["sizes"]), kwargs["x"])
        if operation == "layers":
            return self._layers(kwargs["sizes"])
        if operation == "fit":
            model, how = learnt(self.network, Goal(kwargs["x"], kwargs["y"]), kwargs["sizes"])
            return {"outputs": self.network.outputs(model, kwargs["x"]), "how": how}
        raise Unavailable(operation)

    def _layers(self, sizes: Sequence[int]) -> dict[str, Any]:
        x = np.random.default_rng(0).standard_normal((16, self.network.inputs or sizes[0]))
        model = self.network.new(sizes)
        self.network.outputs(model, x)
        found = parameter_slots(model)
        biases = [slot for slot in found if _is_bias(slot)]
        before = self._outputs_with(None, sizes, x)
        return {
            "weights": [list(slot.shape) for slot in found if not _is_bias(slot)],
            "biases": [
                max(slot.shape) for slot in biases if np.any(self._outputs_with(slot, sizes, x) != before)
            ],
        }

    def _outputs_with(self, bias: Slot | None, sizes: Sequence[int], x: np.ndarray) -> np.ndarray:
        """Return the outputs for drawn weights, with one bias of threes; one that is idle moves nothing."""
        model = self.network.new(sizes)
        self.network.outputs(model, x)
        if self.network.building.is_ready:  # there is only this one object: it stays as it is
            return np.zeros(1) if bias is None else np.ones(1)
        rng = np.random.default_rng(1)
        for slot in parameter_slots(model):
            slot.put(rng.standard_normal(slot.shape))
            if bias is not None and slot.text == bias.text:
                slot.put(np.full(slot.shape, 3.0))
        return self.network.outputs(model, x)


def _is_bias(slot: Slot) -> bool:
    return len(slot.shape) == 1 or (slot.likeness("bias") > slot.likeness("weight") and 1 in slot.shape)


def parameter_slots(model: Any) -> list[Slot]:
    """Return the places of a model's weight matrices and biases, each once."""
    found: list[Slot] = []
    for slot in slots(model):
        role = "bias" if len(slot.shape) == 1 else "weight"
        known = slot.likeness(role) == 2 or slot.likeness("bias") == 2
        if (
            len(slot.shape) in (1, 2)
            and min(slot.shape) > 0
            and known
            and not any(_overlap(slot, x) for x in found)
        ):
            found.append(slot)
    return found


def _overlap(slot: Slot, other: Slot) -> bool:
    return slot.held is other.held and slot.held is not None


def open_convention(loaded: Loaded, signature: Signature) -> ModelConvention | ImageConvention:
    """Return the first convention whose outputs have the shape that the sizes ask for.

    What takes images is a network of its own sort.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    if len(signature.arguments[0].axes or ()) == IMAGES:
        seeing = open_image_convention(loaded, signature, tried)
        if seeing is not None:
            return seeing
        otherwise = "it is neither a class nor a function that gives a model of images"
        raise could_not_call(
            loaded.name, tried, otherwise=otherwise, adapter=ADAPTER_OF_IMAGES.format(part=signature.part)
        )
    for candidate in (loaded, stand_in(loaded)):
        found = _first_that_fits(candidate, tried) if candidate is not None else None
        if found is not None:
            return ModelConvention(found, signature)
    otherwise = "it is neither a class nor a function that gives a model"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=ADAPTER.format(part=signature.part))


def _first_that_fits(loaded: Loaded, tried: list[str]) -> Network | None:
    for backend in backends_for(loaded):
        for building in buildings(loaded.value):
            for network in _networks(loaded, building, backend, tried):
                try:
                    _open(network)
                except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
                    way = f"{building.text(loaded.name)}.{network.forward} on {backend.NAME}"
                    tried.append(f"{way}: {first_words(error)}")
                    continue
                return network
    return None


def _networks(loaded: Loaded, building: Building, backend: Any, tried: list[str]) -> list[Network]:
    """Return the ways to ask a model that is built in this way; none when it can't be built."""
    reseed()
    try:
        model = building.build(loaded.value, PROBE_SIZES)
    except Exception as error:  # noqa: BLE001 - sizes that don't fit
        tried.append(f"{building.text(loaded.name)}: {first_words(error)}")
        return []
    ways = ((False, False), (True, False), (False, True))
    return [Network(loaded, building, name, backend, *way) for name in forward_methods(model) for way in ways]


def _open(network: Network) -> None:
    for inputs in _input_sizes(network):
        network.inputs = inputs if network.building.is_fixed else 0
        x = np.random.default_rng(0).standard_normal((EXAMPLES, inputs))
        try:
            shape = network.outputs(network.new(PROBE_SIZES), x).shape
        except Exception:
            if inputs == _input_sizes(network)[-1]:
                raise
            continue
        if (
            len(shape) == 2
            and shape[0] == EXAMPLES
            and (network.building.is_fixed or shape[1] == PROBE_SIZES[-1])
        ):
            return
        message = f"gave the shape {shape} where ({EXAMPLES}, {PROBE_SIZES[-1]}) was expected"
        raise ValueError(message)


def _input_sizes(network: Network) -> list[int]:
    """Return how many inputs to try: as asked, or what a fixed model's first weights suggest."""
    if not network.building.is_fixed:
        return [PROBE_SIZES[0]]
    model = network.building.build(network.loaded.value, PROBE_SIZES)
    shapes = [slot.shape for slot in slots(model) if len(slot.shape) == 2]
    return list(
        dict.fromkeys(
            [
                size
                for shape in shapes[:1]
                for size in (shape[::-1] if is_torch_module(type(model)) else shape)
            ]
            + [2]
        )
    )
