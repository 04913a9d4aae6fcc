"""Is a script that ends itself."""

import sys


def double(x):
    return 2 * x


sys.exit(0)
