"""Clustering: k-means finds groups among points that nobody has labelled.

Why it matters: Most data come without answers. Grouping them is often the first glimpse of what
is in there.
"""
