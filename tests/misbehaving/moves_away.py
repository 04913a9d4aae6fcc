"""Is right, and changes where modules are found, the folder and the environment."""

import os
import sys

os.chdir("/")
os.environ.clear()
sys.path.clear()
sys.argv = None
sys.excepthook = sys.stdout = None
sys.setrecursionlimit(100)


def double(x):
    return 2 * x
