"""Is right, and closes standard output."""

import os
import sys

sys.stdout.close()
os.close(1)


def double(x):
    sys.stdout = sys.stderr = None
    return 2 * x
