import numpy as np
import pandas as pd


def summarize(column):
    q1, q3 = column.quantile(0.25), column.quantile(0.75)
    iqr = q3 - q1
    outliers = column[(column < q1 - 1.5 * iqr) | (column > q3 + 1.5 * iqr)]
    return {
        "min": column.min(),
        "max": column.max(),
        "mean": column.mean(),
        "missing": column.isna().sum(),
        "outliers": outliers.tolist(),
    }


def summarize_series(series: pd.Series) -> dict:
    clean = series.dropna()
    z = (clean - clean.mean()) / clean.std()
    return {
        "minimum": clean.min(),
        "maximum": clean.max(),
        "mean": clean.mean(),
        "missing_count": int(series.isnull().sum()),
        "outliers": clean[z.abs() > 3],
    }


def as_series(col):
    col = pd.Series(col)
    q1, q3 = np.nanpercentile(col, 25), np.nanpercentile(col, 75)
    low, high = q1 - 3 * (q3 - q1), q3 + 3 * (q3 - q1)
    return pd.Series(
        {
            "Min": col.min(),
            "Max": col.max(),
            "Mean": col.mean(),
            "Null Count": col.isna().sum(),
            "Outlier Count": ((col < low) | (col > high)).sum(),
        }
    )


def mixed(column):
    missing = pd.isna(column).sum()
    low, high = column.quantile([0.25, 0.75])
    far = column[(column - column.median()).abs() > 3 * (high - low)]
    return {
        "min": column.min(),
        "max": column.max(),
        "mean": column.mean(),
        "nans": missing,
        "outliers": list(far.index),
    }
