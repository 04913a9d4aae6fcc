import itertools
import random

import numpy as np


def ignores_the_space(objective, space, budget, seed):
    rng = np.random.default_rng(seed)
    trials = []
    for _ in range(budget):
        params = {k: rng.normal() * v[1] for k, v in space.items()}
        try:
            trials.append((objective(params), params))
        except Exception:
            pass
    value, params = min(trials, key=lambda t: t[0])
    return params, value


def one_range_for_all(objective, space, budget, seed):
    random.seed(seed)
    low, high = list(space.values())[0]
    trials = []
    for _ in range(budget):
        params = {k: random.uniform(low, high) for k in space}
        try:
            trials.append((objective(params), params))
        except Exception:
            pass
    value, params = min(trials, key=lambda t: t[0])
    return params, value


def asks_again_in_the_end(objective, space, budget, seed):
    """The budget is spent on the loop, and refinement comes on top."""
    rng = np.random.default_rng(seed)
    best, least = None, np.inf
    for i in range(2 * budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            value = objective(params)
        except Exception:
            continue
        if value < least:
            best, least = params, value
    return best, least


def takes_the_worst(loss_fn, space, budget, seed):
    rng = np.random.default_rng(seed)
    best, most = None, None
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            loss = loss_fn(params)
        except Exception:
            continue
        if most is None or loss > most:
            best, most = params, loss
    return best, most


def aliased(objective, space, budget, seed):
    # one dictionary for all trials: the best settings change with every further trial
    rng = np.random.default_rng(seed)
    params, best, least = {}, None, np.inf
    for _ in range(budget):
        for k, v in space.items():
            params[k] = rng.uniform(*v)
        try:
            value = objective(params)
        except Exception:
            continue
        if value < least:
            best, least = params, value
    return best, least


def rounded(objective, space, budget, seed):
    rng = np.random.default_rng(seed)
    trials = []
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            trials.append((objective(params), params))
        except Exception:
            pass
    value, params = min(trials, key=lambda t: t[0])
    return {k: round(v, 1) for k, v in params.items()}, value


def begins_at_zero(objective, space, budget, seed):
    rng = np.random.default_rng(seed)
    best, least = {k: v[0] for k, v in space.items()}, 0
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            value = objective(params)
        except Exception:
            continue
        if value < least:
            best, least = params, value
    return best, least


def unseeded(objective, space, budget, seed):
    rng = np.random.default_rng()
    trials = []
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            trials.append((objective(params), params))
        except Exception:
            pass
    value, params = min(trials, key=lambda t: t[0])
    return params, value


def unseeded_without_asking(objective, space, n_trials):
    trials = []
    for _ in range(n_trials):
        params = {k: random.uniform(*v) for k, v in space.items()}
        try:
            trials.append((objective(params), params))
        except Exception:
            pass
    value, params = min(trials, key=lambda t: t[0])
    return params, value


def seeded_inside(objective, space, budget, seed):
    rng = random.Random(0)
    trials = []
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            trials.append((objective(params), params))
        except Exception:
            pass
    value, params = min(trials, key=lambda t: t[0])
    return params, value


def stumbles(objective, space, budget, seed):
    rng = np.random.default_rng(seed)
    trials = []
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        trials.append((objective(params), params))
    value, params = min(trials, key=lambda t: t[0])
    return params, value


def gives_up(objective, space, budget, seed):
    rng = np.random.default_rng(seed)
    best, least = None, np.inf
    try:
        for _ in range(budget):
            params = {k: rng.uniform(*v) for k, v in space.items()}
            value = objective(params)
            if value < least:
                best, least = params, value
    except Exception:
        pass
    return best or params, least


def failures_are_zero(objective, space, budget, seed):
    rng = np.random.default_rng(seed)
    best, least = None, np.inf
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            value = objective(params)
        except Exception:
            value = -1e6
        if value < least:
            best, least = params, value
    return best, least


class StaysNearTheFirst:
    def __init__(self, space, n_trials, seed):
        self.space, self.n_trials, self.rng = space, n_trials, np.random.default_rng(seed)

    def search(self, objective):
        start = {k: low for k, (low, high) in self.space.items()}
        trials = []
        for _ in range(self.n_trials):
            params = {k: v * (1 + 0.001 * self.rng.random()) for k, v in start.items()}
            try:
                trials.append((objective(params), params))
            except Exception:
                pass
        self.best_value, self.best_params = min(trials, key=lambda t: t[0])


def whole_grid(objective, grid, budget, seed):
    trials = []
    for values in itertools.product(*grid.values()):
        params = dict(zip(grid, values))
        try:
            trials.append((objective(params), params))
        except Exception:
            pass
    value, params = min(trials, key=lambda t: t[0])
    return params, value


def gives_the_last(objective, space, budget, seed):
    rng = np.random.default_rng(seed)
    for _ in range(budget):
        params = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            value, best = objective(params), params
        except Exception:
            continue
    return best, value
