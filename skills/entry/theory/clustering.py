"""Clustering: assign each point to its nearest centre, move each centre to its points, repeat.

Why it matters: Two plain steps, neither of which can make things worse: a gentle introduction
to why an algorithm comes to rest.
"""
