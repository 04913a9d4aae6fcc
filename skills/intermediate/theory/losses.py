"""Losses: one number for how wrong a prediction is, with a slope that points to better.

Why it matters: A model becomes whatever its loss rewards, so picking one is the moment at which
you say what you want.
"""
