"""Understanding papers: weigh a study: its claim, the evidence behind it, and where it stops.

Why it matters: Strong-looking tables can rest on weak comparisons. Judging them for yourself
lets you build on the right ones.
"""
