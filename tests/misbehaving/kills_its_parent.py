"""Kills the process that started it."""

import os
import signal
import time


def double(x):
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(5)
    return 2 * x
