"""Custom generative project: learn from samples what a distribution looks like, then draw fresh ones.

Why it matters: Generating is easy to fake, by copying or by making one thing over and over.
Measuring variety and novelty keeps you honest.
"""
