"""Custom time-series project: forecast what comes next in a series, better than by repeating the last value.

Why it matters: Yesterday's number is a surprisingly strong opponent, and beating it fairly is
what separates a forecast from a pretty curve.

Next step: Forecast tomorrow's temperature where you live for two weeks, and keep score against "as today".
"""

from functools import cache
from pathlib import Path

import numpy as np

from pytest_mlchecklist.api import Count, Given, Value, all_of, fresh_folder, held_out, project, skill

SERIES, HELD, LONG, PERIOD, SEEN = 40, 60, 60, 12, 24
NAMES = """
    train_time_series_project forecasting_project train_forecaster train_time_series_model train_on_series
    time_series_forecaster series_project forecast_project train_forecast_model
"""


def series(rng):
    """Return a series with a level, a season of twelve steps and a little noise, and what comes next."""
    t, phase = np.arange(LONG + 1), rng.uniform(0, 2 * np.pi)
    level, height = rng.uniform(18, 22), rng.uniform(4, 6)
    return level + height * np.sin(2 * np.pi * t / PERIOD + phase) + rng.normal(0, 0.3, size=LONG + 1)


def write(path, values):
    lines = [f"{step},{value:.4f}" for step, value in enumerate(values)]
    Path(path).write_text("\n".join(["time,value", *lines, ""]), "utf-8")


@cache
def series_to_train_on(number):
    rng, folder = np.random.default_rng(number), fresh_folder("40 CSVs with the columns time and value")
    for index in range(SERIES):
        write(Path(folder) / f"series_{index:03}.csv", series(rng)[:-1])
    return folder


@cache
def series_held_out(number):
    rng, folder = np.random.default_rng([number, 1]), Path(fresh_folder())
    whole = [series(rng) for _ in range(HELD)]
    paths = [str(folder / f"series_{stem:03}.csv") for stem in rng.permutation(HELD)]
    for path, values in zip(paths, whole, strict=True):
        write(path, values[:-1])
    last, following = (np.array(whole)[:, at].tolist() for at in (-2, -1))
    return held_out(paths, following, guess=last, about="60 other series")


@project(names=NAMES.split(), margin=0.3, epochs=20)
def time_series_project(
    data_dir: Given(lambda _, rng: series_to_train_on(int(rng.integers(3)))),
    inputs: Given(lambda _, rng: series_held_out(int(rng.integers(3)))),
    seed: Count(0, 3) = 0,
) -> Value("mapping"):
    """Train on a folder of CSV files, each a series of its own, then say the next value of other series.

    A file has the columns time and value, and sixty rows; forty files are for training. What is asked about
    is a list of paths of such files, and the answer is one number for each: the value after the last row.
    Return, print or log how far off it is for values that you kept apart, or write it to a file.
    """
    windows, targets = zip(*(cut(read(path)) for path in sorted(Path(data_dir).glob("*.csv"))), strict=True)
    order = np.random.default_rng(seed).permutation(len(windows))
    kept, rest = ([np.concatenate([pieces[at] for at in some]) for pieces in (windows, targets)]
                  for some in (order[8:], order[:8]))  # fmt: skip
    weights = np.linalg.lstsq(np.insert(kept[0], 0, 1, axis=1), kept[1], rcond=None)[0]
    asked = np.array([read(path)[-SEEN:] for path in inputs])
    found = np.insert(asked, 0, 1, axis=1) @ weights
    away = np.abs(np.insert(rest[0], 0, 1, axis=1) @ weights - rest[1])
    return {"predictions": found, "metrics": {"val_mae": float(away.mean())}}


@time_series_project.outline
class Forecaster:
    """Learns to go on with a series."""

    def fit(self, data_dir):
        """Train on the CSV files of a folder; print or return a metric."""

    def forecast(self, history):
        """Return the next value of a series."""


def read(path):
    return np.loadtxt(path, delimiter=",", skiprows=1)[:, 1]


def cut(values):
    """Return every stretch of a series, and what follows each."""
    windows = np.lib.stride_tricks.sliding_window_view(values[:-1], SEEN)
    return windows, values[SEEN:]


@time_series_project.mistake("the forecast is left on the scale that the model was trained on")
def not_scaled_back(data_dir, inputs, seed=0):
    came = time_series_project(data_dir, inputs, seed)
    return came | {"predictions": (came["predictions"] - 20) / 4}


skill(needs=all_of(time_series_project))
