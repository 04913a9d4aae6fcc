"""Thresholds that went wrong."""

import numpy as np
import torch


def hard_thresholding(w, lam):
    return np.where(np.abs(w) > lam, w, 0.0)


def soft_threshold_of_sizes(w, lam):
    return torch.relu(w.abs() - lam)


def subgradient_step(w, lam):
    return w - lam * np.sign(w)


def soft_threshold_of_positives(rho, lam):
    return rho - lam if rho > lam else 0.0
