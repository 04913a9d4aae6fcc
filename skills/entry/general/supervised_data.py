"""Supervised data: give every class a number and every sample its own label, and mix up neither.

Why it matters: Networks believe whatever label you hand them. When the pairs slip by one row,
no architecture can repair that.
"""
