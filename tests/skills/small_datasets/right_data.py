import csv
import io

import numpy as np
from sklearn import datasets
from sklearn.utils import Bunch

TABLE = """length,width,kind
5.1,3.5,setosa
7.0,3.2,versicolor
4.9,3.0,setosa
6.4,3.2,versicolor
"""


def load_dataset():
    rows = list(csv.reader(io.StringIO(TABLE)))[1:]
    return [[float(v) for v in row[:-1]] for row in rows], [row[-1] for row in rows]


def load_iris():
    return datasets.load_iris()


def two_results():
    return datasets.load_wine(return_X_y=True)


def one_hot():
    x, y = datasets.load_digits(return_X_y=True)
    return x.reshape(-1, 8, 8) / 16, np.eye(10)[y]


def bunch():
    return Bunch(data=np.arange(10.0).reshape(5, 2), target=np.array([0.5, 1.5, 0.25, 3.0, 2.0]))


def texts():
    return ["a good film", "a bad film", "fine", "boring and long"], [1, 0, 1, 0]


def frame():
    import pandas as pd

    return pd.read_csv(io.StringIO(TABLE)).rename(columns={"kind": "target"})


def split_before():
    x, y = datasets.load_iris(return_X_y=True)
    return x[::2], x[1::2], y[::2], y[1::2]


class Points:
    def __init__(self):
        rng = np.random.default_rng(0)
        self.points = rng.normal(size=(20, 2))
        self.labels = (self.points[:, 0] > 0).astype(int)

    def __len__(self):
        return len(self.points)

    def __getitem__(self, i):
        return self.points[i], self.labels[i]
