"""One weight at a time, and with torch."""

import torch


def soft_thresholding(rho, lam):
    if rho > lam:
        return rho - lam
    if rho < -lam:
        return rho + lam
    return 0.0


def soft_shrink(weights, strength=0.5):
    return torch.sign(weights) * torch.relu(weights.abs() - strength)
