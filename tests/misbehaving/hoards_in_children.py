"""Lets its children allocate without end."""

import os


def double(x):
    if os.fork() == 0:
        kept = []
        while True:
            kept.append(bytearray(b"x") * (1 << 24))
    os.wait()
    return 2 * x
