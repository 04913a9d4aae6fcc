"""Reinforcement learning: what an action is worth when its rewards arrive later.

Why it matters: Discounting and Bellman's equation are the grammar of the field; game players
and robots alike are written in it.
"""
