"""Detectors that see what is not there, or not what is."""

import numpy as np


def overfit_last_two(train_losses, val_losses):
    return val_losses[-1] > val_losses[-2]


def overfit_gap(train_losses, val_losses):
    return val_losses[-1] > train_losses[-1]


def overfit_absolute(train_losses, val_losses):
    return val_losses[-1] - min(val_losses) > 1.0


def vanishing_always(norms):
    return bool(norms[0] < norms[-1] * 100)


def vanishing_of_the_last(norms):
    return norms[-1] < 1e-5


def vanishing_zero(norms):
    return bool(np.any(norms == 0))


def exploding_below(norms):
    return bool(np.max(norms) < 100)


def exploding_infinite(norms):
    return bool(np.any(np.isinf(norms)))


def exploding_any(norms):
    return bool(np.max(norms) > 0)


def collapse_of_means(fake, real):
    return bool(abs(fake.mean() - real.mean()) > 100)


def collapse_exchanged(fake, real):
    return bool(fake.std(axis=0).mean() > 0.5 * real.std(axis=0).mean())


def collapse_absolute(fake, real):
    return bool(fake.std() < 1.0)


def dead_any_zero(activations):
    return bool((activations == 0).any())


def dead_rows(activations):
    return bool((activations == 0).all(axis=1).any())


def dead_all(activations):
    return bool((activations == 0).all())


def leak_in_place(train, test):
    return bool((train[: len(test)] == test).all(axis=1).any())


def leak_numbers(train, test):
    return bool(np.isin(test, train).any())


def leak_whole(train, test):
    return np.array_equal(train, test)
