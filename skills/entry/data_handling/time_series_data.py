"""Time-series data: cut a long record into windows of the past, each with the future it must predict.

Why it matters: Being off by one step lets tomorrow leak into today's input, and the model looks
brilliant until the day it is used.
"""
