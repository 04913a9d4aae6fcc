"""Mended by starting again with scikit-learn."""

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC


def kata_classifier(x, y, at, seed=0):
    return SVC(random_state=seed).fit(x, y).predict(at)


def kata_regression(x, y, at):
    return LinearRegression().fit(x, y).predict(at)


def kata_evaluation(x, y, seed=0):
    rows = np.random.RandomState(seed).permutation(len(y))
    return cross_val_score(KNeighborsClassifier(3), x[rows], y[rows], cv=StratifiedKFold(3)).mean()
