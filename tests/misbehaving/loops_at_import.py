"""Never comes to the end of its import."""

while True:
    pass


def double(x):
    return 2 * x
