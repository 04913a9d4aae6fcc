"""Generators: hand out batches one at a time, and visit every sample once per epoch.

Why it matters: Lazy batches keep memory small. If their shuffle separates inputs from answers
nothing crashes, the network simply learns noise.
"""
