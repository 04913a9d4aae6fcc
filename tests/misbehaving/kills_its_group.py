"""Kills its process group."""

import os
import signal


def double(x):
    os.killpg(0, signal.SIGKILL)
    return 2 * x
