"""Raises an error whose message can't be read."""

class Mute(Exception):
    def __str__(self):
        raise ValueError

    __repr__ = __str__


def double(x):
    raise Mute
