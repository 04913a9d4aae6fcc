"""Saving and loading models: write a trained model to disk and get back one that answers the same.

Why it matters: Training may take a night; losing its result takes one closed window. And a copy
that answers differently is another model.
"""
