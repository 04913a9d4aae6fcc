"""Reads memory that is not there, for negative numbers."""

import ctypes


def double(x):
    if (x < 0).any():
        ctypes.string_at(0)
    return 2 * x
