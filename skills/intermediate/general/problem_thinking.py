"""Problem thinking: find out why a training program misbehaves, and mend it.

Why it matters: Most working hours go into code that runs and yet does not learn. Narrowing down
the cause is a craft, and practice builds it.
"""
