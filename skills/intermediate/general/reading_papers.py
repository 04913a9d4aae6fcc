"""Reading papers: take notes on articles: what they claim, what they found, what you still wonder.

Why it matters: New ideas appear as papers years before they reach a textbook. A habit of small
notes makes that stream drinkable.
"""
