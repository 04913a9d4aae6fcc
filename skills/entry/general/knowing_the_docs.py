"""Knowing the docs: put examples that run into your docstrings, and name the pages you relied on.

Why it matters: Looking up how a function really behaves beats guessing, and a note on where you
read it saves the next search.
"""
