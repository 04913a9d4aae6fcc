"""Knowing common problems: tell overfitting, vanishing gradients and their relatives by their traces.

Why it matters: Training rarely fails with a message. Like a doctor with a chart, you learn to
see the illness in the curves.
"""
