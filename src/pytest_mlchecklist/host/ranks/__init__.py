"""Runs a learner's code as several ranks, each in a process of its own, and reads their diaries."""
