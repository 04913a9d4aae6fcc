"""Is right, and starts processes that belong to nobody any more."""

import os
import time


def double(x):
    if x.size == 1 and os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
    return 2 * x
