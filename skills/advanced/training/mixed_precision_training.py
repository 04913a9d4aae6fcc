"""Mixed-precision training: compute in sixteen bits where it is safe, and keep the weights in thirty-two.

Why it matters: Sixteen bits halve much of the memory and often double the speed, unless tiny
gradients round to nothing on the way.
"""
