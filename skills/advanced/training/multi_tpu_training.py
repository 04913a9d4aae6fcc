"""Multi-TPU training: shard each batch over a mesh of chips and get the answer of a single one.

Why it matters: Chips come by the pod nowadays, and describing how arrays are laid out replaces
most hand-written communication.
"""
