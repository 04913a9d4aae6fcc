"""Regression: the slope of the squared error, and the weights at which it becomes zero.

Why it matters: Watching the exact answer and the downhill direction agree shows what training
is after, before a big model hides it from view.
"""
