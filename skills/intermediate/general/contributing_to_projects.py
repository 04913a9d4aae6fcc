"""Contributing to projects: improve software that others use, and take part in its reviews.

Why it matters: Few people will read your code as closely as a maintainer does, and your fix
goes on helping people you will never meet.
"""
