"""Quantum deep learning: simulate qubits and gates, and train a circuit through its angles.

Why it matters: Think of it as gradient descent in an unfamiliar country, and a good test of how
well you know the familiar one.
"""
