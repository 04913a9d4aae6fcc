"""Learning the toolset: a repository that another person can clone, install, read and run.

Why it matters: Half of the frustration in machine learning has nothing to do with learning. A
tidy set-up gives you those hours back.
"""
