"""Layers of a learner's own, whatever they compute: how they are made, asked, and told gradients."""
