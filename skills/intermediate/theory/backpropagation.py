"""Backpropagation: apply the chain rule backwards through a network, one operation at a time.

Why it matters: It is the engine under every framework. After building one, however small, you
are never again at the mercy of a mysterious gradient.
"""
