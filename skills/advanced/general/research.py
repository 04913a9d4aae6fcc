"""Research: ask a question nobody has answered, and show results that others can repeat.

Why it matters: Everything on this list was once somebody's open question. A finding counts when
a stranger can run your command and get your numbers.
"""
