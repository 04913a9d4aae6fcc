"""Mathematical notation: read a formula full of sums and products, and write it down as code.

Why it matters: Papers and manuals speak in symbols; once you can turn one into four lines of
code, they stop being walls.

Next step: Take one formula from a paper that you like, write it down letter by letter, and try it on
two numbers that you can work out by hand.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    all_of,
    any_of,
    assert_close,
    assert_finite,
    assert_that,
    exact,
    function,
    shown,
    skill,
)

VECTOR = """
    v x vec vector a values arr array u components
"""
VALUES = """
    values x xs outcomes numbers data outcome vals arr array lst a v
"""
CHANCES = """
    p ps probs prob probability weights pmf px w distribution chances
"""


def shares(sizes, rng):
    """Probabilities that add up to one exactly: each is a whole number of eighths, and none is zero."""
    n = sizes["n"]
    cuts = np.sort(rng.choice(np.arange(1, 8), size=n - 1, replace=False))
    return np.diff([0, *cuts, 8]) / 8


SHARES = Given(shares, axes=("n",))


EXPECTED_VALUE_NAMES = """
    expectation expected mean_from_distribution weighted_mean expectation_value expect
"""


@function(
    names=EXPECTED_VALUE_NAMES.split(),
    spelled={"values": VALUES.split(), "probabilities": CHANCES.split()},
)
def expected_value(values: Float["n"], probabilities: SHARES) -> Float[""]:
    """The sum of p · x over all outcomes."""
    return np.sum(probabilities * values)


@expected_value.check(hint="Nothing but products and one sum: no power, no constant, no division.")
def is_linear(expected_value, values, probabilities, factor: Float[""].between(-9, 9)):
    """Twice the values and one more make twice the expected value and one more."""
    came = expected_value(exact(factor * values + 1), probabilities)
    expected = factor * expected_value(values, probabilities) + 1
    assert_close(came, expected, error=1e-6 * (9 * _largest(values) + 1))  # of rounding to float32


@expected_value.check(hint="A mean with weights lies among the numbers that it is a mean of.")
def lies_among_the_values(expected_value, values, probabilities):
    """It is no less than the least value, and no more than the greatest."""
    came, slack = expected_value(values, probabilities), 1e-4 * _largest(values)
    inside = values.min() - slack <= came <= values.max() + slack
    assert_that(
        bool(inside), came=shown(came), expected=f"between {shown(values.min())} and {shown(values.max())}"
    )


@expected_value.check(hint="Where every outcome is equally likely, it is the plain mean.")
def is_the_mean_of_equally_likely_values(expected_value, values: Float["4"]):
    """Of four equally likely values it is their mean."""
    assert_close(expected_value(values, np.full(4, 0.25)), values.mean(), scale=_largest(values))


@expected_value.mistake("the probabilities are not used: this is the plain mean")
def plain_mean(values, probabilities):
    return np.mean(values)


@expected_value.mistake("the sum is divided by the number of values besides")
def divided_besides(values, probabilities):
    return np.mean(probabilities * values)


@expected_value.mistake("the most likely value is given instead of the mean")
def most_likely(values, probabilities):
    return values[np.argmax(probabilities)]


@expected_value.mistake("the products are not added up")
def only_products(values, probabilities):
    return probabilities * values


@expected_value.mistake("the last product replaces the sum")
def last_product(values, probabilities):
    return (probabilities * values)[-1]


def given_or_even(values, probabilities):
    """Probabilities, all alike where code takes none."""
    return np.full(len(values), 1 / len(values)) if probabilities is None else probabilities


EVEN = np.full(3, 1 / 3)


VARIANCE_NAMES = """
    var compute_variance calculate_variance get_variance population_variance sample_variance
"""


@function(
    names=VARIANCE_NAMES.split(),
    spelled={"values": VALUES.split(), "probabilities": CHANCES.split()},
    neutral={"mean": None, "mu": None, "ddof": 0},
    sizes={"n": 3},
)
def variance(values: Float["n"].between(-9, 9).at_least(n=2), probabilities: SHARES = EVEN) -> Float[""]:
    """The expected square of the distance from the mean; all are equally likely where nothing is said."""
    chances = given_or_even(values, probabilities)
    return np.sum(chances * (values - np.sum(chances * values)) ** 2)


@variance.variant("variance of a sample, divided by n − 1")
def sample_variance(values, probabilities):
    if probabilities is not None:
        return variance(values, probabilities)
    return np.sum((values - values.mean()) ** 2) / (len(values) - 1)


@variance.fixed("probabilities")
def takes_no_probabilities(code):
    return None


@variance.check(hint="The mean moves along with the values: is it taken off before the squares?")
def does_not_move_with_the_values(variance, values, probabilities, step: Float[""].between(-9, 9)):
    """Adding one number to all values changes nothing."""
    moved = exact(values + step)
    largest = (_largest(values) + 10) ** 2
    # Rounding to float32 moves each value on its own, by 6e-8 of its size.
    came, expected = variance(moved, probabilities), variance(values, probabilities)
    assert_close(came, expected, error=1e-6 * largest)


@variance.check(hint="Squares grow with the square: was a root taken, or were the distances not squared?")
def grows_with_the_square(variance, values, probabilities):
    """Three times the values have nine times the variance."""
    came, expected = variance(exact(3 * values), probabilities), 9 * variance(values, probabilities)
    assert_close(came, expected, error=1e-5 * (_largest(values) + 1) ** 2)


@variance.check(hint="A sum of squares has no way below zero.")
def is_never_below_zero(variance, values, probabilities):
    """It is zero where all values are the same, and never below."""
    same = np.full_like(values, values[0])
    slack = 1e-6 * (_largest(values) + 1) ** 2
    assert_close(variance(same, probabilities), 0.0, error=slack)
    came = variance(values, probabilities)
    assert_that(bool(came >= -slack), came=shown(came), expected="zero or more")


@variance.mistake("the root is taken: this is the standard deviation")
def standard_deviation(values, probabilities):
    return np.sqrt(variance(values, probabilities))


@variance.mistake("the mean is not taken off: this is the mean of the squares")
def mean_of_squares(values, probabilities):
    return np.sum(given_or_even(values, probabilities) * values**2)


@variance.mistake("the distances are not squared")
def mean_distance(values, probabilities):
    chances = given_or_even(values, probabilities)
    return np.sum(chances * np.abs(values - np.sum(chances * values)))


@variance.mistake("the squares are added up but not divided by how many there are")
def sum_of_squares(values, probabilities):
    if probabilities is not None:
        return np.sum((values - np.sum(probabilities * values)) ** 2)
    return np.sum((values - values.mean()) ** 2)


@variance.mistake("the probabilities are used for the mean alone")
def even_squares(values, probabilities):
    return np.mean((values - np.sum(given_or_even(values, probabilities) * values)) ** 2)


@variance.mistake("the probabilities are not used")
def ignores_probabilities(values, probabilities):
    return np.var(values)


EUCLIDEAN_NORM_NAMES = """
    l2_norm vector_norm norm_l2 euclidean_length magnitude vector_length vector_magnitude two_norm
    euclidian_norm length_of_vector
"""


@function(
    names=EUCLIDEAN_NORM_NAMES.split(),
    spelled={"v": VECTOR.split()},
    neutral={"p": 2, "ord": 2},
    forms=["columns", "rows"],
)
def euclidean_norm(v: Float["n"]) -> Float[""]:
    """The root of the sum of squares."""
    return np.sqrt(np.sum(v**2))


@euclidean_norm.check(hint="A length has no sign: what happens to the minus on the way?")
def grows_with_the_vector(euclidean_norm, v, factor: Float[""].between(-4, 4)):
    """A vector times a number is as many times as long, whatever the sign."""
    longer = exact(factor * v)
    error = 1e-6 * (_largest(v) * 9 + 1)  # of rounding the longer one to float32
    assert_close(euclidean_norm(longer), abs(factor) * euclidean_norm(v), error=error)


@euclidean_norm.check(hint="Straight on is the shortest way.")
def takes_no_detour(euclidean_norm, v, other: Float["n"]):
    """The sum of two vectors is no longer than both after one another."""
    together, apart = euclidean_norm(exact(v + other)), euclidean_norm(v) + euclidean_norm(other)
    slack = 1e-5 * (_largest(v) + _largest(other) + 1)
    assert_that(
        bool(together <= apart + slack), came=shown(together), expected=f"no more than {shown(apart)}"
    )


@euclidean_norm.mistake("the root is missing")
def square_of_the_length(v):
    return np.sum(v**2)


@euclidean_norm.mistake("the absolute values are added up: this is the L1 norm")
def l1_norm(v):
    return np.sum(np.abs(v))


@euclidean_norm.mistake("the numbers are added up before they are squared")
def sum_then_square(v):
    return np.sqrt(np.sum(v) ** 2)


@euclidean_norm.mistake("the largest number alone is given: this is the maximum norm")
def maximum_norm(v):
    return np.max(np.abs(v))


@euclidean_norm.mistake("the squares are averaged instead of summed")
def root_mean_square(v):
    return np.sqrt(np.mean(v**2))


PRODUCT_NAMES = """
    prod product_of multiply_all pi_product product_notation capital_pi pi_notation product_formula
    list_product multiply_list
"""


@function(
    names=PRODUCT_NAMES.split(),
    spelled={"values": VALUES.split()},
)
def product(values: Float["n"]) -> Float[""]:
    """All values multiplied together: what a capital Π says."""
    return np.prod(values)


@product.check(hint="The empty product is one: where does yours begin?")
def is_left_alone_by_one(product, values):
    """One more factor of 1 changes nothing."""
    assert_close(product(np.append(values, 1.0)), product(values))


@product.check(hint="Every factor counts: does the loop reach the first and the last?")
def grows_with_each_factor(
    product, values, at: Given(lambda sizes, rng: int(rng.integers(sizes["n"])), axes=("n",))
):
    """Twice one of the factors makes twice the product."""
    doubled = np.array(values)
    doubled[at] *= 2
    assert_close(product(doubled), 2 * product(values))


@product.mistake("the values are added instead of multiplied")
def adds_up(values):
    return np.sum(values)


@product.mistake("it begins with zero, which stays zero")
def begins_with_zero(values):
    return 0.0 * np.prod(values)


@product.mistake("the last value is left out")
def leaves_out_the_last(values):
    return np.prod(values[:-1])


@product.mistake("the first value is left out")
def leaves_out_the_first(values):
    return np.prod(values[1:])


@product.mistake("the loop is left after its first step: look at where return stands")
def first_alone(values):
    return values[0]


@product.mistake("the first value counts twice")
def first_twice(values):
    return values[0] * np.prod(values)


@product.mistake("only the last two values are multiplied")
def last_two(values):
    return np.prod(values[-2:])


@product.mistake("it multiplies as it goes, and keeps all the steps")
def running_product(values):
    return np.cumprod(values)


SOFTMAX_FROM_FORMULA_NAMES = """
    softmax_formula softmax_function softmax soft_max compute_softmax
"""


@function(
    names=SOFTMAX_FROM_FORMULA_NAMES.split(),
    spelled={"z": ["logits", "scores", *VECTOR.split()]},
    forms=["rows", "columns"],
)
def softmax_from_formula(z: Float["k"].between(-20, 20)) -> Float["k"]:
    """Powers of e, over the sum of these; the largest number is taken off first, and cancels."""
    powers = np.exp(z - np.max(z))
    return powers / np.sum(powers)


@softmax_from_formula.check(hint="Divide each power by the sum of all powers.")
def gives_shares(softmax_from_formula, z):
    """The numbers are shares of one: none below zero, and their sum is one."""
    parts = softmax_from_formula(z)
    assert_that(bool(np.all(parts >= 0)), came=shown(parts), expected="shares, none below zero")
    assert_close(np.sum(parts), 1.0)


@softmax_from_formula.check(hint="Write it down for z + 1 and cancel: which step of yours breaks that?")
def heeds_differences_only(softmax_from_formula, z, step: Float[""].between(-3, 3)):
    """Adding one number to all scores changes no share."""
    came, expected = softmax_from_formula(exact(z + step)), softmax_from_formula(z)
    assert_close(came, expected, error=1e-5)  # of rounding the sums to float32


@softmax_from_formula.check(
    severity="remark", hint="Take the largest number off first: the shares stay the same."
)
def stays_finite_for_large_numbers(softmax_from_formula, far: Float[""].between(800, 1000)):
    """Scores of 1000 and −1000 give finite numbers."""
    assert_finite(softmax_from_formula(np.array([far, 0.0, 1.0])))
    assert_finite(softmax_from_formula(np.array([-far, -far, -far])))


@softmax_from_formula.mistake("the powers are not divided by their sum")
def only_powers(z):
    return np.exp(z)


@softmax_from_formula.mistake("the numbers are divided by their sum, without taking powers of e")
def without_powers(z):
    return z / np.sum(z)


@softmax_from_formula.mistake("the powers are divided by the sum of the numbers")
def over_the_sum_of_numbers(z):
    return np.exp(z) / np.sum(z)


@softmax_from_formula.mistake("the powers are divided by the largest one")
def over_the_largest(z):
    return np.exp(z - np.max(z))


@softmax_from_formula.mistake("each number goes through a sigmoid of its own")
def sigmoids(z):
    return 1 / (1 + np.exp(-z))


@softmax_from_formula.mistake("two is raised to the powers, not e")
def powers_of_two(z):
    return 2**z / np.sum(2**z)


GEOMETRIC_MEAN_NAMES = """
    geomean gmean geo_mean geometric_average mean_geometric
"""


@function(
    names=GEOMETRIC_MEAN_NAMES.split(),
    spelled={"values": VALUES.split()},
)
def geometric_mean(values: Float["n"].between(0.125, 64)) -> Float[""]:
    """The n-th root of the product, by way of logarithms."""
    return np.exp(np.mean(np.log(values)))


@geometric_mean.check(hint="It scales like its values: is the root the right one for how many there are?")
def grows_with_its_values(geometric_mean, values):
    """Four times all values have four times the mean."""
    assert_close(geometric_mean(4 * values), 4 * geometric_mean(values))


@geometric_mean.check(hint="The mean of 2 and 8 is 4: two equal factors make the same product.")
def lies_among_its_values(geometric_mean, values):
    """It lies between the least value and the plain mean."""
    came, slack = geometric_mean(values), 1e-4 * _largest(values)
    inside = values.min() - slack <= came <= values.mean() + slack
    bounds = f"between {shown(values.min())} and {shown(values.mean())}"
    assert_that(bool(inside), came=shown(came), expected=bounds)


@geometric_mean.mistake("the values are added: this is the arithmetic mean")
def arithmetic_mean(values):
    return np.mean(values)


@geometric_mean.mistake("the root is not taken")
def whole_product(values):
    return np.prod(values)


@geometric_mean.mistake("the square root is taken, however many values there are")
def square_root(values):
    return np.sqrt(np.prod(values))


@geometric_mean.mistake("the product is divided by how many values there are")
def divided_product(values):
    return np.prod(values) / len(values)


@geometric_mean.mistake("the mean of the logarithms is not raised back")
def mean_logarithm(values):
    return np.mean(np.log(values))


@geometric_mean.mistake("this is the harmonic mean")
def harmonic_mean(values):
    return len(values) / np.sum(1 / values)


def _largest(values):
    return float(np.max(np.abs(values)))


skill(
    needs=all_of(
        expected_value,
        any_of(2, variance, euclidean_norm, product, softmax_from_formula, geometric_mean),
    )
)
