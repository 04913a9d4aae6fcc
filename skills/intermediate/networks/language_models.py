"""Language models: predict the next token from those before it, and write by doing so repeatedly.

Why it matters: The assistants that everybody talks to rest on this one task. A tiny version on
your own machine has the same moving parts.
"""
