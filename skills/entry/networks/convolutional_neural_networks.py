"""Convolutional Neural Networks: one small filter slides over the picture and looks for one thing.

Why it matters: A cat in the corner is still a cat. Sharing a filter across all positions builds
that in, with far fewer weights than a separate one for each pixel.
"""
