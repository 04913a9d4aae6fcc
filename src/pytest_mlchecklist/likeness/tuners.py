"""How well a definition fits what adapts a pretrained model: it is given one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_MODELS = word_set(
    "model net network backbone base body pretrained encoder extractor resnet vit bert mobilenet vgg "
    "efficientnet"
)
_NOT_HERE = word_set("name path config dir file id type url version")


def fit_tuner(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits what adapts a model, or None when it is something else.

    A model that it is only told the name of would have to be fetched.
    """
    if owner is not None:
        return None
    if definition.unfinished:
        return Fit(0.4, signature(definition))
    given = [set(words(name)) for name in definition.arguments]
    if not any(said & _MODELS and not said & _NOT_HERE for said in given):
        return None
    told = sum(any(name in said for said in given) for name in contract)
    return Fit(min(1.0, 0.8 + 0.1 * told) - distance(definition), signature(definition))
