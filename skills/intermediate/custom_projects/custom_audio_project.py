"""Custom audio project: teach a model of your own to tell sounds apart, starting from plain WAV files.

Why it matters: Sound asks for decisions that no ready-made dataset takes for you, such as how
long to listen and which frequencies to keep.
"""
