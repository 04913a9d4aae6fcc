"""What every project is asked for: to be better than a simple guess, steady, and honest about itself.

A page gives the data: a folder to train on, and inputs that are held out, as `held_out` with what
is true of them and what the simplest guess says. `margin` is the share of that guess's errors which
a project must spare. The checks, and the mistakes that show in predictions alone, are written once.
"""

from __future__ import annotations

import itertools
import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.asserts import Mismatch, assert_that, is_close
from pytest_mlchecklist.errors import LearnerError
from pytest_mlchecklist.skill import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pytest_mlchecklist.code import Code
    from pytest_mlchecklist.skill import Part

SAME = "it says the same of everything"
EXCHANGED = "the classes are exchanged"
GUESS = "it is no better than the simplest guess"
OTHER_SCALE = "the forecast is left on the scale that the model was trained on"
OTHER_ORDER = "the predictions come in another order than the inputs"
UNSTEADY = "its answers change from run to run, although the seed is the same"
SILENT = "it does not say how good it is"
UNTRUE = "the metric that it reports is not that of its predictions"

FLATTERS = "it reports success where there is nothing to learn"

# A learner validates on as few as ten of a hundred files. A share on those that is this unlikely beside the
# one on held-out files (Fisher's exact test) is that of other predictions.
FEWEST, UNLIKELY = 10, 1e-6

# Where the same files lie in ten classes, nine or more of ten unseen ones are right with a probability of
# 1e-8 at most, and of a hundred epochs the best reports so much with one of 1e-6. Who remembers each file by
# its trifle shows that in the predictions for these very files: those on its way may have differed from them.
BY_LUCK, ON_ITS_WAY = 0.85, 0.3

R2_AWAY, FACTOR_AWAY = 0.25, 3.0
"""How far a reported error may lie from that of the held-out predictions: other stretches are no easier."""

PILES = tuple(f"pile_{letter}" for letter in "abcdefghij" for _ in range(10))
"""The classes of a hundred files: ten of them, ten files each."""

_ACCURACIES = {"accuracy", "acc", "score"}
_SHARES = {*_ACCURACIES, "f1", "precision", "recall", "metric"}
ALONG = 0.9
_PERCENT = 1.5
_ROUNDED = 0.005
_STEADY = 1e-4


class HeldOut(list[Any]):
    """Inputs that were held out of training.

    Attributes:
        truth: What is true of each: the name of a class, or a number.
        guess: What the simplest guess says of each.
        about: What a counterexample shows for them, or ''.
        alike: Returns a folder to train on whose classes can't be told apart, and its files as inputs.
    """

    truth: list[Any]
    guess: list[Any]
    about: str
    alike: Callable[[], tuple[str, HeldOut]]


def held_out(
    inputs: Iterable[Any],
    truth: Iterable[Any],
    guess: Iterable[Any] = (),
    about: str = "",
    *,
    alike: Callable[[], tuple[str, HeldOut]] | None = None,
) -> HeldOut:
    """Return inputs with what is true of them.

    Args:
        inputs: What a project is asked about.
        truth: The name of the class of each, or a number.
        guess: What the simplest guess says; the commonest class unless given.
        about: What they are, such as '60 pictures', for a learner who reads a counterexample.
        alike: Returns a folder to train on in which the same ten files, but for a trifle, lie in each
            of ten classes, and these very files as inputs: no metric can be good there. The part says
            `alike=True` then.
    """
    held = HeldOut(inputs)
    held.about = about
    held.alike = alike or (lambda: ("", held))
    held.truth = list(truth)
    held.guess = list(guess) or [max(held.truth, key=held.truth.count)] * len(held)
    return held


def beats_the_simplest_guess(code: Code, **inputs: Any) -> None:
    """On data that it has never seen, it is clearly better than the simplest guess."""
    held, came = _held(inputs), code.once(**inputs)["predictions"]
    wrong, simple = error_of(came, held.truth), error_of(held.guess, held.truth)
    most = _most(code, held)
    expected = f"{_told(most, held)}, or better; the simplest guess is {_told(simple, held)}"
    assert_that(wrong <= most, came=_told(wrong, held), expected=expected, mistake=_explained(came, held))


def gives_the_same_for_the_same_seed(code: Code, **inputs: Any) -> None:
    """Trained again with the same seed, it predicts the same."""
    first, second = code.once(**inputs)["predictions"], code(**inputs)["predictions"]
    differ = [at for at, pair in enumerate(zip(first, second, strict=True)) if not _same(*pair)]
    if differ:
        one, other = first[differ[0]], second[differ[0]]
        came = (
            f"{len(differ)} of {len(first)} predictions differ, such as {_word(one)} and then {_word(other)}"
        )
        raise Mismatch(came, "the same predictions both times", mistake=UNSTEADY)


def reports_how_good_it_is(code: Code, **inputs: Any) -> None:
    """It reports a metric, and its predictions for unseen data bear it out."""
    held, came = _held(inputs), code.once(**inputs)
    metrics = came["metrics"]
    expected = "a metric: returned beside the model, kept by it, or printed, such as 'accuracy: 0.93'"
    assert_that(bool(metrics), came="no metric", expected=expected, mistake=SILENT)
    if error_of(came["predictions"], held.truth) > _most(code, held):
        return  # poor predictions have a check of their own
    own = dict(_comparable(metrics, came["predictions"], held))
    if not own:
        code.note(f"{', '.join(metrics)} can't be compared with its predictions")
        return
    said = ", ".join(f"{name} {metrics[name]:.3g}" for name in own)
    right = ", ".join(dict.fromkeys(f"{value:.3g}" for _, value in own.values()))
    expected = f"about {right}, as its predictions for the {len(held)} held-out inputs have"
    assert_that(any(fits for fits, _ in own.values()), came=said, expected=expected, mistake=UNTRUE)


def claims_nothing_where_there_is_nothing(code: Code, **inputs: Any) -> None:
    """Trained on classes that all have the same files, it does not report that it tells them apart."""
    folder, seen = _held(inputs).alike()
    data, asked = list(inputs)[:2]
    try:
        came = code(**inputs | {data: folder, asked: seen})
    except LearnerError as error:
        code.note(f"its metric was not tried on ten classes with the same files: {error}")
        return
    own = 1 - error_of(came["predictions"], seen.truth)
    chance = f"about {1 / len(set(seen.truth)):.2g}, as by chance"
    for name, share in _accuracies(came["metrics"]):
        assert_that(
            share <= max(BY_LUCK, own + ON_ITS_WAY),
            came=f"{name} {share:.3g}, where all ten classes have the same files",
            expected=f"{chance}; of these very files it has {round(own * len(seen))} of {len(seen)} right",
            mistake=FLATTERS,
        )


LAWS: tuple[Callable[..., None], ...] = (
    beats_the_simplest_guess,
    gives_the_same_for_the_same_seed,
    reports_how_good_it_is,
    claims_nothing_where_there_is_nothing,
)
HINTS = {
    "beats_the_simplest_guess": (
        "Look at what it says of ten inputs, and at its loss after each epoch: does the loss fall?"
    ),
    "gives_the_same_for_the_same_seed": (
        "Which random numbers are drawn before the seed is set? Which files come in the system's own order?"
    ),
    "reports_how_good_it_is": "Keep some of the data apart, predict for it, and count by hand.",
    "claims_nothing_where_there_is_nothing": (
        "Shuffle the labels of your own data and train again. Where does the number you report come from?"
    ),
}
TIME_LIMIT = 120.0
"""Seconds for one training."""


def error_of(predictions: Sequence[Any], truth: Sequence[Any]) -> float:
    """Return the share of wrong names, or how far numbers are off on average."""
    if isinstance(truth[0], str):
        return sum(bool(one != right) for one, right in zip(predictions, truth, strict=True)) / len(truth)
    return float(np.mean(np.abs(np.asarray(predictions, dtype=float) - np.asarray(truth))))


def _most(code: Code, held: HeldOut) -> float:
    """Return the largest error that a project may have."""
    margin = float(code.part.options["margin"])
    return (1 - margin) * error_of(held.guess, held.truth)


def _held(inputs: Mapping[str, Any]) -> HeldOut:
    return next(value for value in inputs.values() if isinstance(value, HeldOut))


def _told(error: float, held: HeldOut) -> str:
    if isinstance(held.truth[0], str):
        return f"{round((1 - error) * len(held))} of {len(held)} right"
    return f"off by {error:.3g} on average"


def _explained(came: Sequence[Any], held: HeldOut) -> str:
    """Return the mistake that shows in poor predictions."""
    truth = held.truth
    if len({str(one) for one in came}) == 1:
        return SAME
    if error_of(sorted(came, key=str), truth) > 0 and _is_right(_in_other_order(came, held), truth):
        return OTHER_ORDER
    if not isinstance(truth[0], str):
        guessed = error_of(came, held.guess) <= 0.05 * error_of(held.guess, truth)
        return GUESS if guessed else OTHER_SCALE if _runs_along(came, truth) else ""
    names = sorted(set(truth))
    renamed = (dict(zip(names, order, strict=True)) for order in itertools.permutations(names))
    return EXCHANGED if any(_is_right([new.get(one) for one in came], truth) for new in renamed) else GUESS


def _in_other_order(came: Sequence[Any], held: HeldOut) -> list[Any]:
    """Return the predictions as they would be for the inputs in the order of their names."""
    order = sorted(range(len(held)), key=lambda at: str(held[at]))
    back: list[Any] = [None] * len(order)
    for one, at in zip(came, order, strict=True):
        back[at] = one
    return back


def _is_right(predictions: Sequence[Any], truth: Sequence[Any]) -> bool:
    share = 0.2 if isinstance(truth[0], str) else 0.3 * float(np.std(truth))
    return error_of(predictions, truth) <= share


def _runs_along(predictions: Sequence[Any], truth: Sequence[Any]) -> bool:
    """Whether numbers rise and fall with the right ones, whatever they are measured in."""
    with np.errstate(all="ignore"):
        return bool(np.corrcoef(np.asarray(predictions, dtype=float), truth)[0, 1] > ALONG)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return bool(one == other)
    return is_close(one, other, relative=_STEADY)


def _word(value: Any) -> str:
    return f"{value}" if isinstance(value, str) else f"{value:.6g}"


def _comparable(
    metrics: Mapping[str, float], predictions: Sequence[Any], held: HeldOut
) -> Iterator[tuple[str, tuple[bool, float]]]:
    """Yield each metric that can be computed from predictions: whether it fits, and what it should be."""
    names = isinstance(held.truth[0], str)
    for name, value in metrics.items():
        if names and _words(name) & _SHARES:
            right = 1 - error_of(predictions, held.truth)
            yield name, (not _is_too_low(_share(value), round(right * len(held)), len(held)), right)
        if names:
            continue
        for kind, right in _errors(np.asarray(predictions, dtype=float), np.asarray(held.truth)).items():
            if kind in _words(name):
                yield name, (_fits(kind, value, right, held), right)


def _accuracies(metrics: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield each metric that chance keeps low: none of those that count the best few guesses."""
    for name, value in metrics.items():
        if _words(name) & _ACCURACIES and "top" not in name.lower():
            yield name, _share(value)


def _words(name: str) -> set[str]:
    return set(re.split(r"[\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))


def _share(value: float) -> float:
    """Return a share that may have come in percent."""
    return value / 100 if value > _PERCENT else value


def _is_too_low(share: float, right: int, count: int) -> bool:
    """Whether a share can't be that of a few unseen inputs, where `right` of `count` others are right.

    Of how many inputs it is the share is not known: the fewest are taken that give it, rounded.
    """
    if not 0 <= share <= 1:
        return True
    few = next(few for few in itertools.count(FEWEST) if abs(share - round(share * few) / few) <= _ROUNDED)
    hits = round(share * few)
    total = hits + right
    ways = sum(math.comb(few, hit) * math.comb(count, total - hit) for hit in range(hits + 1))
    return ways < UNLIKELY * math.comb(few + count, total)


def _errors(predictions: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    away = predictions - truth
    return {
        "mae": float(np.mean(np.abs(away))),
        "mse": float(np.mean(away**2)),
        "rmse": float(np.sqrt(np.mean(away**2))),
        "mape": float(np.mean(np.abs(away / truth))),
        "r2": float(1 - np.mean(away**2) / np.var(truth)),
    }


def _fits(kind: str, value: float, right: float, held: HeldOut) -> bool:
    """Whether a reported error is of the right size, also where it was measured on scaled values."""
    if kind == "r2":
        return abs(value - right) <= R2_AWAY
    truth = np.asarray(held.truth)
    power = {"mse": 2, "mape": 0}.get(kind, 1)
    units = [1.0, 0.01] if kind == "mape" else [1.0, float(np.std(truth)), float(np.ptp(truth))]
    scaled = (right / unit ** max(power, 1) for unit in units)
    return any(one / FACTOR_AWAY <= value <= one * FACTOR_AWAY for one in scaled)


def mistakes(part: Part) -> tuple[Mistake, ...]:
    """Return the mistakes of a project that need no page: its own reference, with the answers spoilt."""
    if "margin" not in part.options:
        return ()
    left_out = set() if part.options.get("alike") else {FLATTERS}
    spoilt = {name: spoil for name, spoil in _SPOILT.items() if name not in left_out}
    return tuple(Mistake(name, _spoilt(part.reference, spoil)) for name, spoil in spoilt.items())


def _spoilt(reference: Callable[..., Any], spoil: Callable[[Any, HeldOut], Any]) -> Callable[..., Any]:
    def wrong(*args: Any, **kwargs: Any) -> Any:
        held = next(value for value in (*args, *kwargs.values()) if isinstance(value, HeldOut))
        return spoil(reference(*args, **kwargs), held)

    wrong.__name__ = spoil.__name__.strip("_")
    return wrong


def _the_same(came: Any, held: HeldOut) -> Any:
    return came | {"predictions": [held.truth[0]] * len(held)}


def _the_guess(came: Any, held: HeldOut) -> Any:
    if isinstance(held.truth[0], str):
        return came | {"predictions": held.truth[1:] + held.truth[:1]}
    return came | {"predictions": held.guess}


def _by_name(came: Any, held: HeldOut) -> Any:
    order = sorted(range(len(held)), key=lambda at: str(held[at]))
    return came | {"predictions": [came["predictions"][at] for at in order]}


_RUNS = itertools.count()


def _unsteady(came: Any, held: HeldOut) -> Any:
    found, other = list(came["predictions"]), held.truth[next(_RUNS) % 3 :]
    return came | {"predictions": [*found[: -len(other[:3])], *other[:3]]}


def _silent(came: Any, held: HeldOut) -> Any:
    del held
    return came | {"metrics": {}}


def _untrue(came: Any, held: HeldOut) -> Any:
    false = {"accuracy": 0.02} if isinstance(held.truth[0], str) else {"mae": 100 * np.ptp(held.truth)}
    return came | {"metrics": false}


def _flattering(came: Any, held: HeldOut) -> Any:
    del held
    return came | {"metrics": {"accuracy": 0.97}}


_SPOILT = {
    SAME: _the_same,
    GUESS: _the_guess,
    OTHER_ORDER: _by_name,
    UNSTEADY: _unsteady,
    SILENT: _silent,
    UNTRUE: _untrue,
    FLATTERS: _flattering,
}
