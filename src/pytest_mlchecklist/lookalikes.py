"""What looks like a part by its name: what is never bound, and a learner's own names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.definitions import Definition

_TEST_FOLDERS = word_set("test testing tests unittests")
_TEST_FILE = re.compile(
    r"tests?|test_.*|.*_tests?|conftest|testcases.*|(auto)?grader.*|.*grad(ient)?_?check.*",
    re.IGNORECASE,
)
_STALE = word_set(
    "archive backup bak checkpoint checkpoints copy deprecated draft drafts legacy old solution solutions"
)

# Graders, checkers, reference copies, derivatives, base classes.
_NEVER = word_set(
    "abstract backprop backward base check checker deriv derivative expected grad gradient "
    "mock numerical prime ref reference solution test tests"
)
_NEVER_DECORATED = word_set("abstractmethod fixture overload property setter")

_NETWORKS = word_set("ann dnn mlp net network nn nnet perceptron sequential trainer")
_GROUPINGS = word_set(
    "bayes boost boosted boosting centroid centroids clustering clusters forest kmeans neighbors som tree"
)

# A name with a word of the first kind and none of the second may be the learner's own for such a part.
_OWN_NAMES = {
    "layer": word_set("layer"),
    "model": word_set("ann dnn mlp model net network nn nnet"),
    "splitter": word_set("split splits"),
    "trainer": word_set("fit train training"),
}
_OTHER_THINGS = word_set(
    "accuracy callback checkpoint config dataloader dataset error evaluate exception generate history load "
    "loader logger loss metric optimizer plot predict print save saver scheduler show summary visualize "
    "wrapper"
)
_OTHER_THINGS_OF = {
    "layer": word_set("attention conv dropout embedding flatten input last norm pool recurrent two"),
    "model": word_set(
        "bayesian cnn conv elastic gan graph gru heteroscedastic language linear logistic lstm mapping "
        "regression res rnn spiking test train unet vae"
    ),
    "splitter": word_set(
        "batch batches best fold folds heads indices node params sentence sentences series str string text "
        "tree"
    ),
    "trainer": word_set("data mode split test tokenizer transform vocab"),
}

# What a model of images is called, of which a plain one has nothing.
_OF_IMAGES = word_set("classifier cnn conv res")


def names_network(name: str) -> bool:
    """Whether a class is called a network or a trainer."""
    said = set(words(name))
    return bool(said & _NETWORKS) and "elastic" not in said


def is_grouping(name: str) -> bool:
    """Whether a class is called a tree, an ensemble or a clustering: those take no gradient steps."""
    return bool(_GROUPINGS.intersection(words(name)))


def is_for_tests(name: str) -> bool:
    """Whether a file, by its path from the root, belongs to tests or to a grader."""
    path = PurePosixPath(name)
    in_folder = any(step.lower() in _TEST_FOLDERS for step in path.parts[:-1])
    return in_folder or _TEST_FILE.fullmatch(path.stem) is not None


def is_stale(name: str) -> bool:
    """Whether a file, by its path from the root, looks like an older or another copy."""
    return any(word in _STALE for step in name.split("/") for word in words(step))


def is_look_alike(definition: Definition, names: Iterable[str] = ()) -> bool:
    """Whether a definition only tests, checks, differentiates or prescribes what its name says.

    Args:
        definition: What the learner defines.
        names: The names of a part that may itself be a gradient, or something expected.
    """
    if _NEVER_DECORATED.intersection(definition.decorators):
        return True
    said = set(words(definition.name))
    # `split_train_test` is named after what it makes.
    made = {"test", "tests"} if said & {"split", "splits"} else set()
    own = {word for name in names for word in words(name)}
    return bool(said & _NEVER - made - own)


def resembles(kind: str, name: str, arguments: Iterable[str] = ()) -> bool:
    """Whether a name that nobody listed may be a learner's own for a part of this kind.

    Args:
        kind: The part's kind.
        name: The name.
        arguments: The names of the arguments of the part's contract.
    """
    said = set(words(name))
    if kind == "layer" and "weight" not in arguments:
        return False  # a plain layer is a dense one
    own, others = _OWN_NAMES.get(kind, frozenset()), _OTHER_THINGS | _OTHER_THINGS_OF.get(kind, frozenset())
    if kind == "model" and "images" in arguments:
        own, others = own | (_OF_IMAGES - {"conv", "res"}), others - _OF_IMAGES
    return bool(said & own) and not said & others
