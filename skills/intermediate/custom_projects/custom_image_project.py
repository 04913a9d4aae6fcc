"""Custom image project: from a folder of pictures to a classifier that recognises new ones.

Why it matters: Tutorials come with clean files and a finished recipe. Going the whole way alone
shows which of the pieces you really own.
"""
