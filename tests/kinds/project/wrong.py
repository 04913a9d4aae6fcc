import numpy as np
from right_projects import fitted, predict_project as right_predictions, train_project as right_training

CALLS = []


def constant(data_dir, inputs, seed):
    return ["low" for _ in inputs]


def exchanged(data_dir, inputs, seed):
    found = right_predictions(right_training(data_dir, seed), inputs)
    return ["low" if name == "high" else "high" for name in found]


def unsteady(data_dir, inputs, seed):
    CALLS.append(inputs)
    found = right_predictions(right_training(data_dir, seed), inputs)
    return [*found[:-1], ["high", "low"][len(CALLS) % 2]]


class Repeats:
    def fit(self, x):
        self.mean = x.mean(0)

    def sample(self, n):
        return np.tile(self.mean, (n, 1))


def needs_more(data_dir, tokenizer):
    return None


def without_data(seed):
    return None


def trains_only(data_dir):
    return fitted(data_dir)[1].means


class NoTraining:
    def predict(self, inputs):
        return inputs
