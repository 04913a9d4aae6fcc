"""Divides by zero while it is imported."""

rate = 1 / 0


def double(x):
    return 2 * x
