"""Predictions of a network, kept with PyTorch."""

import torch


def save_predictions(preds, targets, file):
    torch.save({"preds": preds, "targets": targets}, file)


def load_predictions(file):
    saved = torch.load(file)
    return saved["preds"], saved["targets"]
