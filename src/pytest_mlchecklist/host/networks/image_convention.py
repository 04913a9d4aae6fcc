"""The convention of a network that looks at images: found by asking it with images of one size after another.

Operations: `call` (images); `layers` (the shapes of its weights, in their order); `fit` (images, their
classes, and others: its outputs for both after learning).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import first_words
from ..backends import keras_objects
from ..callees import is_torch_module
from ..dialects import backends_for
from ..refusal import Unavailable
from ..seeding import reseed
from ..slots import slots
from .goals import ClassesGoal, Goal
from .image_buildings import CLASSES, ImageBuilding, image_buildings
from .image_network import FIRST, LAST, NONE, ImageNetwork, Lay
from .network import forward_methods
from .training import learnt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

EXAMPLES = 5
SIDES = (8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 64, 96, 100, 128, 150, 224, 227, 256)
RANK = 4


@dataclass
class ImageConvention:
    """How a network for images is asked."""

    network: ImageNetwork
    signature: Signature

    @property
    def description(self) -> str:
        """The convention in words."""
        network = self.network
        parts = (
            f"outputs by {network.forward}(x)",
            network.text,
            f"on {network.backend.NAME}",
            network.loaded.how,
        )
        return f"built as {network.building.text(network.loaded.name)}, " + ", ".join(filter(None, parts))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know: the shape of its images, and the number of its outputs."""
        network = self.network
        return {"lacks": [], "image": list(network.shape), "outputs": network.width}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        network, first = self.network, self.signature.arguments[0].name
        if operation == "call":
            return network.outputs(network.new(()), kwargs[first])
        if operation == "layers":
            return {"weights": self._weights()}
        if operation == "fit":
            x, y = kwargs[first], np.asarray(kwargs["y"]).astype(int)
            goal = ClassesGoal(x, y) if network.width > 1 else replace(_ONE_OUTPUT, x=x, y=y)
            model, how = learnt(network, goal, ())
            both = (network.outputs(model, images) for images in (x, kwargs["unseen"]))
            return {**dict(zip(("outputs", "unseen"), both, strict=True)), "how": how}
        raise Unavailable(operation)

    def _weights(self) -> list[list[int]]:
        model = self.network.new(())
        self.network.outputs(model, _images(self.network.shape))
        return [list(shape) for shape in weight_shapes(model)]


_ONE_OUTPUT = Goal(
    np.zeros(0), np.zeros(0), steps=150, epochs=60, tries=8, rates=(0.05, 0.01, 0.2), rate_of_adam=0.005,
    repeats=15, batch=8, own_steps=200, own_rates=(0.5, 0.1, 0.02),
)  # fmt: skip


def weight_shapes(model: Any) -> list[tuple[int, ...]]:
    """Return the shapes of a model's weights, without its biases, in the order in which it keeps them."""
    found: list[tuple[int, ...]] = []
    seen: list[Any] = []
    for slot in slots(model):
        known = slot.likeness("weight") == 2 and not any(slot.held is one for one in seen)
        if known and len(slot.shape) > 1 and sum(size > 1 for size in slot.shape) > 1:
            found.append(slot.shape)
            seen.append(slot.held)
    return found


def open_image_convention(loaded: Loaded, signature: Signature, tried: list[str]) -> ImageConvention | None:
    """Return the first convention whose outputs are one row an image; None where there is none."""
    doubtful: ImageNetwork | None = None
    for network in _networks(loaded, tried):
        try:
            differs = _opened(network)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{network.building.text(loaded.name)}, {network.text}: {first_words(error)}")
            continue
        if differs:
            return ImageConvention(network, signature)
        doubtful = doubtful or network
    return ImageConvention(doubtful, signature) if doubtful else None


def _networks(loaded: Loaded, tried: list[str]) -> Iterator[ImageNetwork]:
    """Yield the ways to build and ask it: whole batches first, small images first."""
    for backend, building in product(backends_for(loaded), image_buildings(loaded.value)):
        model = None if building.tells_the_size else _built(building, loaded, tried)
        if model is None and not building.tells_the_size:
            continue
        for one_by_one, side in product((False, True), SIDES):
            for channels, lay in product(*_possible(building, model, one_by_one=one_by_one)):
                sized = replace(building, shape=(channels, side, side), lay=lay)
                probe = _built(sized, loaded, tried) if building.tells_the_size else model
                yield from (
                    ImageNetwork(
                        loaded, sized, name, backend, one_by_one=one_by_one, lay=lay, shape=sized.shape
                    )
                    for name in forward_methods(probe)
                )


def _built(building: ImageBuilding, loaded: Loaded, tried: list[str]) -> Any:
    reseed()
    try:
        return building.build(loaded.value)
    except Exception as error:  # noqa: BLE001 - sizes that don't fit
        tried.append(f"{building.text(loaded.name)}: {first_words(error)}")
        return None


def _possible(
    building: ImageBuilding, model: Any, *, one_by_one: bool
) -> tuple[Sequence[int], Sequence[Lay]]:
    """Return the numbers of channels, and the orders of axes, that a model may take."""
    is_torch = is_torch_module(type(model))
    lays: Sequence[Lay] = (FIRST, LAST, NONE)
    if is_torch:
        lays = () if one_by_one else (FIRST,)
    elif keras_objects.is_layer(type(model)):
        lays = (LAST, FIRST)
    kernel = next((shape for shape in weight_shapes(model) if len(shape) == RANK), None) if model else None
    if building.tells_the_channels:
        return (1,), lays
    return ((kernel[1],) if kernel and is_torch else (1, 3)), lays


def _opened(network: ImageNetwork) -> bool:
    """Return whether different images get different outputs; set how many there are.

    Raises:
        ValueError: What comes is not one row for each image, or its kernels are not for these channels.
    """
    model, images = network.new(()), _images(network.shape)
    shape = network.outputs(model, images).shape
    told = "classes" in network.building.roles.values()
    if len(shape) != 2 or shape[0] != EXAMPLES or (told and shape[1] != CLASSES):
        message = f"gave the shape {shape} where one row for each of {EXAMPLES} images was expected"
        raise ValueError(message)
    kernel = next((shape for shape in weight_shapes(model) if len(shape) == RANK), None)
    if kernel and network.shape[0] not in kernel:
        message = f"its kernels of the shape {kernel} are not for {network.shape[0]} channels"
        raise ValueError(message)
    network.width = shape[1]
    return bool(np.ptp(network.outputs(model, images), axis=0).max() > 0)


def _images(shape: tuple[int, int, int]) -> np.ndarray:
    return np.random.default_rng(0).uniform(0, 1, size=(EXAMPLES, *shape))
