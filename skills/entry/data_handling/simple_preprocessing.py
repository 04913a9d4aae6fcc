"""Simple preprocessing: bring images to one size, or sequences to one length, and spoil nothing.

Why it matters: A batch is a rectangular block of numbers, so nothing can be stacked until
everything has the same shape. Careless resizing quietly throws away what the model was meant to
see.
"""
