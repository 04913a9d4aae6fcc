import wave

import numpy as np


def load_audio(path):
    with wave.open(path, "rb") as f:
        width, channels, rate = f.getsampwidth(), f.getnchannels(), f.getframerate()
        frames = f.readframes(f.getnframes())
    if width == 1:
        samples = (np.frombuffer(frames, dtype=np.uint8).astype(np.float32) - 128) / 128
    elif width == 2:
        samples = np.frombuffer(frames, dtype="<i2").astype(np.float32) / 32768
    else:
        raise ValueError(f"{8 * width} bits are not supported")
    if channels > 1:
        samples = samples.reshape(-1, channels).mean(axis=1)
    return samples, rate


class Recording:
    def __init__(self, sr=None):
        self.sr = sr

    def load(self, path):
        return load_audio(path)


def spectrogram(samples, sample_rate, n_fft=512, hop_length=256):
    window = np.hanning(n_fft)
    frames = [samples[i : i + n_fft] * window for i in range(0, len(samples) - n_fft + 1, hop_length)]
    return np.abs(np.fft.rfft(frames, axis=1)).T


def power_by_rows(signal, frame_size, hop_size):
    n = 1 + (len(signal) - frame_size) // hop_size
    rows = np.zeros((n, frame_size // 2))
    for i in range(n):
        frame = signal[i * hop_size : i * hop_size + frame_size]
        rows[i] = np.abs(np.fft.fft(frame))[: frame_size // 2] ** 2
    return rows


def both_halves(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hamming(256)
    return np.log(np.abs(np.fft.fft(frames)) ** 2 + 1e-10)
