"""The array types that learners' code may take and give, one small module each.

A backend has `NAME`, `wrap(array)`, `owns(value)` and `unwrap(value)`; one with automatic
differentiation has `pullback(function, inputs, upstream)` too. Its framework is never
imported for the learner: it is looked up among the modules that their own code has loaded.
"""
