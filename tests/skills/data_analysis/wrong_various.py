import numpy as np


def _rest(column, **changed):
    clean = column[~np.isnan(column)]
    q1, q3 = np.percentile(clean, [25, 75])
    reach = 1.5 * (q3 - q1)
    found = {
        "min": clean.min(),
        "max": clean.max(),
        "mean": clean.mean(),
        "missing": int(np.isnan(column).sum()),
        "outliers": clean[(clean < q1 - reach) | (clean > q3 + reach)].tolist(),
    }
    return {**found, **changed}


def compares_with_nan(column):
    return _rest(column, missing=int((column == np.nan).sum()))


def spoilt_by_nan(column):
    return _rest(column, min=column.min(), max=column.max(), mean=column.mean())


def zeros_for_gaps(column):
    filled = np.nan_to_num(column)
    return _rest(column, min=filled.min(), max=filled.max(), mean=filled.mean())


def mean_over_all(column):
    return _rest(column, mean=np.nansum(column) / len(column))


def median_as_mean(column):
    return _rest(column, mean=np.nanmedian(column))


def only_large(column):
    clean = column[~np.isnan(column)]
    q1, q3 = np.percentile(clean, [25, 75])
    return _rest(column, outliers=clean[clean > q3 + 1.5 * (q3 - q1)].tolist())


def not_less(column):
    clean = column[~np.isnan(column)]
    q1, q3 = np.percentile(clean, [25, 75])
    reach = 1.5 * (q3 - q1)
    return _rest(column, outliers=clean[(clean <= q1 - reach) | (clean >= q3 + reach)].tolist())


def one_deviation(column):
    clean = column[~np.isnan(column)]
    return _rest(column, outliers=clean[np.abs(clean - clean.mean()) > clean.std()].tolist())


def no_outliers(column):
    found = _rest(column)
    del found["outliers"]
    return found


def exchanged(column):
    return _rest(column, min=np.nanmax(column), max=np.nanmin(column))


def never_any(column):
    return _rest(column, outliers=[])
