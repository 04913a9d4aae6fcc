"""Is wrong, and takes the tools of Python itself away."""

import builtins
import pickle
import socket
import struct
import time

builtins.isinstance = builtins.issubclass = builtins.hasattr = lambda *args: True
builtins.len = lambda *args: 0
builtins.repr = builtins.str = builtins.AssertionError = None
socket.socket.send = socket.socket.sendall = socket.socket.recv = None
struct.pack = struct.unpack = pickle.dumps = pickle.loads = None
time.time = time.monotonic = time.perf_counter = lambda: 0


def double(x):
    return x + 2
