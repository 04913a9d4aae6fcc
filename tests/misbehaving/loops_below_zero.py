"""Never returns for negative numbers."""

def double(x):
    while (x < 0).any():
        pass
    return 2 * x
