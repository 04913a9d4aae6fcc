"""Interrupts a training and resumes it, each run in a process of its own."""
