"""Recurrent Neural Networks: a cell reads a sequence step by step and carries a memory along.

Why it matters: Order changes meaning, in speech as in stock prices, and a running memory is the
simplest way to take it into account.
"""
