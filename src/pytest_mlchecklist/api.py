"""What an author of skills uses; docs/write_a_skill.md is its manual.

A part is a function whose annotated signature is the contract and whose body is the
reference. Checks, mistakes, variants and further operations are added to it:

    @function(names=["lrelu"])
    def leaky_relu(x: Float["n i"], slope: OneOf(0.5, 0.01) = 0.01) -> Float["n i"]:
        return np.where(x > 0, x, slope * x)

    @leaky_relu.check(hint="Multiply by the slope below zero.")
    def keeps_positive_numbers(leaky_relu, x: Float["n i"].between(1, 9), slope):
        '''A positive number comes back as it is.'''
        assert_close(leaky_relu(x, slope), x)

    skill(needs=all_of(leaky_relu))
"""

from __future__ import annotations

import sys

from pytest_mlchecklist import laws, projects
from pytest_mlchecklist.asserts import (
    assert_alike,
    assert_close,
    assert_equal,
    assert_finite,
    assert_right_gradient,
    assert_that,
)
from pytest_mlchecklist.building import PartBuilder, kind
from pytest_mlchecklist.contract import (
    Count,
    Float,
    Given,
    Index,
    Int,
    OneOf,
    Pieces,
    Value,
)
from pytest_mlchecklist.errors import CannotRun, LearnerError, NotStarted, Unavailable
from pytest_mlchecklist.histories import commit
from pytest_mlchecklist.hosting import look_up
from pytest_mlchecklist.projects import PILES, held_out
from pytest_mlchecklist.scratch import fresh_file, fresh_folder
from pytest_mlchecklist.skill import AllOf, AnyOf
from pytest_mlchecklist.strategies import exact
from pytest_mlchecklist.wording import shown

__all__ = [
    "PILES",
    "CannotRun",
    "Count",
    "Float",
    "Given",
    "Index",
    "Int",
    "LearnerError",
    "NotStarted",
    "OneOf",
    "PartBuilder",
    "Pieces",
    "Unavailable",
    "Value",
    "all_of",
    "any_of",
    "app",
    "assert_alike",
    "assert_close",
    "assert_equal",
    "assert_finite",
    "assert_right_gradient",
    "assert_that",
    "autograd",
    "backprop",
    "block",
    "codec",
    "commit",
    "compiled",
    "deep",
    "estimator",
    "evidence",
    "exact",
    "fresh_file",
    "fresh_folder",
    "function",
    "held_out",
    "kind",
    "language_model",
    "layer",
    "loader",
    "look_up",
    "model",
    "optimizer",
    "pipeline",
    "project",
    "ranks",
    "reconstructor",
    "recorder",
    "repository",
    "resumable",
    "sampled",
    "saver",
    "search",
    "shown",
    "skill",
    "splitter",
    "stateful",
    "trainer",
    "tuner",
    "word_vectors",
]


# Its reference differentiates what its objects computed; nothing is compared but values and gradients.
autograd = kind("autograd", laws.OF_STATEFUL)
compiled = kind("compiled")
backprop = kind("backprop")  # its checks know which networks there are
estimator = kind("estimator", laws.OF_ESTIMATORS)
function = kind("function", laws.OF_FUNCTIONS)
layer = kind("layer", laws.OF_FUNCTIONS)
model = kind("model")
block = kind("block")
deep = kind("deep")
language_model = kind("language_model")
reconstructor = kind("reconstructor")
recorder = kind("recorder")
sampled = kind("sampled")
word_vectors = kind("word_vectors")
loader = kind("loader", laws.OF_LOADERS)
optimizer = kind("optimizer", laws.OF_OPTIMIZERS)
pipeline = kind("pipeline")
project = kind("project", laws.OF_PROJECTS, projects.mistakes)
ranks = kind("ranks")
resumable = kind("resumable")
saver = kind("saver")
search = kind("search")
codec = kind("codec")
app = kind("app")
splitter = kind("splitter")
stateful = kind("stateful", laws.OF_STATEFUL)
trainer = kind("trainer")
tuner = kind("tuner")
# Their references write an exemplary repository or record into a folder; mistakes write faulty ones.
repository = kind("repository")
evidence = kind("evidence")


def all_of(*items: PartBuilder | AllOf | AnyOf) -> AllOf:
    """Return the need for every one of these."""
    return AllOf(tuple(_name(item) for item in items))


def any_of(count: int, *items: PartBuilder | AllOf | AnyOf) -> AnyOf:
    """Return the need for at least `count` of these."""
    return AnyOf(count, tuple(_name(item) for item in items))


def skill(*, needs: AllOf | AnyOf) -> None:
    """Say what the tick of this file's skill takes; call it once, at the end of the file."""
    sys._getframe(1).f_globals["__mlchecklist_skill__"] = needs  # noqa: SLF001 - the caller is the skill


def _name(item: PartBuilder | AllOf | AnyOf) -> str | AllOf | AnyOf:
    return item.part.name if isinstance(item, PartBuilder) else item
