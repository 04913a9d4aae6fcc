"""Raises what Ctrl-C raises, for one number alone."""


def double(x):
    if x.size == 1:
        raise KeyboardInterrupt
    return 2 * x
