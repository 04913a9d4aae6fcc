"""Never returns for one number alone."""


def double(x):
    while x.size == 1:
        pass
    return 2 * x
