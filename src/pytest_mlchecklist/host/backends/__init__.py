"""The array types that learners' code may take and give, one small module each.

A backend has `NAME`, `wrap(array)`, `owns(value)` and `unwrap(value)`; one with automatic
differentiation has `pullback(function, inputs, upstream)` too. It is looked up only when
the learner's own file has imported its framework.
"""
