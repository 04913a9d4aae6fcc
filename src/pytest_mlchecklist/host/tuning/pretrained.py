"""Small pretrained models of torch, built as the code that takes them expects: by the names that it uses."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FEATURES, OLD_CLASSES, SIDE = 6, 10, 8
HEADS = ("fc", "classifier", "head", "heads", "last_linear", "output_layer", "output", "out", "linear", "top")
BODIES = ("backbone", "features", "encoder", "base", "body", "base_model", "feature_extractor", "stem")
_INDEXED = re.compile(r"\.classifier\[(-?\d+)\]")


@dataclass(frozen=True)
class Shape:
    """How a pretrained model is built.

    Attributes:
        text: In words, for the report.
        body: Under which name the backbone lies; '' where its blocks are the model's own.
        head: Under which name the old head lies; '' where there is none.
        index: Where the head's layer stands in a sequence of layers; None where it is the layer itself.
        maps: Whether it gives feature maps (n, c, h, w) rather than rows of features.
    """

    text: str
    body: str = ""
    head: str = ""
    index: int | None = None
    maps: bool = False


def build(shape: Shape) -> Any:
    """Return a new model of this shape, with random weights and statistics that stand for pretrained ones."""
    model = _pretrained(shape)()
    _as_if_trained(model)
    return model


def _block(nn: Any, inputs: int, outputs: int) -> Any:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU())


def _pretrained(shape: Shape) -> Any:
    torch = sys.modules["torch"]
    nn = torch.nn

    class Pretrained(nn.Module):  # type: ignore[misc, name-defined]
        """Four blocks of convolutions, a pooling, and a head."""

        def __init__(self) -> None:
            super().__init__()
            blocks = [_block(nn, *sizes) for sizes in ((3, 4), (4, 4), (4, FEATURES), (FEATURES, FEATURES))]
            names = [f"layer{number}" for number in range(1, 5)]
            if shape.body:
                setattr(self, shape.body, nn.Sequential(*blocks))
            else:
                for name, layers in zip(names, blocks, strict=True):
                    setattr(self, name, layers)
            self.avgpool = nn.Identity() if shape.maps else nn.AdaptiveAvgPool2d(1)
            if shape.head:
                setattr(self, shape.head, _head(nn, shape.index))
            self.feature_dim = self.num_features = self.out_features = self.output_dim = FEATURES

        def forward(self, x: Any) -> Any:
            body = getattr(self, shape.body) if shape.body else None
            for layers in [body] if body is not None else [getattr(self, f"layer{i}") for i in range(1, 5)]:
                x = layers(x)
            x = self.avgpool(x)
            x = x if shape.maps else torch.flatten(x, 1)
            return getattr(self, shape.head)(x) if shape.head else x

    return Pretrained


def _as_if_trained(model: Any) -> None:
    """Give the running statistics values that they have only after training."""
    torch = sys.modules["torch"]
    with torch.no_grad():
        for name, held in model.state_dict().items():
            if name.endswith("running_mean"):
                held.copy_(torch.randn_like(held) / 4)
            elif name.endswith("running_var"):
                held.copy_(torch.rand_like(held) + 0.5)


def _head(nn: Any, index: int | None) -> Any:
    layer = nn.Linear(FEATURES, OLD_CLASSES)
    if index is None:
        return layer
    before = index if index >= 0 else 1
    return nn.Sequential(*(nn.Identity() for _ in range(before)), layer)


def backbones_for(source: str) -> Iterator[Shape]:
    """Yield the pretrained models to try on code that puts a new head on one."""
    for name in HEADS:
        if re.search(rf"\.{name}\b", source) or f'"{name}"' in source:
            found = _INDEXED.search(source) if name == "classifier" else None
            index = int(found.group(1)) if found else None
            body = "features" if ".features" in source else ""
            yield Shape(f"with its old head as .{name}", body, name, index)
    yield Shape("a feature extractor without a head")
    yield Shape("a feature extractor that gives maps", maps=True)
    yield Shape("with its old head as .fc", "", "fc")


def wholes_for(source: str) -> Iterator[Shape]:
    """Yield the pretrained models to try on code that tunes a whole one."""
    bodies = [name for name in BODIES if re.search(rf"\.{name}\b|['\"]{name}", source)]
    heads = [name for name in HEADS if re.search(rf"\.{name}\b|['\"]{name}", source)]
    for head in [*heads, "fc"]:
        for body in [*bodies, ""]:
            yield Shape(f"blocks {'in .' + body if body else 'layer1 to layer4'}, head .{head}", body, head)
