"""Advanced metrics: scores such as macro F1 that look at every class or ranking by itself.

Why it matters: An average can hide a small class that is always wrong. These measures go
looking for exactly that.
"""
