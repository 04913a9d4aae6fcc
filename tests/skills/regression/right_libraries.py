import numpy as np
from sklearn.linear_model import LinearRegression, SGDRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

model = LinearRegression()
pipeline = make_pipeline(StandardScaler(), LinearRegression())
stochastic = SGDRegressor(max_iter=1000, tol=1e-4)


class MyRegression(LinearRegression):
    pass


class Wrapped:
    def __init__(self):
        self.regressor = LinearRegression()

    def train(self, X_train, y_train):
        self.regressor.fit(X_train, y_train)

    def predict(self, X_test):
        return self.regressor.predict(X_test)


def build_model():
    return make_pipeline(StandardScaler(), LinearRegression())


def linear_regression(X, y):
    return LinearRegression().fit(X, y)


def fit_line(x, y):
    model = LinearRegression()
    model.fit(np.asarray(x).reshape(-1, 1), y)
    return model.coef_[0], model.intercept_


class MyDescent(SGDRegressor):
    pass
