"""Beyond computer science: simulate something from biology, physics or chemistry, and respect its laws.

Why it matters: Many of the best ideas in machine learning were borrowed. A foot in another
science shows where to borrow the next.
"""
