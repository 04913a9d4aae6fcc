"""Layers: how a learner's layer is constructed, given its weights, and asked."""
