"""Matrix operations: multiply, transpose, and fold a bias into the weights as one more row.

Why it matters: Nearly all the work of a network is matrix multiplication, and most early errors
are two shapes that do not meet.
"""
