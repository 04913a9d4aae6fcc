"""Training loops: weights go in, better weights come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from ..refusal import CannotRun
from ..training.torch_loops import open_torch_loop
from ..training.ways import ways

if TYPE_CHECKING:
    from ..loading import Loaded
    from ..shapes import Signature


def open_convention(loaded: Loaded, signature: Signature) -> Any:
    tried: list[str] = []
    for way in ways(loaded):
        found = open_torch_loop(way, loaded.how, tried)
        if found:
            return found
    raise CannotRun(f"{loaded.name} could not be called: {tried}")
