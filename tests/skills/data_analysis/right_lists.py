import math
import statistics
from collections import namedtuple
from dataclasses import dataclass

Summary = namedtuple("Summary", ["minimum", "maximum", "mean", "missing", "outliers"])


def summarize(column):
    numbers = [v for v in column if v is not None]
    missing = len(column) - len(numbers)
    mean = sum(numbers) / len(numbers)
    ordered = sorted(numbers)
    q1 = ordered[len(ordered) // 4]
    q3 = ordered[3 * len(ordered) // 4]
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    return {
        "min": min(numbers),
        "max": max(numbers),
        "mean": mean,
        "missing": missing,
        "outliers": [v for v in numbers if v < low or v > high],
    }


def skipping_nan(values):
    present = [v for v in values if v is not None and not math.isnan(v)]
    mean = statistics.fmean(present)
    deviation = statistics.pstdev(present)
    outliers = [(i, v) for i, v in enumerate(values) if v in present and abs(v - mean) > 3 * deviation]
    return Summary(min(present), max(present), mean, len(values) - len(present), outliers)


@dataclass
class Report:
    lowest: float
    highest: float
    average: float
    gaps: int
    outlier_indices: list


def as_report(data):
    present = [v for v in data if v == v]
    median = statistics.median(present)
    mad = statistics.median([abs(v - median) for v in present])
    indices = [i for i, v in enumerate(data) if v == v and abs(v - median) > 6 * mad]
    return Report(min(present), max(present), sum(present) / len(present), len(data) - len(present), indices)
