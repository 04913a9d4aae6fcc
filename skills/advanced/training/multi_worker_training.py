"""Multi-worker training: start one job on several machines, and have it finish or fail together.

Why it matters: The more workers, the likelier that one of them breaks. A job that hangs in
silence burns more money than one that stops.
"""
