"""Model-parallel training: cut one network into stages that live on different devices.

Why it matters: Some models are larger than any single card. The cut must not show: outputs and
gradients are those of the whole.
"""
