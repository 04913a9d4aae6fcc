"""Small datasets: a whole collection of examples, held in memory and reached by its index.

Why it matters: Every first experiment starts here: when you can print any example you like,
surprises in the data have nowhere to hide.
"""
