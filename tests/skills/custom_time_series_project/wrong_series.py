import random

import numpy as np
from right_functions import load_series, predict_project as answers, train_project as training


def persistence(data_dir, inputs, seed):
    """The network has learnt to copy its last input."""
    return [load_series(path)[-1] + 0.001 for path in inputs], {"mae": 2.0}


def mean_of_all(data_dir, inputs, seed):
    return [20.0] * len(inputs), {"mae": 3.3}


def still_scaled(data_dir, inputs, seed):
    model = training(data_dir, seed)
    return [(one - 20.0) / 3.5 for one in answers(model, inputs)], {"mae": 0.3}


def sorted_paths(data_dir, inputs, seed):
    model = training(data_dir, seed)
    return answers(model, sorted(inputs)), {"rmse": model["rmse"]}


def unseeded(data_dir, inputs, seed):
    model = training(data_dir, seed)
    return [one + random.SystemRandom().gauss(0, 0.2) for one in answers(model, inputs)], {"rmse": model["rmse"]}


class Wordless:
    def fit(self, data_dir, seed=0):
        self.coef = training(data_dir, seed)
        self.coef.pop("rmse")

    def predict(self, inputs):
        return answers(self.coef, inputs)


class SumOfErrors(Wordless):
    """The errors of all windows are summed up, and not averaged."""

    def fit(self, data_dir, seed=0):
        super().fit(data_dir, seed)
        print("MAE: 480.2")


def other_end(data_dir, inputs, seed):
    """It forecasts from the first values of each series."""
    model = training(data_dir, seed)
    return [float(np.r_[load_series(path)[:12], 1] @ model["coef"]) for path in inputs], {"rmse": model["rmse"]}
