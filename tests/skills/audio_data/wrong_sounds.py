import wave

import numpy as np
from scipy.io import wavfile


def load_audio(path):
    with wave.open(path) as w:
        return np.frombuffer(w.readframes(w.getnframes()), dtype=np.int16), w.getframerate()


def fixed_rate(path):
    rate, data = wavfile.read(path)
    return data, 44100


def no_rate(path):
    return wavfile.read(path)[1]


def own_maximum(path):
    rate, data = wavfile.read(path)
    data = data.astype(float)
    return data / max(np.abs(data).max(), 1), rate


def big_endian(path):
    with wave.open(path) as w:
        data = np.frombuffer(w.readframes(w.getnframes()), dtype=">i2" if w.getsampwidth() == 2 else "u1")
        return data.reshape(-1, w.getnchannels()), w.getframerate()


def unsigned(path):
    with wave.open(path) as w:
        data = np.frombuffer(w.readframes(w.getnframes()), dtype="<u2" if w.getsampwidth() == 2 else "u1")
        return data.reshape(-1, w.getnchannels()), w.getframerate()


def scaled_as_sixteen(path):
    rate, data = wavfile.read(path)
    return data / 32768.0, rate


def swallows(path):
    try:
        rate, data = wavfile.read(path)
        return data, rate
    except Exception:
        return None


def spectrogram(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hanning(256)
    return np.abs(np.fft.rfft(frames, axis=1)).T[::-1]


def real_part(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hanning(256)
    return np.fft.rfft(frames, axis=1).T.real


def stays(samples, rate):
    n = len(samples) // 256
    frames = [samples[:256] * np.hanning(256) for i in range(n)]
    return np.abs(np.fft.rfft(frames, axis=1)) ** 2


def to_its_maximum(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hanning(256)
    power = np.abs(np.fft.rfft(frames, axis=1)).T ** 2
    return power / power.max()


def wrong_axis(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hanning(256)
    return np.abs(np.fft.rfft(frames, axis=0))


def complex_numbers(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hanning(256)
    return np.fft.rfft(frames, axis=1).T


def other_rate(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hanning(256)
    return np.fft.rfftfreq(256, 1 / 44100), np.abs(np.fft.rfft(frames, axis=1)).T


def one_spectrum(samples, rate):
    return np.abs(np.fft.rfft(samples))


def half_of_it(samples, rate):
    frames = np.reshape(samples[: len(samples) // 256 * 256], (-1, 256)) * np.hanning(256)
    return np.abs(np.fft.rfft(frames, axis=1)).T[:64]
