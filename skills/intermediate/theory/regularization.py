"""Regularization: hold weights back a little, so that a model learns the pattern, not the noise.

Why it matters: Anything with enough parameters can learn its lessons by heart. A small penalty
nudges it towards explanations that carry over.
"""
