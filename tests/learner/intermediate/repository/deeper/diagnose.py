"""What went wrong? Answers from curves and activations."""
import numpy as np


def is_overfitting(train_loss, val_loss, patience=3):
    """Validation has not got better for some epochs, while training still has."""
    train_loss, val_loss = np.asarray(train_loss), np.asarray(val_loss)
    best = int(np.argmin(val_loss))
    since = len(val_loss) - 1 - best
    rise = (val_loss[-3:].mean() - val_loss[best]) / abs(val_loss[best])
    return bool(since >= patience and rise > 0.1 and train_loss[-1] < train_loss[best])


def has_dead_neurons(activations):
    """activations: (samples, neurons) after a ReLU."""
    return bool((np.asarray(activations) <= 0).all(axis=0).any())


def check_leakage(train_x, test_x):
    train_rows = {tuple(row) for row in np.asarray(train_x).tolist()}
    return any(tuple(row) in train_rows for row in np.asarray(test_x).tolist())
