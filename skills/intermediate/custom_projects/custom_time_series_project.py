"""Custom time-series project: forecast what comes next in a series, better than by repeating the last value.

Why it matters: Yesterday's number is a surprisingly strong opponent, and beating it fairly is
what separates a forecast from a pretty curve.
"""
