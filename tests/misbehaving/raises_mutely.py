"""Raises an error whose message can't be read, for one number alone."""


class Mute(Exception):
    def __str__(self):
        raise ValueError

    __repr__ = __str__


def double(x):
    if x.size == 1:
        raise Mute
    return 2 * x
