"""Data analysis: look at a column before you train on it: its range, its gaps, its odd values.

Why it matters: A gap that somebody filled with -999 can spoil a model for weeks; five minutes
with minimum and maximum would have shown it.

Next step: Draw a histogram of every column of your data, and ask of each odd bar how it came there.
"""

import re

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    LearnerError,
    OneOf,
    Value,
    all_of,
    assert_alike,
    assert_that,
    exact,
    function,
    shown,
    skill,
)

WORDS = {
    "minimum": "minimum min lowest smallest least low xmin minval vmin minvalue",
    "maximum": "maximum max highest largest greatest high xmax maxval vmax maxvalue",
    "mean": "mean average avg mu xbar meanvalue",
    "missing": """
        missing nmissing missingcount nummissing countmissing missingvalues null nulls nullcount nnull
        numnull nan nans nancount nnan numnan countnan na nas nacount nna gaps missings nullvalues
        nanvalues nones nonecount numna missingvaluecount numberofmissing numberofmissingvalues
        totalmissing empty isna isnull
    """,
    "share missing": """
        missingratio missingrate missingshare missingfraction missingpct missingpercent missingpercentage
        nullpct nullratio nullpercent nanratio nanpct nanpercent percentmissing pctmissing fractionmissing
    """,
    "outliers": """
        outliers outlier noutliers outliercount numoutliers countoutliers outliervalues outlierindices
        outliersindices outliersiqr outlieridx outlierindex outliermask oddvalues odd anomalies extremes
        extremevalues outliersindex outliersmask outliersidx outliersvalues iqroutliers zscoreoutliers
        outlierscount numberofoutliers
    """,
}
MEANINGS = {word: meaning for meaning, words in WORDS.items() for word in words.split()}


def _column(sizes, rng):
    """Numbers, one of which in five is missing; two are there that differ."""
    values = exact(rng.integers(-9, 10, size=sizes["n"]) / 2)
    gaps = rng.random(len(values)) < 0.2
    both = values[0] + np.array([1.0, 2.0])
    return rng.permutation([*both, *np.where(gaps, np.nan, values)]) + rng.choice([0, 100])


NAMES = """
    summarise column_summary summarize_column summarise_column describe describe_column analyze_column
    analyse_column column_stats column_statistics basic_stats basic_statistics data_summary
    summary_statistics summary_stats profile_column descriptive_statistics describe_data analyze_data
    analyse_data inspect_column
"""


@function(
    names=NAMES.split(),
    spelled={
        "column": ["values", "data", "x", "X", "series", "col", "array", "arr", "numbers", "feature", "s"]
    },
    sizes={"n": 13},
    tables=True,
)
def summarize(column: Given(_column, axes=("n",))) -> Value("mapping"):
    """Least, greatest and mean of what is there, how many are missing, and what lies far from all others."""
    there = column[~np.isnan(column)]
    if there.size == 0:
        return {"minimum": None, "maximum": None, "mean": None, "missing": len(column), "outliers": []}
    first, third = np.percentile(there, [25, 75])
    # Tukey, Exploratory Data Analysis (1977): one and a half widths of the middle half beyond its ends.
    is_far = np.abs(there - (first + third) / 2) > 2 * (third - first)
    return {
        "minimum": there.min(),
        "maximum": there.max(),
        "mean": there.mean(),
        "missing": int(np.isnan(column).sum()),
        "outliers": there[is_far].tolist(),
    }


@summarize.reading(
    "column", "a list with None for what is missing", told_by=lambda code: _counts(code) == (0, 1)
)
def with_none(column):
    return [None if np.isnan(value) else float(value) for value in column]


def _counts(code):
    """Return how many missing values it counts where one is NaN, and where one is None."""
    full = np.arange(1.0, 6.0)
    columns = (np.where(full == 2, np.nan, full), [None if value == 2 else value for value in full.tolist()])
    return tuple(_counted(code, column) for column in columns)


def _counted(code, column):
    try:
        return code(column)["missing"]
    except (LearnerError, TypeError, KeyError):
        return 0


@summarize.result
def by_our_names(came, column):
    """The five by our names; how many are missing may be told as a share, and outliers as places."""
    if not isinstance(came, dict):
        return came
    meant = {}
    for word, value in came.items():
        meaning = MEANINGS.get(re.sub(r"[\W_]", "", str(word).lower()))
        if meaning:
            meant.setdefault(meaning, value)
    values = np.array([np.nan if value is None else value for value in column], dtype=float)
    share = meant.pop("share missing", None)
    if "missing" not in meant and share is not None:
        meant["missing"] = _missing_of(share, values)
    if isinstance(meant.get("missing"), (list, np.ndarray)):
        mask = np.asarray(meant["missing"])
        meant["missing"] = int(mask.sum()) if mask.dtype == bool else len(mask)
    if "outliers" in meant:
        meant["outliers"] = _surely(meant["outliers"], values)
    return {name: _number(meant[name]) for name in WORDS if name in meant}


def _number(value):
    value = value.item() if isinstance(value, (np.generic, np.ndarray)) and np.size(value) == 1 else value
    return None if isinstance(value, float) and np.isnan(value) else value


def _missing_of(share, values):
    """Return how many are missing, told as a share or as a percentage."""
    count = int(np.isnan(values).sum())
    said = (count / max(len(values), 1), 100 * count / max(len(values), 1))
    is_right = isinstance(share, (int, float)) and bool(np.any(np.isclose(share, said, atol=0.006)))
    return count if is_right else share


def _surely(told, values):
    """Return which outliers are told, without those about which the usual rules differ; sorted values.

    Told they may be as values, as places, as a mask, as a mapping of both, as pairs, or as a count.
    """
    far, ordinary = _far(values), _ordinary(values)
    if isinstance(told, dict):
        lists = [value for value in told.values() if isinstance(value, (list, np.ndarray))]
        told = lists[0] if lists else list(told.values()) or list(told)
    told = np.asarray(told)
    if told.dtype.kind not in "biuf":
        return told.tolist()
    if told.ndim == 2 and told.shape[1] == 2:  # places beside values
        told = told[:, 1]
    if told.ndim == 0 and told.dtype.kind != "b":
        is_right = len(far) <= told <= len(values) - ordinary.sum() - np.isnan(values).sum()
        return far if is_right else f"{told} of them"
    doubtful = {*values[~ordinary].tolist()} - {*far}
    readings = [sorted({*one.ravel().tolist()} - doubtful) for one in _as_values(told, values)]
    return far if far in readings else readings[0]


def _as_values(told, values):
    """Yield the values that a mask, places, or values themselves stand for."""
    if told.dtype == bool and told.shape == values.shape:
        yield values[told]
        return
    if told.dtype.kind in "iu" and told.size and not {*told.tolist()} <= {*values.tolist()}:
        yield values[told[told < len(values)]]
    yield told
    if told.dtype.kind in "iu" and told.size and told.max() < len(values):
        yield values[told]


def _far(values):
    """Return the values that every usual rule calls outliers."""
    there = values[~np.isnan(values)]
    if there.size < 20 or np.ptp(there) == 0:
        return []
    first, middle, third = np.percentile(there, [25, 50, 75])
    wide = 5 * max(third - first, np.abs(there - middle).mean())
    is_far = (np.abs(there - there.mean()) > 3.2 * there.std()) & (np.abs(there - middle) > wide)
    return sorted(there[is_far].tolist())


def _ordinary(values):
    """Return where values lie that no usual rule calls an outlier, however strict."""
    there = values[~np.isnan(values)]
    if there.size == 0:
        return np.zeros(len(values), dtype=bool)
    first, middle, third = np.percentile(there, [25, 50, 75])
    reach = third - first
    near = np.abs(values - middle) <= 3.5 * np.median(np.abs(there - middle))
    inside = (first - reach <= values) & (values <= third + reach)
    return near & inside & (np.abs(values - there.mean()) <= 1.9 * there.std())


@summarize.check(
    hint="Which value stands for a gap here, and does it take part in what you compute?", examples=20
)
def tells_the_range_and_the_mean(summarize, column):
    """Minimum, maximum and mean are those of the values that are there."""
    came = summarize(column)
    there = column[~np.isnan(column)]
    expected = {"minimum": there.min(), "maximum": there.max(), "mean": there.mean()}
    assert_alike({name: came.get(name) for name in expected}, expected, scale=float(np.abs(there).max()))


def _full(sizes, rng):
    return exact(rng.integers(-9, 10, size=sizes["n"]) / 2)


@summarize.check(
    hint="How does your code tell a gap from a number? NaN is not even equal to itself.", examples=20
)
def counts_what_is_missing(summarize, column: Given(_full, axes=("n",)), gaps: Count(0, 5)):
    """It counts the values that are missing, also when there are none."""
    gapped = np.insert(column, np.arange(gaps) * len(column) // max(gaps, 1), np.nan)
    came = summarize(gapped).get("missing")
    is_counted = isinstance(came, (int, float)) and came == gaps
    mistake = "missing values are not counted" if came == 0 else ""
    assert_that(is_counted, came=f"missing: {shown(came)}", expected=f"missing: {gaps}", mistake=mistake)


@summarize.check(hint="How far is far? Measure it with what most of the values do.", examples=20)
def finds_a_value_far_from_all_others(
    summarize,
    values: Float["30"].between(-3, 3),
    far: OneOf(1000.0, -1000.0),
    place: Count(0, 29),
    gap: Count(0, 29),
):
    """A value that lies hundreds of times farther out than all others is an outlier."""
    column = np.where(np.arange(30) == place, far, values + np.arange(30) / 16)
    column[[gap] if gap != place else []] = np.nan
    came = summarize(column).get("outliers")
    missed = "outliers are looked for on one side only" if far < 0 else "no value is ever called an outlier"
    mistake = missed if came == [] else ""
    assert_that(
        came == [far], came=f"outliers: {shown(came)}", expected=f"outliers: {far:g}", mistake=mistake
    )


@summarize.check(hint="Try the numbers from one to thirty by hand: is one of them odd?", examples=20)
def calls_no_ordinary_value_odd(summarize, start: Count(-9, 9), step: OneOf(1.0, 0.5, 3.0, 0.0)):
    """Among numbers in equal steps, or all alike, none is an outlier."""
    column = start + step * np.arange(30)
    try:
        came = summarize(column).get("outliers")
    except LearnerError:
        if step:
            raise
        return  # a division by a width of zero; there is a remark for that
    strict = "whatever lies beyond one standard deviation is called odd" if came and step else ""
    mistake = "every value of a constant column is called odd" if came and not step else strict
    assert_that(came == [], came=f"outliers: {shown(came)}", expected="no outliers", mistake=mistake)


@summarize.check(
    severity="remark", hint="What is the width of a column of equal numbers, and what is divided by it?"
)
def copes_with_a_constant_column(summarize, value: OneOf(2.0, 0.0, -7.5), length: Count(1, 9)):
    """A column of equal numbers has a summary without outliers."""
    came = summarize(np.full(length, value))
    expected = {"minimum": value, "maximum": value, "mean": value, "missing": 0, "outliers": []}
    assert_alike({name: came.get(name) for name in expected}, expected)


@summarize.check(
    severity="remark",
    hint="Decide what a summary of nothing says: no statistics, or a ValueError that says why.",
)
def copes_with_nothing(summarize, length: Count(0, 3)):
    """A column that is empty, or all missing, has no statistics, or is refused with a clear error."""
    try:
        came = summarize(np.full(length, np.nan))
    except LearnerError as error:
        is_clear = error.kind == "ValueError" and error.text
        return assert_that(is_clear, came=f"{error}", expected="no statistics, or a ValueError that says why")
    said = {name: came.get(name) for name in ("minimum", "maximum", "mean") if came.get(name) is not None}
    return assert_that(not said and came.get("missing") == length, came=shown(came), expected="no statistics")


@summarize.mistake("missing values are not counted")
def without_gaps(column):
    return summarize(column) | {"missing": 0}


@summarize.mistake("missing values are taken for zeros")
def zeros_for_gaps(column):
    filled = summarize(np.nan_to_num(column))
    return summarize(column) | {name: filled[name] for name in ("minimum", "maximum", "mean")}


@summarize.mistake("one missing value makes all statistics NaN")
def all_nan(column):
    found = summarize(column)
    lost = {name: float(getattr(np, name)(column)) for name in ("min", "max", "mean")} if len(column) else {}
    return found | {"minimum": lost.get("min"), "maximum": lost.get("max"), "mean": lost.get("mean")}


@summarize.mistake("the mean is the median")
def median(column):
    return summarize(column) | {"mean": float(np.nanmedian(column))}


@summarize.mistake("the mean is the sum divided by all places, those that are missing too")
def divided_by_all(column):
    return summarize(column) | {"mean": float(np.nansum(column)) / max(len(column), 1)}


@summarize.mistake("outliers are looked for on one side only")
def one_side(column):
    found = summarize(column)
    return found | {"outliers": [value for value in found["outliers"] if value > (found["mean"] or 0)]}


@summarize.mistake("no value is ever called an outlier")
def never_any(column):
    return summarize(column) | {"outliers": []}


@summarize.mistake("every value of a constant column is called odd")
def not_less(column):
    found, there = summarize(column), column[~np.isnan(column)]
    return found | {"outliers": there.tolist()} if there.size and np.ptp(there) == 0 else found


@summarize.mistake("whatever lies beyond one standard deviation is called odd")
def too_strict(column):
    found, there = summarize(column), column[~np.isnan(column)]
    return found | {
        "outliers": there[np.abs(there - there.mean()) > there.std()].tolist() if there.size else []
    }


@summarize.mistake("the least and the greatest are exchanged")
def exchanged(column):
    found = summarize(column)
    return found | {"minimum": found["maximum"], "maximum": found["minimum"]}


skill(needs=all_of(summarize))
