import numpy as np
import pandas as pd


class FrameRegression:
    def fit(self, df, target):
        self.columns = df.columns
        rows = np.column_stack([np.ones(len(df)), df[self.columns].values])
        self.beta = np.linalg.lstsq(rows, target.values, rcond=None)[0]

    def predict(self, df):
        return pd.Series(self.beta[0] + df[self.columns].values @ self.beta[1:])


class FrameScaler:
    def fit(self, df):
        self.mean, self.std = df.mean(), df.std(ddof=0).replace(0, 1)

    def transform(self, df):
        return (df - self.mean) / self.std

    def inverse_transform(self, df):
        return df * self.std + self.mean
