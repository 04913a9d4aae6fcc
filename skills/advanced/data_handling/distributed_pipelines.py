"""Distributed pipelines: process records on many machines, with the same outcome as on one.

Why it matters: When no computer can hold all the data, being right depends on partial results
that can be merged in any grouping.
"""
