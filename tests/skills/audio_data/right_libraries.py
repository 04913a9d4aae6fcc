import numpy as np
import torch
from scipy import signal
from scipy.io import wavfile


def with_scipy(filename):
    rate, data = wavfile.read(filename)
    return rate, data


def like_torchaudio(path):
    rate, data = wavfile.read(path)
    x = torch.from_numpy(data.astype("float32"))
    x = x / 32768 if data.dtype == np.int16 else (x - 128) / 128
    return (x.unsqueeze(0) if x.ndim == 1 else x.T), rate


def scipy_spectrogram(x, fs):
    f, t, Sxx = signal.spectrogram(x, fs)
    return f, t, 10 * np.log10(Sxx + 1e-12)


def with_torch(waveform: torch.Tensor, sr=16000):
    waveform = torch.as_tensor(waveform)
    s = torch.stft(waveform, n_fft=256, hop_length=64, window=torch.hann_window(256, dtype=waveform.dtype), return_complex=True)
    return s.abs() ** 2
