"""Augmentations: vary training examples in ways that do not change what they show.

Why it matters: A mirrored dog is a new picture for free. Used with care, such variety does more
against overfitting than many a clever trick.
"""
