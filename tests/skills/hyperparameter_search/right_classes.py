from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np


class RandomSearch:  # all in the constructor, results as attributes
    def __init__(self, objective, param_space, n_iter=10, random_state=None):
        self.objective, self.param_space = objective, param_space
        self.n_iter, self.random_state = n_iter, random_state

    def run(self):
        rng = np.random.default_rng(self.random_state)
        self.best_params_, self.best_score_ = None, np.inf
        for _ in range(self.n_iter):
            params = {k: rng.uniform(*v) for k, v in self.param_space.items()}
            try:
                score = self.objective(params)
            except Exception:
                continue
            if score < self.best_score_:
                self.best_params_, self.best_score_ = params, score
        return self


class HyperparameterTuner:  # the objective goes to the method, the aim is told
    def __init__(self, search_space, n_trials, direction="maximize", seed=0):
        self.search_space, self.n_trials, self.direction = search_space, n_trials, direction
        self.rng = np.random.RandomState(seed)
        self.trials = []

    def optimize(self, objective):
        for _ in range(self.n_trials):
            config = {k: low + self.rng.rand() * (high - low) for k, (low, high) in self.search_space.items()}
            try:
                value = objective(**config)
            except Exception as e:
                self.trials.append((config, None, str(e)))
                continue
            self.trials.append((config, value, ""))

    @property
    def best_config(self):
        return self._best()[0]

    @property
    def best_value(self):
        return self._best()[1]

    def _best(self):
        done = [t for t in self.trials if t[1] is not None]
        return (max if self.direction == "maximize" else min)(done, key=lambda t: t[1])


@dataclass
class Tuner:  # an object for the result, the highest reward
    space: dict
    budget: int = 10
    seed: int = 0
    log: list = field(default_factory=list)

    def search(self, reward_fn):
        rng, best = np.random.default_rng(self.seed), SimpleNamespace(params=None, reward=-np.inf, value=-np.inf)
        for _ in range(self.budget):
            params = {k: float(rng.uniform(a, b)) for k, (a, b) in self.space.items()}
            try:
                reward = reward_fn(params)
            except Exception:
                continue
            if reward > best.reward:
                best = SimpleNamespace(params=params, reward=reward, value=reward)
        return best
