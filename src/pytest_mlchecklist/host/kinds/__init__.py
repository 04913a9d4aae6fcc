"""One module for each kind of part; each has `open_convention(loaded, signature)`.

docs/write_a_skill.md says which operations each kind offers to a check.
"""
