"""How a learner's two-layer network is asked for the gradients of its weights."""
