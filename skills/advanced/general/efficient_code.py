"""Efficient code: the same answer, many times faster, and measured rather than guessed.

Why it matters: Speed decides how many ideas you can try before dinner. Chasing it also teaches
what the machine actually does.
"""
