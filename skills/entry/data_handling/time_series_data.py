"""Time-series data: cut a long record into windows of the past, each with the future it must predict.

Why it matters: Being off by one step lets tomorrow leak into today's input, and the model looks
brilliant until the day it is used.

Next step: Predict with the last value alone, and see how much better than that a model on your
windows becomes.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Given,
    LearnerError,
    OneOf,
    Value,
    all_of,
    assert_equal,
    assert_that,
    kind,
    shown,
    skill,
)

# What comes may be laid in many right ways, so the checks read it, and no check is unwritten.
function_of_series = kind("function")

WINDOW_NAMES = """
    create_windows sliding_window sliding_windows window_data create_sequences make_sequences
    create_dataset split_sequence create_inout_sequences generate_windows windowed_dataset
    series_to_supervised to_windows window_series get_windows make_window create_sliding_windows
    time_series_windows WindowDataset TimeSeriesDataset SlidingWindowDataset SequenceDataset create_xy
    rolling_windows create_lagged_dataset
"""
SERIES = (
    "data x xs sequence seq values ts timeseries time_series dataset array arr signal input_data series_data"
)
WINDOW = """
    window_size lookback look_back n_steps n_steps_in seq_len seq_length sequence_length timesteps time_steps
    window_length input_size input_width n_lags lags lag past history tw n_in input_length width size n k w
    context context_length win window_len steps history_size input_window n_past lookback_window
"""
HORIZON = """
    n_steps_out forecast_horizon pred_len prediction_length output_size ahead n_out steps_ahead output_length
    future n_ahead n_future label_width forecast_steps h n_steps_ahead target_size output_window out_len
    prediction_steps
"""


def _series(sizes, rng):
    """No two values are alike, so each tells where it stood."""
    return rng.permutation(sizes["t"] + 9) + 1.0


LEAK = "the target begins with the last value of its window"
GAP = "a value is left out between a window and its target"
NOT_ALL = "the last window is left out"
APART = "windows do not overlap: each begins where the one before ended"
BACKWARDS = "each window is turned round"
SHORTER = "the last windows are shorter than the others"

SERIES_OF_TEN_OR_MORE = Given(_series, axes=("t",))


@function_of_series(
    names=WINDOW_NAMES.split(),
    spelled={"series": SERIES.split(), "window": WINDOW.split(), "horizon": HORIZON.split()},
    neutral={"stride": 1, "step": 1, "step_size": 1, "shift": 1},
    forms=["columns"],
)
def make_windows(series: SERIES_OF_TEN_OR_MORE, window: Count(2, 5), horizon: Count(1, 3) = 1) -> Value(
    "anything"
):
    """Each stretch of `window` values, and the `horizon` values that come right after it."""
    starts = range(max(len(series) - window - horizon + 1, 0))
    x = [series[start : start + window] for start in starts]
    y = [series[start + window : start + window + horizon] for start in starts]
    return {"x": np.array(x), "y": np.array(y)}


@make_windows.check(hint="Print your first window and your last one beside the series.")
def windows_are_stretches_of_the_series(make_windows, series, window, horizon):
    """Each window is `window` neighbouring values of the series, in their order."""
    x, _ = _pairs(make_windows(series, window, horizon), window)
    for row in x:
        start = _place(series, row[0])
        expected = series[start : start + window]
        assert_that(
            np.array_equal(row, expected),
            came=f"the window {shown(row)}",
            expected=f"neighbours in the series, such as {shown(series[:window])}",
            mistake=BACKWARDS if np.array_equal(row[::-1], _ending(series, row)) else "",
        )


def _ending(series, row):
    end = _place(series, row[0]) + 1
    return series[max(end - len(row), 0) : end]


@make_windows.check(hint="Write the positions of one window down, and below them those of its target.")
def targets_follow_their_windows(make_windows, series, window, horizon):
    """A target begins right after its window: none of it is in the window, and none is left out."""
    x, y = _pairs(make_windows(series, window, horizon), window)
    is_far = y.shape[1] == 1 < horizon
    if is_far:
        make_windows.note("its target is the one value that lies the horizon ahead")
    for row, target in zip(x, y, strict=True):
        end = _place(series, row[0]) + window
        expected = series[end : end + horizon][horizon - 1 if is_far else 0 :]
        assert_that(
            np.array_equal(target, expected),
            came=f"{shown(row)} with the target {shown(target)}",
            expected=f"{shown(row)} with the target {shown(expected)}",
            mistake=_misplaced(series, target, end, len(expected)),
        )


def _misplaced(series, target, end, count):
    for shift, name in ((-1, LEAK), (1, GAP)):
        if np.array_equal(target, series[end + shift : end + shift + count]):
            return name
    return ""


@make_windows.check(hint="For five values, windows of two and one value to predict, count on your fingers.")
def gives_every_window_once(make_windows, series, window, horizon):
    """A window begins at each place from which its window and its target still fit into the series."""
    x, y = _pairs(make_windows(series, window, horizon), window)
    starts = sorted(_place(series, row[0]) for row in x)
    count = len(series) - window - horizon + 1
    names = {tuple(range(count - 1)): NOT_ALL, tuple(range(0, count, window)): APART}
    gap = _misplaced(series, y[0], _place(series, x[0][0]) + window, y.shape[1]) if len(x) and len(y) else ""
    name = gap or names.get(tuple(starts), "")
    came = f"{len(x)} windows that begin at {shown(starts)}"
    expected = f"{count} windows that begin at 0 to {count - 1}"
    assert_that(starts == [*range(count)], came=came, expected=expected, mistake=name)
    assert_that(len(y) == len(x), came=f"{len(y)} targets for {len(x)} windows", expected="as many of both")


@make_windows.check(
    hint="How many places are there to begin at, if the series is shorter than a window and its target?"
)
def gives_none_of_too_short_a_series(make_windows, series, window, horizon):
    """A series that is one value too short gives no window, or an error."""
    short = series[: window + horizon - 1]
    try:
        came = make_windows(short, window, horizon)
    except LearnerError:
        return
    count = _count(came)
    assert_that(count == 0, came=f"{count} windows of {len(short)} values", expected="none, or an error")


@make_windows.check(severity="remark", hint="Work on a copy.", examples=10)
def leaves_the_series_alone(make_windows, series, window, horizon):
    """It does not change the series."""
    after = make_windows.inputs_after(series=series, window=window, horizon=horizon)
    assert_equal(after["series"], series, what="the series afterwards:")


def _place(series, value):
    """Return where a value stands in the series."""
    found = np.flatnonzero(series == value)
    came = f"{shown(value)} in a window"
    assert_that(len(found) == 1, came=came, expected=f"values of the series {shown(series)} only")
    return int(found[0])


def _pairs(came, window):
    """Return windows and targets, one in each row, however they were returned."""
    first, second = map(_table, _two(came))
    return (second, first) if first.shape[1] != window == second.shape[1] else (first, second)


def _two(came):
    pieces = list(came.values()) if isinstance(came, dict) else list(came)
    if len(pieces) == 2:
        return pieces
    assert_that(
        len(pieces) > 2 and all(isinstance(piece, list) and len(piece) == 2 for piece in pieces),
        came=f"{len(pieces)} pieces, the first of them {shown(pieces[:1])[1:-1]}",
        expected="the windows and their targets",
    )
    return [list(some) for some in zip(*pieces, strict=True)]


def _table(rows):
    """Return rows of one length as a table."""
    lengths = sorted({np.size(row) for row in rows})
    came = f"rows of {shown(lengths)} values"
    assert_that(len(lengths) <= 1, came=came, expected="rows of one length", mistake=SHORTER)
    return np.asarray(rows, dtype=float).reshape(len(rows), -1)


def _count(came):
    pieces = list(came.values()) if isinstance(came, dict) else came
    return max((len(piece) for piece in pieces), default=0) if len(pieces) == 2 else len(pieces)


def _cut(starts, series, *, window, horizon, shift=0):
    """Return the windows that begin there, and targets that begin `shift` late."""
    ends = [start + window for start in starts]
    x = [series[start:end] for start, end in zip(starts, ends, strict=True)]
    return {"x": x, "y": [series[end + shift : end + shift + horizon] for end in ends]}


@make_windows.mistake(LEAK)
def leaking(series, window, horizon=1):
    starts = range(max(len(series) - window - horizon + 1, 0))
    return _cut(starts, series, window=window, horizon=horizon, shift=-1)


@make_windows.mistake(GAP)
def with_a_gap(series, window, horizon=1):
    starts = range(max(len(series) - window - horizon, 0))
    return _cut(starts, series, window=window, horizon=horizon, shift=1)


@make_windows.mistake(NOT_ALL)
def one_less(series, window, horizon=1):
    return {name: values[:-1] for name, values in make_windows(series, window, horizon).items()}


@make_windows.mistake(APART)
def side_by_side(series, window, horizon=1):
    return {name: values[::window] for name, values in make_windows(series, window, horizon).items()}


@make_windows.mistake(BACKWARDS)
def backwards(series, window, horizon=1):
    right = make_windows(series, window, horizon)
    return right | {"x": np.array([row[::-1] for row in right["x"]])}


@make_windows.mistake(SHORTER)
def running_over(series, window, horizon=1):
    return _cut(range(len(series)), series, window=window, horizon=horizon)


SPLIT_NAMES = """
    time_series_split temporal_split split_series time_split train_test_split_series split_time_series
    chronological_train_test_split time_based_split sequential_split temporal_train_test_split
    train_val_test_split_series split_by_time ordered_split time_series_train_test_split
"""
SHARES = ["train", "validation", "test"]
TRAIN = (
    "train_ratio train_size train_frac train_fraction train_split train_share ratio split split_ratio frac"
)
VALIDATION = "val validation_ratio val_ratio val_size validation_size val_frac val_fraction valid valid_size"
TEST = "test_ratio test_size test_frac test_fraction test_share"


@function_of_series(
    names=SPLIT_NAMES.split(),
    spelled={
        "series": SERIES.split(),
        "train": TRAIN.split(),
        "validation": VALIDATION.split(),
        "test": TEST.split(),
    },
    packed=dict.fromkeys(["ratios", "fractions", "sizes", "splits", "shares", "proportions"], SHARES),
)
def chronological_split(
    series: SERIES_OF_TEN_OR_MORE,
    train: OneOf(0.6) = 0.6,
    validation: OneOf(0.2) = 0.2,
    test: OneOf(0.2) = 0.2,
) -> Value("anything"):
    """The oldest rows for training, the newest for testing."""
    ends = [round(len(series) * train), round(len(series) * (train + validation))]
    return dict(zip(SHARES, np.split(series, ends), strict=True))


@chronological_split.check(hint="No shuffling: cut the series once or twice.")
def trains_on_the_past(chronological_split, **inputs):
    """What is for training is older than what is for validation, and that older than what is for testing."""
    sets = _sets(chronological_split(**inputs), inputs["series"])
    for (name, older), (other, newer) in zip(list(sets.items())[:-1], list(sets.items())[1:], strict=True):
        came = f"position {max(older)} in {name} and position {min(newer)} in {other}"
        assert_that(
            max(older) < min(newer), came=came, expected=f"{name} before {other}", mistake=_order(sets)
        )


def _order(sets):
    whole = [place for places in sets.values() for place in places]
    if len(set(whole)) < len(whole):
        return OVERLAP
    return NEWEST if max(sets["test"]) < min(sets["train"]) else SHUFFLED


@chronological_split.check(
    hint="Add up the lengths of the sets.", reveals="some values are lost between the sets"
)
def gives_every_value_once(chronological_split, **inputs):
    """Each value of the series is in one of the sets, and in one only."""
    sets = _sets(chronological_split(**inputs), inputs["series"])
    places = sorted(place for one in sets.values() for place in one)
    doubled = len(set(places)) < len(places)
    came = f"the positions {shown(places)} in all sets together"
    expected = f"each from 0 to {len(inputs['series']) - 1} once"
    mistake = OVERLAP if doubled else LOST
    assert_that(places == [*range(len(inputs["series"]))], came=came, expected=expected, mistake=mistake)


@chronological_split.check(hint="Which share did you ask for, and which set got it?")
def trains_on_most(chronological_split, **inputs):
    """The set for training is the longest."""
    sets = {name: len(one) for name, one in _sets(chronological_split(**inputs), inputs["series"]).items()}
    assert_that(sets["train"] == max(sets.values()), came=shown(sets), expected="most of them in train")


@chronological_split.check(severity="remark", hint="Cut, and leave the rest as it is.")
def keeps_each_set_in_order(chronological_split, **inputs):
    """Inside each set the values stand in the order of time."""
    for name, places in _sets(chronological_split(**inputs), inputs["series"]).items():
        assert_that(
            places == sorted(places), came=f"the positions {shown(places)} in {name}", expected="in order"
        )


def _sets(came, series):
    """Return the positions in each set, oldest first by what they are called; without names as they came."""
    names = list(came) if isinstance(came, dict) else []
    pieces = list(came.values()) if isinstance(came, dict) else list(came)
    assert_that(len(pieces) in (2, 3), came=f"{len(pieces)} sets", expected="two or three")
    usual = SHARES if len(pieces) == 3 else [SHARES[0], SHARES[-1]]
    found = (
        dict(zip(map(_role, names), pieces, strict=True)) if names else dict(zip(usual, pieces, strict=True))
    )
    return {name: _places(found[name], series, name) for name in SHARES if name in found}


def _role(name):
    return next((role for role in SHARES if str(name).lower()[:2] == role[:2]), "test")


def _places(values, series, name):
    values = np.ravel(values)
    assert_that(values.size > 0, came=f"no values in {name}", expected="some in each set")
    return [_place(series, value) for value in values]


SHUFFLED = "the values are shuffled before they are cut"
NEWEST = "the newest values are for training"
OVERLAP = "some values are in two sets"
LOST = "some values are lost between the sets"


@chronological_split.mistake(SHUFFLED)
def shuffled(series, train=0.6, validation=0.2, test=0.2):
    return chronological_split(np.random.default_rng(0).permutation(series), train, validation, test)


@chronological_split.mistake(NEWEST)
def newest_first(series, train=0.6, validation=0.2, test=0.2):
    return chronological_split(series[::-1], train, validation, test)


@chronological_split.mistake(OVERLAP)
def overlapping(series, train=0.6, validation=0.2, test=0.2):
    right = chronological_split(series, train, validation, test)
    return right | {"train": series[: len(right["train"]) + 1]}


@chronological_split.mistake(LOST)
def losing(series, train=0.6, validation=0.2, test=0.2):
    right = chronological_split(series, train, validation, test)
    return right | {"validation": right["validation"][:-1]}


skill(needs=all_of(make_windows))
