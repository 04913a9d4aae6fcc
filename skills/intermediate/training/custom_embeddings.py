"""Custom embeddings: learn a vector for each word, so that words used alike lie close together.

Why it matters: Once similarity is a distance, search, recommendation and even translation
become geometry.
"""
