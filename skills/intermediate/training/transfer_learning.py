"""Transfer learning: keep a pretrained backbone frozen and train a new head on top.

Why it matters: With a few hundred photos you cannot learn to see, yet you can borrow the eyes
of a model that already does.
"""
