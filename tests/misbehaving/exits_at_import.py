"""Ends its process while it is imported."""

import os

os._exit(0)


def double(x):
    return 2 * x
