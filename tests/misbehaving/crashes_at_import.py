"""Reads memory that is not there while it is imported."""

import ctypes

ctypes.string_at(0)


def double(x):
    return 2 * x
