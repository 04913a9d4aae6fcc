import itertools
import math
import random

import numpy as np


def random_search(objective, space, budget, seed):
    rng = random.Random(seed)
    best_params, best_value = None, float("inf")
    for _ in range(budget):
        params = {name: rng.uniform(low, high) for name, (low, high) in space.items()}
        try:
            value = objective(params)
        except Exception as error:
            print("trial failed:", error)
            continue
        if value < best_value:
            best_params, best_value = params, value
    return best_params, best_value


def grid_search(objective, param_grid, max_trials=None):  # by name, no seed
    results = []
    for values in itertools.islice(itertools.product(*param_grid.values()), max_trials):
        params = dict(zip(param_grid, values))
        try:
            results.append((objective(**params), params))
        except (ValueError, RuntimeError):
            results.append((float("inf"), params))
    best = min(results, key=lambda r: r[0])
    return {"best_params": best[1], "best_score": best[0], "results": results}


def grid_from_bounds(objective, bounds, n_trials, seed=0):  # makes its own points between the bounds
    per_axis = max(1, int(n_trials ** (1 / len(bounds))))
    axes = [np.linspace(low, high, per_axis + 2)[1:-1] for low, high in bounds]
    best = (None, np.inf)
    for point in itertools.product(*axes):
        try:
            value = objective(np.array(point))
        except Exception:
            continue
        if value < best[1]:
            best = (np.array(point), value)
    return best


def tune(train_fn, search_space, n_trials=20, random_state=None):  # accuracy: higher is better
    """Maximize the score over random draws; the space holds {"min": ..., "max": ...}."""
    rng = np.random.default_rng(random_state)
    history = []
    for _ in range(n_trials):
        config = {k: rng.uniform(v["min"], v["max"]) for k, v in search_space.items()}
        try:
            score = train_fn(config)
        except Exception:
            score = -math.inf
        history.append({"config": config, "score": score})
    best = max(history, key=lambda h: h["score"])
    return best["config"], best["score"], history


def of_lists(evaluate, grid, budget, rng):  # random choices among listed values, a generator
    seen, best = set(), None
    while len(seen) < min(budget, math.prod(len(v) for v in grid.values())):
        choice = tuple(v[rng.integers(len(v))] for v in grid.values())
        if choice in seen:
            continue
        seen.add(choice)
        params = dict(zip(grid, choice))
        try:
            loss = evaluate(params)
        except Exception:
            continue
        if best is None or loss < best[1]:
            best = (params, loss)
    return best


def with_samplers(objective, space, n_iter=10, seed=0):  # the space holds functions of a generator
    rng = np.random.RandomState(seed)
    trials = []
    for _ in range(n_iter):
        params = {name: draw(rng) for name, draw in space.items()}
        try:
            trials.append((params, objective(params)))
        except Exception:
            trials.append((params, np.nan))
    values = [v for _, v in trials]
    i = int(np.nanargmin(values))
    return trials[i]


def with_distributions(f, param_distributions, n_iter, random_state):  # as in scikit-learn: .rvs
    rng = np.random.RandomState(random_state)
    best_x, best_y = None, None
    for _ in range(n_iter):
        x = {k: d.rvs(random_state=rng) for k, d in param_distributions.items()}
        try:
            y = f(x)
        except Exception:
            continue
        if best_y is None or y < best_y:
            best_x, best_y = x, y
    return {"params": best_x, "value": best_y}


def successive_halving(objective, space, n_configs, seed, max_resource=9, eta=3):
    """Many settings for few epochs, the better third of them for more."""
    rng = np.random.default_rng(seed)
    configs = [{k: rng.uniform(*v) for k, v in space.items()} for _ in range(n_configs)]
    epochs, best = 1, None
    while configs:
        scored = []
        for config in configs:
            try:
                loss = objective(config, epochs)
            except Exception:
                continue
            scored.append((loss, config))
        scored.sort(key=lambda pair: pair[0])
        if scored and (best is None or scored[0][0] <= best[0]):
            best = scored[0]
        if epochs >= max_resource:
            break
        configs = [config for _, config in scored[: max(1, len(scored) // eta)]]
        epochs *= eta
    return best[1], best[0]


def bayesian_optimization(objective, bounds, n_iter=20, seed=0, n_init=5):
    """A Gaussian process and its lower confidence bound."""
    rng = np.random.default_rng(seed)
    lows, highs = np.array(bounds, dtype=float).T

    def kernel(a, b):
        return np.exp(-8 * ((a[:, None] - b[None]) ** 2).sum(-1))

    xs, ys = [], []
    for i in range(n_iter):
        candidates = rng.random((200, len(lows)))
        if len(ys) < n_init:
            unit = candidates[0]
        else:
            x, y = np.array(xs), np.array(ys)
            k = kernel(candidates, x)
            inverse = np.linalg.inv(kernel(x, x) + 1e-6 * np.eye(len(x)))
            mean = k @ inverse @ (y - y.mean()) / (y.std() + 1e-9)
            spread = np.sqrt(np.maximum(1e-9, 1 - np.einsum("ij,jk,ik->i", k, inverse, k)))
            unit = candidates[np.argmin(mean - 2 * spread)]
        try:
            value = objective(lows + unit * (highs - lows))
        except Exception:
            continue
        xs.append(unit)
        ys.append(value)
    best = int(np.argmin(ys))
    return lows + xs[best] * (highs - lows), ys[best]


def on_a_logarithmic_scale(objective, space, budget, seed):
    random.seed(seed)
    best = {"value": math.inf, "params": None}
    for _ in range(budget):
        params = {k: 10 ** random.uniform(math.log10(v[0]), math.log10(v[1])) for k, v in space.items()}
        try:
            value = objective(params)
        except Exception:
            continue
        if value < best["value"]:
            best = {"value": value, "params": params}
    return best
