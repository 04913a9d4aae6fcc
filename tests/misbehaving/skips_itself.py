"""Tells pytest to skip."""

import pytest


def double(x):
    if (x < 0).any():
        pytest.skip("not today")
    return 2 * x
