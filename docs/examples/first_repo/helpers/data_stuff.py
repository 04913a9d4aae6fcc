import numpy as np


def stratified_three_way_split(features, targets, val_part=0.2, test_part=0.2, rng_seed=0):
    """Splits into train / val / test.

    Every class is split on its own, otherwise a rare class can end up in only one of the sets
    (happened to me with the wine data).
    """
    features = np.asarray(features)
    targets = np.asarray(targets)
    rng = np.random.default_rng(rng_seed)

    train_idx, val_idx, test_idx = [], [], []
    for c in np.unique(targets):
        where = np.where(targets == c)[0]
        rng.shuffle(where)
        n_val = round(len(where) * val_part)
        n_test = round(len(where) * test_part)
        val_idx.extend(where[:n_val])
        test_idx.extend(where[n_val:n_val + n_test])
        train_idx.extend(where[n_val + n_test:])

    # shuffle again, or else the classes come one after the other
    train_idx = rng.permutation(np.array(train_idx, dtype=int))
    val_idx = rng.permutation(np.array(val_idx, dtype=int))
    test_idx = rng.permutation(np.array(test_idx, dtype=int))

    return (features[train_idx], targets[train_idx],
            features[val_idx], targets[val_idx],
            features[test_idx], targets[test_idx])


def make_two_moons(n=400, noise=0.1, seed=0):
    # half circles, like in sklearn
    rng = np.random.default_rng(seed)
    t = rng.uniform(0, np.pi, n // 2)
    upper = np.stack([np.cos(t), np.sin(t)], axis=1)
    lower = np.stack([1 - np.cos(t), 0.5 - np.sin(t)], axis=1)
    X = np.concatenate([upper, lower]) + rng.normal(scale=noise, size=(2 * len(t), 2))
    y = np.array([0] * len(t) + [1] * len(t))
    return X, y
