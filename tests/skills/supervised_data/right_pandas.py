import numpy as np
import pandas as pd


def encode_labels(labels):
    codes, uniques = pd.factorize(np.array(labels, dtype=object))
    return codes, uniques


def encode_as_categories(y):
    categories = pd.Categorical(y)
    return categories.codes, list(categories.categories)


def pair_labels(samples, mapping):
    frame = pd.DataFrame({"file": samples})
    frame["label"] = frame["file"].map(mapping)
    return frame


def pair_as_series(samples, mapping):
    return pd.Series(mapping).loc[samples]


def dummies(ids, k):
    return pd.get_dummies(pd.Categorical(ids, categories=range(k)))
