import math
import random


def random_search(train_and_evaluate, search_space, n_trials=20, seed=0):
    """search_space: name -> (low, high); numbers that span decades are drawn by their logarithm."""
    rng = random.Random(seed)
    best_params, best_loss = None, math.inf
    for _ in range(n_trials):
        params = {}
        for name, (low, high) in search_space.items():
            if low > 0 and high / low >= 100:
                params[name] = math.exp(rng.uniform(math.log(low), math.log(high)))
            else:
                params[name] = rng.uniform(low, high)
        try:
            loss = train_and_evaluate(params)
        except Exception as error:
            print(f"{params} failed: {error}")
            continue
        if loss < best_loss:
            best_params, best_loss = params, loss
    return best_params, best_loss
