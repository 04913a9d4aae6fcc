"""Raises what Ctrl-C raises, for negative numbers."""

def double(x):
    if (x < 0).any():
        raise KeyboardInterrupt
    return 2 * x
