"""Custom pipelines: chain small stages, each doing one thing to the data that flow through.

Why it matters: Separate stages can be tested, reordered and reused, and when one of them breaks
you know which.
"""
