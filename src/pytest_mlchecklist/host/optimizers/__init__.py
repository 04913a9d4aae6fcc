"""Optimizers: the forms in which they want weights and gradients, and how a step is asked for."""
