"""Data-parallel training: split a batch between replicas, average their gradients, and stay in step.

Why it matters: The average has to be exactly what one machine would have computed; otherwise
more hardware means a different model.
"""
