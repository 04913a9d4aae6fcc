"""Generative networks: autoencoders and GANs learn to make data, not only to judge it.

Why it matters: To draw a digit you must know more about digits than to name one, and such
knowledge is useful well beyond making pictures.
"""
