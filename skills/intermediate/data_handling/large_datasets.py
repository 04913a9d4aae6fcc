"""Large datasets: stream a file piece by piece when it would not fit into memory.

Why it matters: Real collections outgrow a laptop quickly. Code that holds a single batch at a
time does not even notice.
"""
