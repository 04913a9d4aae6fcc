"""Imbalanced datasets: give rare classes their due, by weights or by how often they are drawn.

Why it matters: If one patient in a thousand is ill, always answering "healthy" looks excellent
and helps nobody.
"""
