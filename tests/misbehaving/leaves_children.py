"""Is right, and starts children that would outlive it."""

import os
import time


def double(x):
    if x.size == 1 and os.fork() == 0:
        os.setsid()
        time.sleep(60)
        os._exit(0)
    return 2 * x
