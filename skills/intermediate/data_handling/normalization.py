"""Normalization: bring features to a common scale, measured on the training set alone.

Why it matters: A column in millimetres should not drown one in years. And a scale that has
peeked at the test set makes every later score too good.
"""
