"""Is right up to infinity, and turns warnings into errors."""

import warnings

import numpy as np

warnings.simplefilter("error")
np.seterr(all="raise")


def double(x):
    np.exp(np.array([1e4]))
    return 2 * x
