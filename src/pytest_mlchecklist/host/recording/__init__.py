"""Lets a learner's code watch a network of ours, and finds what it kept of each layer."""
