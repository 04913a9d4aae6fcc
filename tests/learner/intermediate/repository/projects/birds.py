"""Bird calls: log spectra of WAV files, and a logistic regression on them."""
import wave
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def features(path, n_fft=256):
    with wave.open(str(path), "rb") as f:
        samples = np.frombuffer(f.readframes(f.getnframes()), dtype=np.int16) / 32768
    frames = samples[: len(samples) // n_fft * n_fft].reshape(-1, n_fft) * np.hanning(n_fft)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    return np.log(power.mean(axis=0) + 1e-8)


def train_bird_classifier(data_dir, seed=0):
    paths = sorted(Path(data_dir).glob("*/*.wav"))
    X = np.stack([features(p) for p in paths])
    y = [p.parent.name for p in paths]
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=0.25, stratify=y, random_state=seed
    )
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(X_train, y_train)
    metrics = {"test_accuracy": model.score(X_test, y_test)}
    print(metrics)
    return model, metrics


def predict_calls(model, paths):
    return model.predict(np.stack([features(p) for p in paths])).tolist()
