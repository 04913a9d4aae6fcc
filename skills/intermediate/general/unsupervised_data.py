"""Unsupervised data: find structure in data without labels, with PCA or an autoencoder.

Why it matters: Labels cost money, raw data hardly any. Good features found for free make the
few labels you have go further.
"""
