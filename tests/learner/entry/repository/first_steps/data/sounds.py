import wave

import numpy as np


def load_audio(filename):
    """Samples from -1 to 1, stereo mixed to one channel, and how many there are in a second."""
    with wave.open(filename, "rb") as file:
        channels = file.getnchannels()
        width = file.getsampwidth()
        rate = file.getframerate()
        raw = file.readframes(file.getnframes())
    if width != 2:
        raise ValueError(f"{filename} has {8 * width} bits; I only know 16")
    samples = np.frombuffer(raw, dtype="<i2") / 32768
    return samples.reshape(-1, channels).mean(axis=1), rate


def spectrogram(samples, rate, frame_size=256, hop=128):
    """One row for each pitch, one column for each moment."""
    window = np.hanning(frame_size)
    frames = []
    for start in range(0, len(samples) - frame_size + 1, hop):
        frames.append(np.abs(np.fft.rfft(samples[start : start + frame_size] * window)))
    return np.array(frames).T
