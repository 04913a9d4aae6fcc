"""Detectors with NumPy and torch."""

import numpy as np
import torch


def overfits(train_losses, val_losses):
    return bool(val_losses[-1] / train_losses[-1] > 2)


class OverfittingDetector:
    def __init__(self, window=5, tolerance=0.1):
        self.window = window
        self.tolerance = tolerance

    def check(self, train_losses, val_losses):
        smooth = np.convolve(val_losses, np.ones(self.window) / self.window, mode="valid")
        return smooth[-1] > smooth.min() * (1 + self.tolerance)

    __call__ = check


def detect_vanishing_gradients(norms):
    slope = np.polyfit(np.arange(len(norms)), np.log10(norms + 1e-300), 1)[0]
    return bool(abs(slope) > 0.5)


def detect_exploding_gradients(gradients):
    gradients = torch.as_tensor(gradients)
    return bool((~torch.isfinite(gradients)).any() or gradients.max() / gradients.median() > 100)


def detect_mode_collapse(fake, real):
    nearest = np.argmin(np.linalg.norm(fake[:, None] - real[None], axis=2), axis=1)
    return len(set(nearest.tolist())) < 0.25 * len(real)


def detect_dead_units(activations):
    return (activations <= 0).all(axis=0)


def dead_fraction(acts):
    return float(np.mean(np.max(np.abs(acts), axis=0) < 1e-8))


def detect_data_leakage(X_train, X_test):
    both = np.vstack([np.unique(X_train, axis=0), np.unique(X_test, axis=0)])
    return len(np.unique(both, axis=0)) < len(both)
