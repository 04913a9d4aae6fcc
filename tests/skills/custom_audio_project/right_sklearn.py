"""A pipeline on spectrograms of SciPy; predict takes arrays of samples, and answers with probabilities."""

import logging
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.signal import spectrogram
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

log = logging.getLogger(__name__)


class SoundClassifier:
    sample_rate = 8000

    def __init__(self, data_path, random_state=0):
        self.data_path = Path(data_path)
        self.random_state = random_state

    def _features(self, samples):
        x = np.asarray(samples, dtype=float)
        if np.abs(x).max() > 1:
            x = x / 32768
        _, _, s = spectrogram(x, self.sample_rate, nperseg=256)
        return np.log(s.mean(axis=1) + 1e-10)

    def train(self):
        X, y = [], []
        for folder in sorted(p for p in self.data_path.iterdir() if p.is_dir()):
            for f in sorted(folder.iterdir()):
                X.append(self._features(wavfile.read(f)[1]))
                y.append(folder.name)
        Xa, Xb, ya, yb = train_test_split(np.array(X), y, test_size=0.3, stratify=y, random_state=self.random_state)
        self.pipeline = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(Xa, ya)
        self.classes_ = self.pipeline.classes_
        guess = self.pipeline.predict(Xb)
        print(f"accuracy {accuracy_score(yb, guess):.2f}  macro f1 {f1_score(yb, guess, average='macro'):.2f}")

    def predict(self, samples):
        return self.pipeline.predict_proba([self._features(samples)])[0]
