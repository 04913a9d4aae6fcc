"""How a network that looks at images may want to be told their shape and the number of its outputs."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..layers.sizes import RANDOM
from ..seeding import KEYS, randomness
from .sizes import NUMBERS, parameters_of_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .image_network import Lay

CLASSES = 3
_SHAPE = re.compile(r"^(in|input|image|img|x|data)?_?(shape|dim|dims|size|side|resolution|hw)$")
_SIDE = re.compile(r"^(in|input|image|img)?(h|height|w|width)$")
_CHANNELS = re.compile(r"^(n|num|no|in|input|nin|image|img|color|colour)*(channels?|chans?|ch|c)(in|input)?$")
_CLASSES = re.compile(
    r"^(n|num|no|number_?of|k)?_?(classes|class|outputs?|labels|outputs?(size|dims?|features|units|classes)|"
    r"out(features|size|dims?)?|outdim|dout|categories)$"
)
_WIDTHS = re.compile(
    r"^(n|num|no)?(hidden|filters?|kernels?|featuremaps|units|width)(size|dims?|units|s|1|2)?$"
)
_KERNELS = re.compile(r"^(kernel|filter|k|f|conv)(size|shape)?$|^ksize$")
_PLAINEST: Mapping[str, Any] = {
    **NUMBERS,
    "activation": "relu",
    **dict.fromkeys(("stride", "strides", "padding", "pad"), 1),
    **dict.fromkeys(("poolsize", "pool"), 2),
}


@dataclass(frozen=True)
class ImageBuilding:
    """One way to build a network for images.

    Attributes:
        roles: What each parameter gets: 'shape', 'side', 'channels' or 'classes'.
        fixed: Further arguments.
        is_ready: Whether the object is a model already.
        shape: The (channels, height, width) of an image.
        lay: How the axes of an image lie.
    """

    roles: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    is_ready: bool = False
    shape: tuple[int, int, int] = (1, 8, 8)
    lay: Lay | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether neither images nor outputs can be chosen."""
        return not self.roles

    @property
    def tells_the_size(self) -> bool:
        """Whether it is told how large images are."""
        return bool({"shape", "side", "sides"} & set(self.roles.values()))

    @property
    def tells_the_channels(self) -> bool:
        """Whether it is told how many channels images have."""
        return bool({"shape", "channels"} & set(self.roles.values()))

    def build(self, value: Any, sizes: Sequence[int] = ()) -> Any:
        """Return a model."""
        del sizes
        if self.is_ready:
            return value
        channels, height, width = self.shape
        order = self.lay.order[1:] if self.lay else (1, 2, 3)
        image = tuple(self.shape[axis - 1] for axis in order) if len(order) > 2 else (height, width)
        values = {
            "shape": image,
            "side": height,
            "sides": (height, width),
            "channels": channels,
            "classes": CLASSES,
        }
        return value(**{name: values[role] for name, role in self.roles.items()}, **self.fixed)

    def text(self, name: str) -> str:
        """Return the way it is built, as a learner would write it."""
        if self.is_ready:
            return name
        given = [f"{key}={role}" for key, role in self.roles.items()]
        return f"{name}({', '.join([*given, *(f'{key}={value!r}' for key, value in self.fixed.items())])})"


def image_buildings(value: Any) -> Iterator[ImageBuilding]:
    """Yield the ways in which a class or a function may want to build a network for images."""
    if not isinstance(value, type) and not inspect.isroutine(value):
        yield ImageBuilding(is_ready=True)
        return
    parameters = parameters_of_any(value)
    required = [item for item in parameters if item.default is item.empty]
    seen: list[Any] = []
    for told in (parameters, required):
        for roles in _shaped(_roles(told), told):
            fixed = _fixed(required, roles)
            if len(roles.keys() & {item.name for item in required}) + len(fixed) == len(required):
                found = ImageBuilding(roles, fixed)
                if found not in seen:
                    seen.append(found)
                    yield found


def _roles(parameters: list[inspect.Parameter]) -> dict[str, str]:
    roles: dict[str, str] = {}
    patterns = {"channels": _CHANNELS, "classes": _CLASSES, "shape": _SHAPE}
    for item in parameters:
        name = plain(item.name)
        role = next((role for role, pattern in patterns.items() if pattern.match(name)), "")
        if role and role not in roles.values() and not isinstance(item.default, (bool, str)):
            roles[item.name] = role
    sides = [item.name for item in parameters if _SIDE.match(plain(item.name))]
    return roles | (dict.fromkeys(sides, "side") if len(sides) > 1 else {})


def _shaped(roles: dict[str, str], parameters: list[inspect.Parameter]) -> Iterator[dict[str, str]]:
    """Yield the roles with an image's shape told in one way after another: as three numbers, one, or two."""
    name = next((name for name, role in roles.items() if role == "shape"), "")
    default = next((item.default for item in parameters if item.name == name), None)
    if not name:
        yield roles
        return
    if isinstance(default, int):
        ways = ["side"]
    elif isinstance(default, (tuple, list)):
        ways = ["shape"] if len(default) > 2 else ["sides"]
    else:
        ways = ["shape", "side", "sides"]
    yield from ({**roles, name: way} for way in ways)


def _fixed(required: list[inspect.Parameter], roles: Mapping[str, str]) -> dict[str, Any]:
    """Return values for what must be given besides: small widths, a usual kernel."""
    fixed: dict[str, Any] = {}
    for item in required:
        name = plain(item.name)
        if item.name in roles:
            continue
        if name in RANDOM | KEYS:
            fixed[item.name] = randomness(name)
        elif name in _PLAINEST:
            fixed[item.name] = _PLAINEST[name]
        elif _KERNELS.match(name):
            fixed[item.name] = 3
        elif _WIDTHS.match(name):
            fixed[item.name] = 8
    return fixed
