"""SVMs: of all borders between two classes, take the one that leaves the most room.

Why it matters: A wide margin is one of the clearest pictures of why a model copes with points
that it has never seen.
"""
