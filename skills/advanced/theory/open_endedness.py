"""Open-endedness: search for what is new, rather than only for what scores highest.

Why it matters: Straight ambition gets stuck in dead ends. Collecting curious stepping stones
can reach places that greed never does.
"""
