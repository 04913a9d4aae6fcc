"""Code versioning: a git history that tells how the project came to be, and carries no ballast.

Why it matters: On the day when something stops working, yesterday's version is the best
debugger there is.
"""
