"""How well a definition fits a part of a kind, judged by its arguments and the shape of its body.

Each kind has a module of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.likeness.adversaries import fit_adversary
from pytest_mlchecklist.likeness.apps import fit_app
from pytest_mlchecklist.likeness.autograds import fit_autograd
from pytest_mlchecklist.likeness.backprops import fit_backprop
from pytest_mlchecklist.likeness.blocks import fit_block
from pytest_mlchecklist.likeness.codecs import fit_codec
from pytest_mlchecklist.likeness.compiled import fit_compiled
from pytest_mlchecklist.likeness.deep import fit_deep
from pytest_mlchecklist.likeness.estimators import fit_estimator
from pytest_mlchecklist.likeness.functions import fit_function
from pytest_mlchecklist.likeness.languages import fit_language_model
from pytest_mlchecklist.likeness.layers import fit_layer
from pytest_mlchecklist.likeness.loaders import fit_loader
from pytest_mlchecklist.likeness.models import fit_model
from pytest_mlchecklist.likeness.optimizers import fit_optimizer
from pytest_mlchecklist.likeness.pipelines import fit_pipeline
from pytest_mlchecklist.likeness.projects import fit_project
from pytest_mlchecklist.likeness.ranks import fit_ranks
from pytest_mlchecklist.likeness.recorders import fit_recorder
from pytest_mlchecklist.likeness.resumables import fit_resumable
from pytest_mlchecklist.likeness.savers import fit_keeper, fit_saver
from pytest_mlchecklist.likeness.searches import fit_search
from pytest_mlchecklist.likeness.splitters import fit_splitter
from pytest_mlchecklist.likeness.statefuls import fit_stateful
from pytest_mlchecklist.likeness.trainers import fit_trainer
from pytest_mlchecklist.likeness.tuners import fit_tuner
from pytest_mlchecklist.likeness.word_vectors import fit_word_vectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_mlchecklist.definitions import Definition
    from pytest_mlchecklist.evidence import Fit


def fit(
    kind: str, contract: tuple[str, ...], definition: Definition, *, owner: Definition | None
) -> Fit | None:
    """Return how well a definition fits a part, or None when it is something else.

    Args:
        kind: The part's kind.
        contract: The names of the arguments of the part's contract.
        definition: What the learner defines.
        owner: Its class, when it is a method.
    """
    return _KINDS.get(kind, fit_function)(contract, definition, owner)


_KINDS: dict[str, Callable[[tuple[str, ...], Definition, Definition | None], Fit | None]] = {
    "adversary": fit_adversary,
    "app": fit_app,
    "autograd": fit_autograd,
    "reconstructor": fit_block,
    "block": fit_block,
    "backprop": fit_backprop,
    "codec": fit_codec,
    "compiled": fit_compiled,
    "deep": fit_deep,
    "estimator": fit_estimator,
    "function": fit_function,
    "keeper": fit_keeper,
    "language_model": fit_language_model,
    "layer": fit_layer,
    "loader": fit_loader,
    "model": fit_model,
    "optimizer": fit_optimizer,
    "pipeline": fit_pipeline,
    "project": fit_project,
    "ranks": fit_ranks,
    "recorder": fit_recorder,
    "resumable": fit_resumable,
    "saver": fit_saver,
    "search": fit_search,
    "splitter": fit_splitter,
    "stateful": fit_stateful,
    "trainer": fit_trainer,
    "word_vectors": fit_word_vectors,
    "tuner": fit_tuner,
}
