import numpy as np


def fit_params(features, targets):
    features = np.insert(features, 0, 1, axis=1)
    theta = np.linalg.pinv(features.T @ features) @ features.T @ targets
    return theta


def predict_with(x, params):
    return np.insert(x, 0, 1, axis=1) @ params
