"""Catches whatever would stop it."""


def double(x):
    while True:
        try:
            x = x + 0
        except BaseException:
            pass
