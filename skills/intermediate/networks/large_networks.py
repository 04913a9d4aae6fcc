"""Large networks: more than a hundred layers deep, and the first of them still learns.

Why it matters: Stacking layers is easy, keeping a signal alive through all of them is not.
Depth became useful only once people knew how.
"""
