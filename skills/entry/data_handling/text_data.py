"""Text data: split text into tokens, give each one a number, and find the way back.

Why it matters: Networks read nothing but numbers, so the vocabulary is where meaning is kept or
lost. It also decides what happens when a new word shows up.
"""
