"""Callbacks: stop when the validation loss no longer improves, and keep the best model so far.

Why it matters: The best epoch is rarely the last one. Small observers like these watch over a
long run while you do something else.
"""
