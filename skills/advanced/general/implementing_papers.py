"""Implementing papers: turn a published method into code that reproduces what its authors claim.

Why it matters: The gap between following an equation and getting its numbers is where much of
the learning happens.
"""
