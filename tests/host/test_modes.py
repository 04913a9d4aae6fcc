"""Training and evaluation, however a learner's code is told of them."""

from __future__ import annotations

import inspect

import pytest

from pytest_mlchecklist.host.modes import set_mode, translated


def straight(x, train_flg=True):  # noqa: FBT002 - as learners write it
    return train_flg


def inverted(x, prediction=False):  # noqa: FBT002
    return not prediction


def worded(x, mode="train"):
    return {"train": True, "eval": False}[mode]


def required(x, mode):
    if mode == "test":
        return False
    return mode == "train"


class Switched:
    def __init__(self):
        self.is_training = False


class Inverse:
    def __init__(self):
        self.deterministic = True


class Named:
    def __init__(self):
        self.mode = "test"

    def forward(self, x):
        return x if self.mode == "train" else -x


class WithMethods:
    def train(self):
        self.now = True

    def eval(self):
        self.now = False


class Frozen:
    """Where it may not learn, it does not look at the batch."""

    def __init__(self):
        self.trainable = True

    def forward(self, x):
        return x - x.mean() if self.trainable else x


class Weights:
    """Whether it may learn does not matter on its way forward."""

    def __init__(self):
        self.trainable = True

    def forward(self, x):
        return x


class Trainer:
    """Its `train` wants data: that is something else."""

    def train(self, x, y):
        raise AssertionError


@pytest.mark.parametrize("function", [straight, inverted, worded, required])
@pytest.mark.parametrize("training", [True, False])
def test_a_switch_is_asked_in_its_own_words(function, training):
    """Whatever its switch is called and means, it is in the mode that was asked for."""
    assert training == translated(function)(0, training=training)


def test_a_function_without_a_switch_stays_as_it_is():
    """A `mode` that says something else is none."""

    def pool(x, mode="max"):
        return x

    assert pool is translated(pool)


def test_the_default_is_that_of_the_learner():
    """Left out, the switch says what it said."""
    assert True is inspect.signature(translated(inverted)).parameters["training"].default


@pytest.mark.parametrize(
    ("cls", "attribute", "values"),
    [
        (Switched, "is_training", {True: True, False: False}),
        (Inverse, "deterministic", {True: False, False: True}),
        (Named, "mode", {True: "train", False: "test"}),
        (WithMethods, "now", {True: True, False: False}),
        (Frozen, "trainable", {True: True, False: False}),
    ],
)
def test_an_object_is_put_into_a_mode(cls, attribute, values):
    """Attributes and methods of either sense are understood."""
    instance = cls()
    for training, expected in values.items():
        assert set_mode(instance, training=training)
        assert expected == getattr(instance, attribute)


@pytest.mark.parametrize("instance", [Trainer(), Weights(), object()])
def test_an_object_without_modes_has_none(instance):
    """Nothing is said of what has no such thing."""
    assert not set_mode(instance, training=True)
