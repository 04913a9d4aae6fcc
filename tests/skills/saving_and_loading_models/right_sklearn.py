import joblib
from sklearn.linear_model import LogisticRegression


def save_model(clf, filename):
    joblib.dump(clf, filename)


def load_model(filename):
    return joblib.load(filename)


def train(x, y):
    return LogisticRegression().fit(x, y)
