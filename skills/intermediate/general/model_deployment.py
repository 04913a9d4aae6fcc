"""Model deployment: put a model behind a web address, where strangers may send it anything.

Why it matters: Only then is it useful to someone other than you. Out there inputs are empty,
huge or plain wrong, and a good service says so kindly.
"""
