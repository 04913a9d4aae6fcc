"""Simple metrics: count what was right and what was missed, and say it in one honest number.

Why it matters: Accuracy of ninety-nine percent means little if one email in a hundred is spam.
Knowing what each score ignores keeps you from fooling yourself.
"""
