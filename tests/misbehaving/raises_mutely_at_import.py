"""Raises an error at import whose message can't be read."""


class Mute(Exception):
    def __str__(self):
        raise ValueError

    __repr__ = __str__


def double(x):
    return 2 * x


raise Mute
