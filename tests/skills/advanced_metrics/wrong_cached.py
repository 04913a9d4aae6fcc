"""Predictions that are kept in memory alone."""

_LAST = {}


def store_predictions(preds, targets, path):
    _LAST["preds"], _LAST["targets"] = preds, targets


def restore_predictions(path):
    return _LAST
