"""Regression: fit a line, or a plane, to points and predict a number from it.

Why it matters: It is the smallest model that really learns, and the yardstick by which anything
fancier has to prove itself.
"""
