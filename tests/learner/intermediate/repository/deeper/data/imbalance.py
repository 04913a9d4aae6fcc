import numpy as np
import pandas as pd


def compute_class_weights(y):
    """As class_weight="balanced" in scikit-learn."""
    counts = pd.Series(y).value_counts().sort_index()
    return (len(y) / (len(counts) * counts)).to_dict()


def random_undersample(X, y, random_state=None):
    """Throw rows away until every class is as rare as the rarest."""
    rng = np.random.default_rng(random_state)
    classes, counts = np.unique(y, return_counts=True)
    keep = np.concatenate(
        [rng.choice(np.where(y == c)[0], size=counts.min(), replace=False) for c in classes]
    )
    rng.shuffle(keep)
    return X[keep], y[keep]
