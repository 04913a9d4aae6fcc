"""Advanced layers: dropout and batch normalisation behave one way in training, another in use.

Why it matters: Forgetting to switch between the two is a classic: a model that shone while it
was trained stumbles as soon as it is used.
"""
