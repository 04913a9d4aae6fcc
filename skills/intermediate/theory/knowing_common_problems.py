"""Knowing common problems: tell overfitting, vanishing gradients and their relatives by their traces.

Why it matters: Training rarely fails with a message. Like a doctor with a chart, you learn to
see the illness in the curves.

Next step: Make one of these problems yourself, with a network that is too deep or a learning rate that is
too high, and let your own detector find it.
"""

import numpy as np

from pytest_mlchecklist.api import Count, Given, OneOf, Value, any_of, assert_that, exact, kind, skill

# A detector is judged on clear cases, not against a reference: where to draw the line is its own business.
# All noise is bounded, so no verdict is a matter of luck: the error budget is zero.
detector = kind("function")

ALWAYS, NEVER = "it always says yes", "it always says no"
NO_WORDS = (
    "no",
    "not",
    "none",
    "ok",
    "okay",
    "fine",
    "healthy",
    "normal",
    "good",
    "stable",
    "false",
    "clean",
)


def verdict(came):
    """Yes or no: from a truth, a number, a text, a list of what was found, or a mapping of these."""
    if isinstance(came, str):
        words = came.lower().replace("_", " ").replace(".", " ").replace(",", " ").split()
        return not any(word in NO_WORDS for word in words) and bool(words)
    if isinstance(came, dict):
        truths = [value for value in came.values() if isinstance(value, (bool, np.bool_))]
        return bool(truths[0]) if truths else any(verdict(value) for value in came.values())
    if isinstance(came, (list, tuple)) and came and isinstance(came[0], (bool, np.bool_)) and len(came) < 4:
        return bool(came[0])  # the verdict, and what belongs to it
    if isinstance(came, (list, tuple)) and all(isinstance(item, (int, str)) for item in came):
        return len(came) > 0 and not all(item is False for item in came)  # what was found
    return bool(np.any(np.asarray(came))) if np.size(came) else False


def clear_cases(sick, healthy, *, hint, scales=(1.0, 0.1, 10.0)):
    """Add what holds for every detector, on traces that `sick` and `healthy` make of a generator."""

    def add(part):
        @part.result
        def as_verdict(came, **inputs):
            return verdict(came)

        @part.check(hint=hint)
        def says_yes_where_it_is(code, traces: Given(lambda _, rng: sick(rng)), scale: OneOf(*scales)):
            """Where the problem is clearly there, it says yes, at any scale and with noise."""
            assert_that(code(*(exact(scale * trace) for trace in traces)), came="no", expected="yes")

        @part.check(hint=f"Here all is well. {hint}")
        def says_no_where_it_is_not(code, traces: Given(lambda _, rng: healthy(rng)), scale: OneOf(*scales)):
            """Where all is clearly well, it says no, at any scale and with noise."""
            assert_that(not code(*(exact(scale * trace) for trace in traces)), came="yes", expected="no")

        part.mistake(ALWAYS)(lambda *_, **__: True)
        part.mistake(NEVER)(lambda *_, **__: False)
        part.mistake("yes and no are exchanged")(lambda **traces: not part.part.reference(**traces))
        return part

    return add


def noisy(curve, rng, share=0.01):
    return curve * (1 + share * rng.uniform(-1, 1, size=len(curve)))


EPOCHS = np.arange(40)


def learning(rng):
    """Both losses fall by a fifteenth in each epoch."""
    return [noisy(height * 0.93**EPOCHS, rng) for height in (2.0, 2.1)]


def overfitted(rng):
    """The training loss falls; the other one rises again from some epoch on, to more than twice its least."""
    turn = rng.integers(12, 20)
    away = np.where(turn > EPOCHS, 0.93**EPOCHS, 0.93**turn * 1.05 ** (EPOCHS - turn))
    return [noisy(2.0 * 0.93**EPOCHS, rng), noisy(2.1 * away, rng)]


def any_of_these(*cases, position=0):
    """One of several cases, at random: traces on which mistakes are told."""
    return Given(lambda _, rng: exact(cases[rng.integers(len(cases))](rng)[position]))


OVERFITTING_NAMES = """
    is_overfitting check_overfitting overfitting overfitting_detector overfits has_overfit detect_overfit
    is_overfit overfitting_detected diagnose_overfitting
"""
TRAINED = [
    "train_losses",
    "training_losses",
    "train_loss",
    "training_loss",
    "loss",
    "train",
    "losses",
    "train_history",
]
HELD_OUT = [
    "validation_losses",
    "val_losses",
    "val_loss",
    "validation_loss",
    "valid_losses",
    "test_losses",
    "valid_loss",
    "val",
    "validation",
]


@clear_cases(
    overfitted, learning, hint="Both curves matter: which one goes which way, over more than two epochs?"
)
@detector(names=OVERFITTING_NAMES.split(), spelled={"train_losses": TRAINED, "validation_losses": HELD_OUT})
def detect_overfitting(
    train_losses: any_of_these(learning, overfitted, position=0),
    validation_losses: any_of_these(learning, overfitted, position=1),
) -> Value("anything"):
    """The validation loss ends well above its least value."""
    return bool(np.mean(validation_losses[-5:]) > 1.2 * np.min(validation_losses))


@detect_overfitting.check(hint="What would you see if a network learnt nothing yet?", examples=5)
def knows_underfitting(code, level: OneOf(1.0, 10.0)):
    """Where neither loss falls there is nothing to overfit."""
    flat = exact(level * (1 + 0.001 * np.cos(EPOCHS * 2.4)))
    assert_that(not code(flat, exact(1.02 * flat)), came="yes", expected="no")


LAYERS = 8


def even_norms(rng):
    return [rng.uniform(0.5, 2.0, size=LAYERS)]


def vanishing(rng):
    """From the last layer to the first each norm is about a tenth of the one after it."""
    return [rng.uniform(0.5, 2.0) * noisy(10.0 ** (np.arange(LAYERS) - LAYERS + 1), rng, 0.3)]


def exploding(rng):
    """From the last layer to the first each norm is about ten times the one after it."""
    return [rng.uniform(0.5, 2.0) * noisy(10.0 ** (LAYERS - 1 - np.arange(LAYERS)), rng, 0.3)]


NORMS = [
    "norms",
    "grad_norms",
    "gradient_norms",
    "gradients",
    "grads",
    "layer_norms",
    "norms_by_layer",
    "gradient_norms_per_layer",
    "layer_grad_norms",
    "grad_norm_per_layer",
]
VANISHING_NAMES = """
    is_vanishing check_vanishing_gradients vanishing_gradients detect_vanishing has_vanishing_gradients
    detect_vanishing_gradient vanishing_gradient check_vanishing
"""
EXPLODING_NAMES = """
    is_exploding check_exploding_gradients exploding_gradients detect_exploding has_exploding_gradients
    detect_exploding_gradient exploding_gradient check_exploding
"""


@clear_cases(vanishing, even_norms, hint="Compare the first layer's gradient with the last one's.")
@detector(names=VANISHING_NAMES.split(), spelled={"norms": NORMS})
def detect_vanishing_gradients(norms: any_of_these(even_norms, vanishing, position=0)) -> Value("anything"):
    """The smallest norm is less than a thousandth of the largest one."""
    return bool(np.min(norms) < 1e-3 * np.max(norms))


@clear_cases(
    exploding, even_norms, hint="Which size of a norm is no longer one of its kind?", scales=(1.0, 0.1)
)
@detector(names=EXPLODING_NAMES.split(), spelled={"norms": NORMS})
def detect_exploding_gradients(norms: any_of_these(even_norms, exploding, position=0)) -> Value("anything"):
    """The largest norm is more than a thousand times the smallest one."""
    return bool(not np.all(np.isfinite(norms)) or np.max(norms) > 1e3 * np.min(norms))


@detect_exploding_gradients.check(severity="remark", hint="What comes of a comparison with NaN?", examples=2)
def takes_what_is_no_number(code, broken: OneOf(float("inf"), float("nan"))):
    """A norm that is infinite, or no number, has exploded."""
    assert_that(code(np.array([1.0, broken, 1.0])), came="no", expected="yes")


CENTRES = 4.0 * np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])


def spread(rng):
    """Samples of all four kinds, as in the real data."""
    return [np.tile(CENTRES, (10, 1)) + rng.uniform(-0.5, 0.5, size=(40, 2)) for _ in range(2)]


def collapsed(rng):
    """Samples of one kind only, which hardly differ."""
    alike = CENTRES[rng.integers(4)] + rng.uniform(-0.05, 0.05, size=(40, 2))
    return [alike, spread(rng)[1]]


COLLAPSE_NAMES = """
    is_mode_collapse check_mode_collapse mode_collapse has_mode_collapse mode_collapsed is_collapsed
    mode_collapse_detected
"""
MADE = [
    "generated",
    "fake",
    "fakes",
    "fake_samples",
    "generated_samples",
    "fake_data",
    "gen",
    "samples",
    "generated_data",
    "x_fake",
]
REAL = ["real_samples", "real_data", "data", "true_samples", "reals", "x_real", "dataset"]


@clear_cases(collapsed, spread, hint="How far are samples from each other, beside how far real examples are?")
@detector(names=COLLAPSE_NAMES.split(), spelled={"samples": MADE, "real": REAL})
def detect_mode_collapse(
    samples: any_of_these(spread, collapsed, position=0), real: any_of_these(spread, collapsed, position=1)
) -> Value("anything"):
    """The samples vary less than half as much as the real examples."""
    return bool(np.mean(np.std(samples, axis=0)) < 0.5 * np.mean(np.std(real, axis=0)))


UNITS = 6


def awake(rng):
    """Rectified activations of which each unit has some."""
    return [
        np.where(
            (np.arange(12)[:, None] + np.arange(UNITS)) % 3 == 0, 0.0, rng.uniform(0.5, 3, size=(12, UNITS))
        )
    ]


def asleep(rng):
    """Four of six units are zero for every row."""
    return [awake(rng)[0] * rng.permutation([1, 1, 0, 0, 0, 0])]


def all_awake(rng):
    """No activation is zero."""
    return [rng.uniform(0.5, 3, size=(12, UNITS))]


def silent_row(rng):
    """For one row all units are silent: for others they are not."""
    return [all_awake(rng)[0] * (np.arange(12) != rng.integers(12))[:, None]]


DEAD_NAMES = """
    detect_dead_relu dead_units detect_dead_neurons dead_neurons find_dead_units has_dead_units dead_relu
    check_dead_units check_dead_neurons count_dead_units dead_relus dead_unit_fraction has_dead_neurons
    find_dead_neurons count_dead_neurons
"""
ACTIVE = [
    "activation",
    "acts",
    "outputs",
    "hidden",
    "a",
    "x",
    "layer_output",
    "hidden_activations",
    "layer_activations",
]


@detector(names=DEAD_NAMES.split(), spelled={"activations": ACTIVE}, neutral={"threshold": 0.0})
def detect_dead_units(activations: any_of_these(awake, asleep)) -> Value("anything"):
    """Some unit is zero for every row."""
    return bool(np.any(np.all(activations == 0, axis=0)))


@detect_dead_units.result
def as_verdict(came, **inputs):
    return verdict(came)


ANY_ZERO = "any zero counts: a unit may well be silent for some rows"
ROWS_INSTEAD = "rows are looked at instead of units"


@detect_dead_units.check(hint="A dead unit is silent for every row: look down each column.")
def says_yes_where_some_are_dead(code, scale: OneOf(1.0, 0.1, 10.0), seed: Count(0, 999)):
    """Where most units are silent for every row, it says yes."""
    rng = np.random.default_rng(seed)
    came = code(exact(scale * asleep(rng)[0]))
    mistake = ROWS_INSTEAD if not came and code(silent_row(rng)[0]) else "" if came else NEVER
    assert_that(came, came="no", expected="yes", mistake=mistake)


@detect_dead_units.check(hint="A unit that is silent for one row may speak for the next.")
def says_no_where_all_speak(code, scale: OneOf(1.0, 0.1, 10.0), seed: Count(0, 999)):
    """Where each unit speaks for some rows, it says no, though each is silent for others."""
    rng = np.random.default_rng(seed)
    assert_that(not code(exact(scale * all_awake(rng)[0])), came="yes", expected="no", mistake=ALWAYS)
    for case, mistake in ((awake, ANY_ZERO), (silent_row, ROWS_INSTEAD)):
        assert_that(not code(exact(scale * case(rng)[0])), came="yes", expected="no", mistake=mistake)


@detect_dead_units.mistake(ALWAYS)
def always(activations):
    return True


@detect_dead_units.mistake(NEVER)
def never(activations):
    return False


@detect_dead_units.mistake(ROWS_INSTEAD)
def along_the_rows(activations):
    return bool(np.any(np.all(activations == 0, axis=1)))


@detect_dead_units.mistake(ANY_ZERO)
def any_zero(activations):
    return bool(np.any(activations == 0))


ROWS = exact(np.random.default_rng(0).permutation(90).reshape(30, 3) / 8 + 1)


def apart(rng):
    """Rows of which none comes twice."""
    return [ROWS[:20], rng.permutation(ROWS[20:])]


def leaked(rng):
    """Half of the test rows are training rows, elsewhere."""
    return [ROWS[:20], rng.permutation(np.concatenate([ROWS[20:25], ROWS[10:15]]))]


def leaked_in_place(rng):
    """The test rows are training rows, at their own places."""
    return [ROWS[:20], ROWS[:10]]


def in_other_company(rng):
    """Numbers come in both sets, but no row does."""
    return [ROWS[:20], np.column_stack([ROWS[:10, 0], ROWS[20:, 1:]])]


LEAK_NAMES = """
    check_data_leakage data_leakage has_leakage detect_leakage is_leaking check_leakage has_data_leakage
    find_leakage check_overlap find_duplicates leakage_check detect_leaks
"""
FITTED = ["train_data", "x_train", "train_set", "training", "train_x", "xtrain", "training_data", "train_df"]
TESTED = ["test_data", "x_test", "test_set", "testing", "test_x", "xtest", "testing_data", "test_df"]


@clear_cases(leaked, apart, hint="Is any row of the one set in the other, wherever it stands?")
@detector(names=LEAK_NAMES.split(), spelled={"train": FITTED, "test": TESTED})
def detect_data_leakage(
    train: any_of_these(apart),
    test: any_of_these(apart, leaked, leaked_in_place, leaked, in_other_company, position=1),
) -> Value("anything"):
    """Some row of the test set is in the training set."""
    return bool(np.any(np.all(train[:, None] == test, axis=2)))


@detect_data_leakage.check(
    hint="Rows are equal when all their numbers are: do you compare whole rows?", examples=2
)
def compares_whole_rows(code, traces: Given(lambda _, rng: in_other_company(rng))):
    """A number that comes in both sets, in other company, is no leak."""
    assert_that(not code(*traces), came="yes", expected="no")


@detect_data_leakage.mistake("rows are compared only with the row at their own place")
def at_the_same_place(train, test):
    return bool(np.any(np.all(train[: len(test)] == test[: len(train)], axis=1)))


@detect_data_leakage.mistake("single numbers are compared, not rows")
def single_numbers(train, test):
    return bool(np.isin(test, train).any())


skill(
    needs=any_of(
        2,
        detect_overfitting,
        detect_vanishing_gradients,
        detect_exploding_gradients,
        detect_mode_collapse,
        detect_dead_units,
        detect_data_leakage,
    )
)
