import numpy as np


def summarize(column):
    present = column[~np.isnan(column)]
    q1, q3 = np.percentile(present, [25, 75])
    iqr = q3 - q1
    outliers = present[(present < q1 - 1.5 * iqr) | (present > q3 + 1.5 * iqr)]
    return {
        "min": present.min(),
        "max": present.max(),
        "mean": present.mean(),
        "std": present.std(),
        "n_missing": np.isnan(column).sum(),
        "outliers": outliers,
    }


def describe_column(values):
    values = np.asarray(values, dtype=float)
    mean, std = np.nanmean(values), np.nanstd(values)
    z = np.abs(values - mean) / std
    return dict(
        Minimum=np.nanmin(values),
        Maximum=np.nanmax(values),
        Average=mean,
        Missing=int(np.count_nonzero(np.isnan(values))),
        Outliers=np.where(z > 3)[0],
    )


def with_a_mask(x):
    missing = np.isnan(x)
    median = np.nanmedian(x)
    mad = np.nanmedian(np.abs(x - median))
    mask = np.abs(x - median) > 5 * 1.4826 * mad
    return {
        "lowest": np.nanmin(x),
        "highest": np.nanmax(x),
        "avg": np.nanmean(x),
        "missing_pct": round(100 * missing.mean(), 2),
        "outlier_mask": mask,
    }


class ColumnSummary:
    def __init__(self, threshold=3.0):
        self.threshold = threshold

    def compute(self, column):
        clean = column[np.isfinite(column)]
        spread = clean.std(ddof=1) if len(clean) > 1 else 0
        far = [v for v in clean if spread > 0 and abs(v - clean.mean()) > self.threshold * spread]
        return {
            "minimum": clean.min(),
            "maximum": clean.max(),
            "mean": clean.mean(),
            "missing": len(column) - len(clean),
            "num_outliers": len(far),
        }
