"""Reinforcement learning: train an agent that acts in a world and improves from what happens to it.

Why it matters: There is no answer sheet, only consequences. Debugging such an agent sharpens
your sense of what a reward really asks for.
"""
