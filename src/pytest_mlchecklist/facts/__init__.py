"""Facts that are read instead of run: what a repository holds, and what its learner has written down.

They need no host: nothing of the learner's is imported, and a command runs in a process of its own.
"""
