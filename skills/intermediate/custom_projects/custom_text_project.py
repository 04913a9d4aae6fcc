"""Custom text project: sort texts into classes with a model that you trained from raw sentences.

Why it matters: Language is untidy, from spelling to sarcasm. A project from first file to final
score teaches which of that untidiness matters.
"""
