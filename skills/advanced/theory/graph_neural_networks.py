"""Graph neural networks: nodes learn from their neighbours, whatever order they are listed in.

Why it matters: Molecules, friendships and road maps have no first row. Layers that respect this
can learn from them directly.
"""
