"""Custom callbacks: hook code of your own into training, before and after every epoch and batch.

Why it matters: You will want to watch, record or steer things that no library foresaw, and a
hook lets you do so without touching the loop.
"""
