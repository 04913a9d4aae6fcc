"""Multi-GPU training: several processes train one model, each on its own share of the data.

Why it matters: Waiting is the most expensive part of an experiment. Sharing the work pays off
only while all copies remain one model.
"""
