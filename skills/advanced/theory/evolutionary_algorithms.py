"""Evolutionary algorithms: let the fitter survive, vary them a little, and go on for many generations.

Why it matters: No gradient is needed, so this works where calculus has nothing to hold on to.
"""
