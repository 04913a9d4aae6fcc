"""TPU training: train in fixed shapes and pure steps, so that a compiler can do the rest.

Why it matters: Accelerators reward code that does the same thing every time, and learning to
write it helps on ordinary GPUs as well.
"""
