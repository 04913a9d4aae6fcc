"""Divides by zero while it is imported."""

def double(x):
    return 2 * x


print(1 / 0)
