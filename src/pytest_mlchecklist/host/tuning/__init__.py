"""Gives a learner's code a pretrained model, and sees what of it is learnt anew."""
