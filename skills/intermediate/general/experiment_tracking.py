"""Experiment tracking: record the settings and the curves of every run, so that they can be compared.

Why it matters: After thirty runs nobody remembers which one was good, or why. A log does.
"""
