"""Custom training loops: write forward, loss, backward and step yourself, and know why each is there.

Why it matters: A forgotten line seldom raises an error here; the model just learns a little
worse. Whoever has written the loop once knows where to look.
"""
