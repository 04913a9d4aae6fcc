"""Dense Neural Networks: every neuron takes its own weighted sum of all inputs and adds its own bias.

Why it matters: Almost every network ends in a few of these layers, and many consist of nothing
else. Put a bend between two of them and they can draw borders that no straight line can.
"""
