"""Creating splits: divide data into training, validation and test sets that share no example.

Why it matters: A score counts only on examples that the model has never met. If a rare class is
missing from one of the sets, you cannot even see that it fails.
"""
