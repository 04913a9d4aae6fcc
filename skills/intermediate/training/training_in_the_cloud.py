"""Training in the cloud: a run that takes its settings from outside and survives being interrupted.

Why it matters: Rented machines are cheap because they may vanish at any moment. A job that
picks up where it stopped can afford them.
"""
