"""Hyperparameter search: try settings within a budget, and report the best one that you really saw.

Why it matters: A learning rate can matter as much as an architecture, and a fair search finds a
better one than stubborn guessing.

Next step: Plot the best value against the number of trials, for random search and for a grid of the
same size.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Given,
    LearnerError,
    Value,
    all_of,
    assert_that,
    search,
    shown,
    skill,
)

RANDOM_POINTS = 2001


def draw_space(sizes, rng):
    """Draw two ranges that do not overlap, above zero, each twice as high as it is low."""
    low, high = float(rng.choice([1, 2])), float(rng.choice([8, 16]))
    return {"rate": [low, 2 * low], "width": [high, 2 * high]}


def draw_objective(sizes, rng):
    """Draw a bowl: where its bottom lies as a share of each range is turned into settings by the check."""
    return {
        "optimum": {name: int(rng.integers(1, 8)) / 8 for name in ("rate", "width")},
        "weights": {name: int(rng.integers(1, 9)) for name in ("rate", "width")},
        "offset": int(rng.integers(-8, 9)) + 0.5,
        "fails": [],
    }


def placed(objective, space, fails=()):
    """Return the bowl with its bottom inside the space."""
    shares = objective["optimum"].items()
    inside = {name: space[name][0] + share * (space[name][1] - space[name][0]) for name, share in shares}
    return objective | {"optimum": inside, "fails": list(fails)}


def worth(objective, space, settings):
    """The value of settings: the smaller, the nearer to the bottom."""
    far = {
        name: (settings[name] - objective["optimum"][name]) / (high - low)
        for name, (low, high) in space.items()
    }
    return objective["offset"] + sum(objective["weights"][name] * far[name] ** 2 for name in space)


def tried(objective, space, points):
    """Return the trials of some settings; those that fail have no value."""
    return [
        {"params": point, "value": None if number in objective["fails"] else worth(objective, space, point)}
        for number, point in enumerate(points)
    ]


def drawn(space, count, seed):
    """Return settings anywhere in the space."""
    rng = np.random.default_rng(seed)
    return [
        {name: float(rng.uniform(low, high)) for name, (low, high) in space.items()} for _ in range(count)
    ]


@search(
    names=[
        "random_search", "grid_search", "search_hyperparameters", "hyperparameter_tuning", "tune",
        "tune_hyperparameters", "hyperparameter_optimization", "hyperparameter_optimizer",
        "hyperparameter_tuner", "bayesian_optimization", "bayesian_search", "bayesian_optimizer",
        "successive_halving", "hyperband", "random_search_optimizer", "search",
    ]
)  # fmt: skip
def hyperparameter_search(
    objective: Given(draw_objective),
    space: Given(draw_space),
    budget: Count(4, 12) = 8,
    seed: Count(0, 9) = 0,
) -> Value("mapping"):
    """Random search: settings drawn anywhere in the space, and the best (Bergstra and Bengio 2012)."""
    trials = tried(objective, space, drawn(space, budget, seed))
    best = min((trial for trial in trials if trial["value"] is not None), key=lambda trial: trial["value"])
    return {**best, "trials": trials}


@hyperparameter_search.operation
def again(objective, space, budget, seed):
    return hyperparameter_search(objective, space, budget, seed)


@hyperparameter_search.check(
    hint="Print the settings that you draw beside the range of each.",
    examples=15,
    reveals="settings outside of the space are tried",
)
def stays_inside_the_space(search, objective, space, budget, seed):
    """Every trial lies between the lowest and the highest value of each setting."""
    for trial in search(placed(objective, space), space, budget, seed)["trials"]:
        outside = {
            name: trial["params"][name] for name, ends in space.items() if not _is_between(trial, name, ends)
        }
        assert_that(
            not outside, came=f"a trial with {shown(outside)}", expected=f"settings within {shown(space)}"
        )


def _is_between(trial, name, ends):
    """Whether a setting lies in its range, but for rounding in single precision."""
    low, high = ends
    return low * (1 - 1e-6) <= trial["params"][name] <= high * (1 + 1e-6)


@hyperparameter_search.check(
    hint="Count the calls of the objective: also those before the loop and after it.",
    examples=15,
    reveals="more settings are tried than the budget allows",
)
def keeps_to_its_budget(search, objective, space, budget, seed):
    """The objective is asked about no more settings than the budget allows."""
    if "budget" in search.facts.get("lacks", ()):
        return
    trials = search(placed(objective, space), space, budget, seed)["trials"]
    count = len({tuple(trial["params"].values()) for trial in trials})
    assert_that(count <= budget, came=f"{count} trials", expected=f"{budget} at most")


@hyperparameter_search.check(
    hint="Keep the settings together with their value, from the trial on.", examples=15
)
def gives_the_best_that_it_tried(search, objective, space, budget, seed):
    """What it gives are the settings of its best trial, and their value."""
    bowl = placed(objective, space)
    _is_the_best_of(search(bowl, space, budget, seed), bowl, space)


def _is_the_best_of(came, bowl, space):
    values = [worth(bowl, space, trial["params"]) for trial in _good(came["trials"])]
    same = [trial for trial in came["trials"] if _is_same(trial["params"], came["params"])]
    named = [None if trial["value"] is None else worth(bowl, space, trial["params"]) for trial in same]
    expected = f"one of its {len(came['trials'])} trials"
    mistake = "the best settings were never tried"
    assert_that(
        named, came=f"{shown(came['params'])}, which was not tried", expected=expected, mistake=mistake
    )
    mistake = (
        "the highest value is taken for the best"
        if named[0] == max(values)
        else "a trial that is not the best is given"
    )
    mistake = "the last trial is given instead of the best" if named[0] == values[-1] else mistake
    is_least = named[0] is not None and named[0] <= min(values)
    came_of_it = f"settings with the value {shown(named[0])}"
    assert_that(is_least, came=came_of_it, expected=f"those with {shown(min(values))}", mistake=mistake)
    is_theirs = came["value"] is None or abs(came["value"] - named[0]) <= 1e-5 * max(1, abs(named[0]))
    mistake = "the value is not that of the settings"
    assert_that(
        is_theirs, came=f"the value {shown(came['value'])}", expected=shown(named[0]), mistake=mistake
    )


def _is_same(one, other):
    return all(abs(one[name] - other[name]) <= 1e-6 * abs(one[name]) for name in one)


@hyperparameter_search.check(
    hint="Plot the trials in the space. Do they reach all of it, in each of the settings?",
    examples=4,
    reveals="only a part of the space is searched",
)
def beats_chance(search, objective, space, seed):
    """With fifty trials of a smooth objective it finds more than every other random setting would be."""
    # Of fifty settings drawn evenly, none is in the better half once in 10**15 searches; of fifty drawn
    # on a logarithmic scale, where that half gets a quarter of them at least, once in a million.
    bowl = placed(objective, space)
    tried_ones = [trial["params"] for trial in search(bowl, space, 50, seed)["trials"]]
    best = min(tried_ones, key=lambda settings: worth(bowl, space, settings))
    median = float(np.median([worth(bowl, space, point) for point in drawn(space, RANDOM_POINTS, 0)]))
    least = worth(bowl, space, best)
    assert_that(
        least < median, came=f"{shown(least)} at {shown(best)}", expected=f"less than {shown(median)}"
    )


@hyperparameter_search.check(
    hint="Where do the random numbers come from, and who tells them where to begin?", examples=6
)
def is_repeated_by_its_seed(search, objective, space, seed):
    """The same seed tries the same settings, and another one others, where it draws them."""
    bowl = placed(objective, space)
    is_unseeded = "seed" in search.facts.get("lacks", ())
    repeat = search.again if is_unseeded else search
    one, other = (_points(search(bowl, space, 12, number)) for number in (seed, seed + 1))
    again = _points(repeat(bowl, space, 12, seed))
    came, mistake = "other settings the second time", "each call draws anew, whatever the seed"
    assert_that(one == again, came=came, expected="the same as with this seed before", mistake=mistake)
    is_drawn = all(len({point[axis] for point in one}) == len(one) for axis in range(len(space)))
    is_fixed = is_drawn and one == other and not is_unseeded
    came, mistake = "the same settings with the seeds " + f"{seed} and {seed + 1}", "the seed is not used"
    assert_that(not is_fixed, came=came, expected="others", mistake=mistake)


def _points(came):
    return [tuple(trial["params"].values()) for trial in came["trials"]]


@hyperparameter_search.check(
    hint="What does your loop do when the objective raises an exception? And with the trials after it?",
    examples=8,
)
def goes_on_after_a_failure(search, objective, space, budget, seed):
    """A trial that raises an error is left out, and those after it are made."""
    bowl = placed(objective, space, fails=(0, 2))
    came = _surviving(search, bowl, space, budget + 2, seed)
    good = [trial for trial in came["trials"] if trial["value"] is not None]
    mistake = "a trial that fails ends the search"
    assert_that(
        len(good) >= 2, came=_counted(came["trials"]), expected="trials after the third", mistake=mistake
    )
    named = [trial["value"] for trial in came["trials"] if _is_same(trial["params"], came["params"])]
    mistake = "a trial that failed is given as the best"
    assert_that(
        named != [None], came="settings that failed", expected="the best of the others", mistake=mistake
    )
    _is_the_best_of(came, bowl, space)


@hyperparameter_search.operation
def parallel(objective, space, budget, seed):
    return hyperparameter_search(objective, space, budget, seed)


@hyperparameter_search.check(
    severity="remark",
    examples=3,
    hint="Draw the settings before the workers begin, and collect what they find.",
)
def finds_the_same_in_parallel(search, objective, space, budget, seed):
    """With two workers it tries and finds what it does with one."""
    bowl = placed(objective, space)
    one, two = search(bowl, space, budget, seed), search.parallel(bowl, space, budget, seed)
    same = sorted(_points(one)) == sorted(_points(two)) or not two["trials"]
    is_same = same and one["params"] == two["params"]
    assert_that(is_same, came=shown(two["params"]), expected=f"{shown(one['params'])}, of the same trials")


def _surviving(search, objective, space, budget, seed):
    try:
        return search(objective, space, budget, seed)
    except LearnerError as error:
        mistake = "a trial that fails ends the search"
        return assert_that(
            holds=False,
            came=f"{error} when the first trial failed",
            expected="the trials after it",
            mistake=mistake,
        )


def _counted(trials):
    failed = sum(trial["value"] is None for trial in trials)
    return f"{len(trials)} trials, of which {failed} failed"


def _given(trial, trials):
    return {"params": trial["params"], "value": trial["value"], "trials": trials}


def _good(trials):
    return [trial for trial in trials if trial["value"] is not None]


def _by_value(trial):
    return trial["value"]


@hyperparameter_search.mistake("settings outside of the space are tried")
def wide(objective, space, budget, seed):
    wider = {name: [0, 2 * high] for name, (_, high) in space.items()}
    trials = tried(objective, space, drawn(wider, budget, seed))
    return _given(min(_good(trials), key=_by_value), trials)


@hyperparameter_search.mistake("more settings are tried than the budget allows")
def one_more(objective, space, budget, seed):
    return hyperparameter_search(objective, space, budget + 1, seed)


@hyperparameter_search.mistake("the highest value is taken for the best")
def highest(objective, space, budget, seed):
    trials = tried(objective, space, drawn(space, budget, seed))
    last = _good(trials)[-1]
    others = [trial for trial in _good(trials) if trial is not last]
    return _given(max(others, key=_by_value), trials)


@hyperparameter_search.mistake("the last trial is given instead of the best")
def last(objective, space, budget, seed):
    trials = tried(objective, space, drawn(space, budget, seed))
    return _given(_good(trials)[-1], trials)


@hyperparameter_search.mistake("the best settings were never tried")
def mean_of_the_best(objective, space, budget, seed):
    trials = tried(objective, space, drawn(space, budget, seed))
    one, two = sorted(_good(trials), key=_by_value)[:2]
    middle = {name: (one["params"][name] + two["params"][name]) / 2 for name in space}
    return {"params": middle, "value": worth(objective, space, middle), "trials": trials}


@hyperparameter_search.mistake("the value is not that of the settings")
def other_value(objective, space, budget, seed):
    trials = tried(objective, space, drawn(space, budget, seed))
    best = min(_good(trials), key=_by_value)
    return {**_given(best, trials), "value": max(map(_by_value, _good(trials)))}


@hyperparameter_search.mistake("only a part of the space is searched")
def corner(objective, space, budget, seed):
    far = {
        name: low if objective["optimum"][name] > (low + high) / 2 else high
        for name, (low, high) in space.items()
    }
    small = {
        name: [far[name] * 0.999, far[name]] if far[name] == high else [low, low * 1.001]
        for name, (low, high) in space.items()
    }
    trials = tried(objective, space, drawn(small, budget, seed))
    return _given(min(_good(trials), key=_by_value), trials)


@hyperparameter_search.mistake("each call draws anew, whatever the seed")
def unseeded(objective, space, budget, seed):
    return hyperparameter_search(objective, space, budget, None)


@hyperparameter_search.mistake("the seed is not used")
def fixed_seed(objective, space, budget, seed):
    return hyperparameter_search(objective, space, budget, 42)


@hyperparameter_search.mistake("a trial that fails ends the search")
def ends(objective, space, budget, seed):
    if objective["fails"]:
        raise FloatingPointError("the loss is nan: this trial diverged")
    return hyperparameter_search(objective, space, budget, seed)


@hyperparameter_search.mistake("a trial that failed is given as the best")
def failure_as_the_best(objective, space, budget, seed):
    came = hyperparameter_search(objective, space, budget, seed)
    failed = [trial for trial in came["trials"] if trial["value"] is None]
    return came | ({"params": failed[0]["params"], "value": -1e9} if failed else {})


skill(needs=all_of(hyperparameter_search))
