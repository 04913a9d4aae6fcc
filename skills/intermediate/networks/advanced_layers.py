"""Advanced layers: pooling, attention and batch normalisation, used as building blocks.

Why it matters: These three turn up in so many architectures that knowing them makes most
diagrams readable.
"""
