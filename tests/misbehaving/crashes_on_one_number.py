"""Reads memory that is not there, for one number alone."""

import ctypes


def double(x):
    if x.size == 1:
        ctypes.string_at(0)
    return 2 * x
