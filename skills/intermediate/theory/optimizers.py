"""Optimizers: rules that turn a gradient into a step, from plain descent to Adam.

Why it matters: The same network may train in minutes or never, depending on its steps. Knowing
the rules turns a wall of settings into choices.
"""
