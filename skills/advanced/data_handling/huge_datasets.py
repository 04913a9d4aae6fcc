"""Huge datasets: stream shards to many workers, with no record twice and none forgotten.

Why it matters: At this size one pass takes days and will be interrupted, so continuing in the
middle is not a luxury.
"""
