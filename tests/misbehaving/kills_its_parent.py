"""Kills the process that started it."""

import os
import signal


def double(x):
    os.kill(os.getppid(), signal.SIGKILL)
    return 2 * x
