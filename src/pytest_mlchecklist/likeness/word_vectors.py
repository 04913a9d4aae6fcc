"""How well a definition fits what learns word vectors: it is given texts, at once or in its `fit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, signature, takes_anything

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_LEARNS = ("fit", "train", "train_model", "build", "train_embeddings", "learn", "fit_transform")


def fit_word_vectors(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits what learns word vectors, or None when it is something else."""
    if owner or definition.kind == "object":
        return None
    learns = definition.method(*_LEARNS) if definition.kind == "class" else definition
    works = learns and takes_anything(learns) and (learns is not definition or gives_back(definition))
    fits = works or definition.unfinished
    return Fit(1 - distance(definition), signature(definition)) if fits else None
