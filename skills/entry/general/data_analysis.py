"""Data analysis: look at a column before you train on it: its range, its gaps, its odd values.

Why it matters: A gap that somebody filled with -999 can spoil a model for weeks; five minutes
with minimum and maximum would have shown it.
"""
