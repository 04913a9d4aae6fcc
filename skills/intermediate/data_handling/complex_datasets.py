"""Complex datasets: batch samples of different lengths, and remember which values are only padding.

Why it matters: Sentences, recordings and molecules do not come in one size. The filling has to
stay recognisable, or the model will study it too.
"""
