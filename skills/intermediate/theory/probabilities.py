"""Probabilities: Bayes, densities, sampling and entropy, computed instead of only read about.

Why it matters: A prediction is a degree of belief; people who can calculate with belief notice
when a model is too sure of itself.
"""
