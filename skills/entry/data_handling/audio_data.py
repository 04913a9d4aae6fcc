"""Audio data: turn a sound file into samples and a rate, and samples into a map of pitches.

Why it matters: A melody is hard to see in raw samples and easy to see in a spectrogram. Lose
track of the sampling rate, and every note moves to the wrong place.
"""
