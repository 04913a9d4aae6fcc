"""Hyperparameter search: try settings within a budget, and report the best one that you really saw.

Why it matters: A learning rate can matter as much as an architecture, and a fair search finds a
better one than stubborn guessing.
"""
