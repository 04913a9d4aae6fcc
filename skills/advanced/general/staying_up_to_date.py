"""Staying up-to-date: look regularly at what is new, and write down what was worth the time.

Why it matters: The field moves by the month; a modest routine beats both ignoring it and
drowning in it.
"""
