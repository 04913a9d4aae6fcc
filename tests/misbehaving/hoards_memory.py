"""Allocates without end."""

def double(x):
    kept = []
    while True:
        kept.append(bytearray(1 << 24))
