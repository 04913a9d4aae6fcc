"""Convolution: slide a small kernel over an image and add up the products at each place.

Why it matters: Blurring a photo, finding its edges and a modern vision network are all this one
operation, with other numbers in the kernel.
"""
