"""Multi-modal datasets: keep the picture, the sound and the words of one item together.

Why it matters: Models that connect the senses learn from the pairing itself. Shuffle one side
alone, and all there was to learn is gone.
"""
