import numpy as np


def average_gradients(grads_list, batch_sizes):
    """grads_list: one dictionary of gradients for each worker; larger shards count for more."""
    total = sum(batch_sizes)
    average = {}
    for name in grads_list[0]:
        average[name] = sum(n / total * np.asarray(g[name]) for g, n in zip(grads_list, batch_sizes))
    return average
