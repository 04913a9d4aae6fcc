"""Dictionaries of arguments, taken apart."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from pytest_mlchecklist.host.mappings import flattened, squared


def conv(x, w, conv_param):
    return conv_param["stride"] + conv_param.get("pad", 0)


def norm(x, bn_param):
    if "seed" in bn_param:
        return bn_param["seed"]
    bn_param["mean"] = x
    return bn_param["mean"]


def passing(x, hparameters):
    return conv(x, x, hparameters)


def cell(x, parameters):
    return parameters["Wya"] @ (parameters["ba"] * 0 + 1) + parameters["by"]


def pool(x, pool_height, pool_width, stride):
    return pool_height, pool_width, stride


SOURCE = "\n".join(inspect.getsource(function) for function in (conv, norm, passing, cell))


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (conv, {"x": True, "w": True, "stride": True, "pad": False}),
        (norm, {"x": True, "seed": False, "mean": False}),
        (passing, {"x": True, "stride": True, "pad": False}),
        (cell, {"x": True, "ba": True}),
    ],
)
def test_the_items_become_arguments(function, expected):
    """What a function must find in its dictionary, it must be given; what it looks for, it may be."""
    parameters = inspect.signature(flattened(function, SOURCE, known=set())).parameters.values()
    assert expected == {item.name: item.default is item.empty for item in parameters}


def test_the_items_are_put_back():
    """The function gets its dictionary as it wants it."""
    assert 5 == flattened(conv, SOURCE, known=set())(x=1, w=1, stride=3, pad=2)


def test_spare_weights_are_filled_up():
    """Weights of an output that the contract does not have get numbers of a fitting shape."""
    assert (2, 1) == np.shape(flattened(cell, SOURCE, known=set())(x=1, ba=np.zeros((3, 1))))


def test_a_function_without_dictionaries_stays_as_it_is():
    """There is nothing to take apart."""
    assert pool is flattened(pool, SOURCE, known=set())


def test_a_height_and_a_width_are_one_size():
    """One size is given where two are taken."""
    one = squared(pool)
    assert ["x", "pool_size", "stride"] == list(inspect.signature(one).parameters)
    assert (2, 2, 1) == one(x=0, pool_size=2, stride=1)
