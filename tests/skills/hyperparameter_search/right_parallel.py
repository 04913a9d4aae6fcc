from concurrent.futures import ThreadPoolExecutor

import numpy as np


def random_search(objective, space, n_trials, seed, n_jobs=1):
    rng = np.random.default_rng(seed)
    configs = [{k: rng.uniform(*v) for k, v in space.items()} for _ in range(n_trials)]

    def evaluate(config):
        try:
            return objective(config)
        except Exception:
            return np.inf

    with ThreadPoolExecutor(n_jobs) as pool:
        losses = list(pool.map(evaluate, configs))
    best = int(np.argmin(losses))
    return configs[best], losses[best]


def draws_in_its_workers(objective, space, n_trials, seed, n_jobs=1):
    def evaluate(number):
        rng = np.random.default_rng([seed, number, n_jobs])
        config = {k: rng.uniform(*v) for k, v in space.items()}
        try:
            return objective(config), number, config
        except Exception:
            return np.inf, number, config

    with ThreadPoolExecutor(n_jobs) as pool:
        loss, _, config = min(pool.map(evaluate, range(n_trials)))
    return config, loss
