"""Probabilities: Bayes, densities, sampling and entropy, computed instead of only read about.

Why it matters: A prediction is a degree of belief; people who can calculate with belief notice
when a model is too sure of itself.

Next step: Take a test that is right 99 times in 100 for an illness that one person in 1000 has, and
work out how ill somebody with a positive result probably is.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    LearnerError,
    OneOf,
    Value,
    any_of,
    assert_close,
    assert_finite,
    assert_that,
    exact,
    function,
    kind,
    shown,
    skill,
)

# A sampler gives other numbers each time, so it is not compared with a reference.
sampler = kind("function")


def shares(sizes, rng):
    """Probabilities that add up to one exactly: each is a whole number of eighths, and none is zero."""
    return _eighths(sizes["k"], rng)


def several_shares(sizes, rng):
    """The same, of three outcomes at least."""
    return _eighths(sizes["k"] + 2, rng)


def other_shares(sizes, rng):
    """Probabilities that are no whole eighths, so that they are unlike all of those."""
    move = np.zeros(sizes["k"] + 2)
    move[[0, -1]] = 1 / 16, -1 / 16
    return several_shares(sizes, rng) + move


def _eighths(count, rng):
    cuts = np.sort(rng.choice(np.arange(1, 8), size=count - 1, replace=False))
    return np.diff([0, *cuts, 8]) / 8


def joint_shares(sizes, rng):
    """A table of probabilities that add up to one exactly: whole 64ths, and none is zero."""
    shape = sizes["a"], sizes["b"]
    cells = shape[0] * shape[1]
    return (1 + rng.multinomial(64 - cells, np.full(cells, 1 / cells)).reshape(shape)) / 64


SHARES = Given(shares, axes=("k",))
SEVERAL = Given(several_shares, axes=("k",))
OTHERS = Given(other_shares, axes=("k",))
JOINT = Given(joint_shares, axes=("a", "b"))
CHANCES = [
    "probabilities",
    "p",
    "ps",
    "probs",
    "prob",
    "probability",
    "pmf",
    "px",
    "weights",
    "w",
    "distribution",
    "chances",
    "dist",
    "pi",
]


BAYES_NAMES = """
    bayes bayes_theorem bayes_rule posterior bayes_update bayesian_update update_posterior
    compute_posterior update_belief update_beliefs calculate_posterior bayes_inference get_posterior
    posterior_probability
"""


@function(
    names=BAYES_NAMES.split(),
    spelled={
        "prior": [
            "priors",
            "p_h",
            "prior_probs",
            "prior_probabilities",
            "p_prior",
            "ph",
            "belief",
            "beliefs",
            "hypotheses",
        ],
        "likelihood": [
            "likelihoods",
            "p_e_given_h",
            "p_d_given_h",
            "p_data_given_h",
            "conditional_probs",
            "like",
            "evidence",
            "likelihood_probs",
            "p_x_given_h",
        ],
    },
)
def bayes_posterior(prior: SHARES, likelihood: Float["k"].between(0.125, 1)) -> Float["k"]:
    """Prior times likelihood, over the sum of these products (Bayes 1763)."""
    return prior * likelihood / np.sum(prior * likelihood)


@bayes_posterior.check(hint="What do the products add up to? One of the hypotheses must be true.")
def adds_up_to_one(bayes_posterior, prior, likelihood):
    """The posterior probabilities of all hypotheses add up to one."""
    assert_close(np.sum(bayes_posterior(prior, likelihood)), 1.0)


@bayes_posterior.check(hint="Evidence that is equally likely under all hypotheses says nothing.")
def keeps_the_prior_where_nothing_is_learnt(bayes_posterior, prior, chance: OneOf(1.0, 0.5, 0.25)):
    """Where all likelihoods are the same, the posterior is the prior."""
    assert_close(bayes_posterior(prior, np.full(len(prior), chance)), prior)


@bayes_posterior.check(hint="Today's posterior is tomorrow's prior: try it with two coin tosses.")
def learns_step_by_step(bayes_posterior, prior, likelihood, second: Float["k"].between(0.25, 1)):
    """Two pieces of evidence after each other give what both give at once."""
    stepwise = bayes_posterior(exact(bayes_posterior(prior, likelihood)), second)
    together = bayes_posterior(prior, exact(likelihood * second))
    assert_close(stepwise, together, error=1e-6)  # of rounding to float32


@bayes_posterior.mistake("the products are not divided by their sum")
def unnormalised(prior, likelihood):
    return prior * likelihood


@bayes_posterior.mistake("the likelihoods alone are divided by their sum: the prior is left out")
def without_prior(prior, likelihood):
    return likelihood / np.sum(likelihood)


@bayes_posterior.mistake("prior and likelihood are added instead of multiplied")
def added(prior, likelihood):
    return (prior + likelihood) / np.sum(prior + likelihood)


@bayes_posterior.mistake("the products are divided by the sum of the likelihoods")
def over_the_likelihoods(prior, likelihood):
    return prior * likelihood / np.sum(likelihood)


@bayes_posterior.mistake("the products are divided by the largest of them")
def over_the_largest(prior, likelihood):
    return prior * likelihood / np.max(prior * likelihood)


RULE_NAMES = """
    bayes bayes_theorem bayes_formula bayes_law posterior bayes_update calculate_posterior update_belief
    compute_posterior bayesian_update positive_predictive_value ppv posterior_probability
"""
PRIORS = """
    p_a p_h prior_a prior_prob prior_probability prevalence base_rate p_disease pa ph p_hypothesis
    p_prior belief
"""
UNDER_IT = """
    p_b_given_a p_e_given_h sensitivity true_positive_rate tpr p_pos_given_disease pba p_ba
    likelihood_true p_evidence_given_hypothesis p_positive_given_disease p_b_a p_d_given_h hit_rate
"""
THIRDS = """
    p_b evidence marginal specificity false_positive_rate fpr p_b_given_not_a p_e pb p_evidence
    marginal_likelihood p_pos p_e_given_not_h true_negative_rate tnr false_positive p_d
    p_pos_given_healthy false_alarm_rate p_positive likelihood_false p_ba_not
"""


@function(
    names=RULE_NAMES.split(),
    spelled={"prior": PRIORS.split(), "likelihood": UNDER_IT.split(), "third": THIRDS.split()},
)
def bayes_rule(
    prior: Float[""].between(0.125, 0.5),
    likelihood: Float[""].between(0.25, 1),
    third: Float[""].between(0.5, 0.609375),
) -> Float[""]:
    """P(A|B) = P(A) P(B|A) / P(B), of single numbers."""
    return prior * likelihood / third


@bayes_rule.variant("rule that is told how likely the evidence is otherwise: its false positive rate")
def of_false_positives(prior, likelihood, third):
    return prior * likelihood / (prior * likelihood + (1 - prior) * third)


@bayes_rule.variant("rule of a test's sensitivity and specificity")
def of_specificity(prior, likelihood, third):
    return prior * likelihood / (prior * likelihood + (1 - prior) * (1 - third))


@bayes_rule.check(hint="With a likelihood of one, which share of the evidence does this hypothesis explain?")
def agrees_where_the_evidence_is_certain(bayes_rule, prior, third):
    """It is right for a hypothesis under which the evidence is certain."""
    assert_close(
        bayes_rule(prior, np.float64(1.0), third), bayes_rule.reference(prior, np.float64(1.0), third)
    )


@bayes_rule.mistake("the likelihood is given back: P(B|A) is not P(A|B)")
def likelihood_itself(prior, likelihood, third):
    return likelihood


@bayes_rule.mistake("the product is not divided by the probability of the evidence")
def without_evidence(prior, likelihood, third):
    return prior * likelihood


@bayes_rule.mistake("the prior is left out")
def likelihood_ratio(prior, likelihood, third):
    return likelihood / third


@bayes_rule.mistake("both ways to a positive test count alike: the prior is left out of them")
def without_base_rate(prior, likelihood, third):
    return likelihood / (likelihood + third)


@bayes_rule.mistake("the product is multiplied by the probability of the evidence, not divided")
def multiplied(prior, likelihood, third):
    return prior * likelihood * third


NORMAL_NAMES = """
    log_pdf gaussian_pdf pdf gaussian normal_density gaussian_density normal_distribution norm_pdf
    normal_dist gauss pdf_normal gaussian_distribution normal_log_pdf log_normal_pdf gaussian_log_pdf
    log_gaussian probability_density log_prob normal_probability calculate_probability
"""


@function(
    names=NORMAL_NAMES.split(),
    spelled={
        "mean": ["mu", "m", "loc", "average", "mean_", "mus", "means", "center"],
        "std": [
            "sigma",
            "s",
            "scale",
            "sd",
            "stddev",
            "stdev",
            "standard_deviation",
            "std_dev",
            "sig",
            "stds",
            "var",
            "variance",
            "sigma2",
            "sigma_2",
            "sigma_squared",
            "sigma_sq",
            "cov",
            "v",
            "variances",
        ],
    },
    relative=1e-6,  # torch keeps mean and deviation in float32
)
def normal_pdf(
    x: Float["n"].between(-4, 4),
    mean: OneOf(0.0, 1.0, -1.5) = 0.0,
    std: OneOf(1.0, 2.0, 0.5) = 1.0,
) -> Float["n"]:
    """One over σ√(2π), times e to the minus half of the square of (x − μ)/σ."""
    return np.exp(-(((x - mean) / std) ** 2) / 2) / (std * np.sqrt(2 * np.pi))


@normal_pdf.variant("logarithm of the density")
def normal_log_pdf(x, mean, std):
    return -(((x - mean) / std) ** 2) / 2 - np.log(std * np.sqrt(2 * np.pi))


@normal_pdf.reading(
    "std",
    "the variance",
    spelled=["var", "variance", "sigma2", "sigma_2", "sigma_squared", "sigma_sq", "cov", "v", "variances"],
)
def as_variance(std):
    return std**2


def _density(code, x, mean, std):
    """What it says of x as a density, also where it gives logarithms."""
    came = code(x, mean, std)
    gives_logarithms = float(np.min(code.reference(np.array([0.0]), 0.0, 1.0))) < 0
    return np.exp(came) if gives_logarithms else came


@normal_pdf.check(
    hint="Add up the areas of narrow bars under the curve. Which factor makes them one?", examples=6
)
def integrates_to_one(normal_pdf, mean, std):
    """The area under the curve is one."""
    x = exact(np.linspace(mean - 10 * std, mean + 10 * std, 201))
    area = np.sum(_density(normal_pdf, x, mean, std)) * (x[1] - x[0])
    assert_close(area, 1.0, error=1e-5)  # the grid is rounded to float32


@normal_pdf.check(hint="The mean is taken off first; and does the sign of what is left matter?")
def is_the_same_on_both_sides(normal_pdf, mean, std, away: Float["n"].between(0, 4)):
    """As far below the mean as above it, the density is the same."""
    away = np.round(64 * away) / 64  # both sides are exact in float32 then
    assert_close(normal_pdf(mean - away, mean, std), normal_pdf(mean + away, mean, std), scale=40)


@normal_pdf.check(
    severity="remark", hint="Compute the logarithm itself, not the logarithm of a number that became zero."
)
def stays_finite_far_out(normal_pdf, far: OneOf(40.0, -40.0)):
    """Forty deviations out it gives a finite number."""
    assert_finite(normal_pdf(np.array([far, 0.0]), 0.0, 1.0))


@normal_pdf.mistake("the half in the exponent is missing")
def without_half(x, mean, std):
    return np.exp(-(((x - mean) / std) ** 2)) / (std * np.sqrt(2 * np.pi))


@normal_pdf.mistake("the minus sign in the exponent is missing")
def upside_down(x, mean, std):
    return np.exp(((x - mean) / std) ** 2 / 2) / (std * np.sqrt(2 * np.pi))


@normal_pdf.mistake("the standard deviation is not squared in the exponent")
def std_not_squared(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std)) / (std * np.sqrt(2 * np.pi))


@normal_pdf.mistake("the factor in front does not know the standard deviation")
def fixed_factor(x, mean, std):
    return np.exp(-(((x - mean) / std) ** 2) / 2) / np.sqrt(2 * np.pi)


@normal_pdf.mistake("the root of 2π is missing: it divides by 2πσ")
def without_root(x, mean, std):
    return np.exp(-(((x - mean) / std) ** 2) / 2) / (std * 2 * np.pi)


@normal_pdf.mistake("the factor in front is missing: the curve is one at the mean")
def without_factor(x, mean, std):
    return np.exp(-(((x - mean) / std) ** 2) / 2)


DRAWN = 4000
# P(|share − p| > t) ≤ 2 exp(−2 n t²) (Hoeffding 1963): with n = 4000 and t = 0.048 that is 2e-8, for
# at most 7 outcomes on each of 4 examples 4e-7.
SLACK = 0.048
# The same bound for 2000 independent pairs of draws and t = 0.08 is 2e-11.
PAIR_SLACK = 0.08
SAMPLE_NAMES = """
    sample_categorical categorical_sample sample_from sample_discrete draw_samples sample_distribution
    draw random_choice sample_from_distribution weighted_choice inverse_transform_sampling
    sample_from_probs discrete_sample categorical choose weighted_sample
"""


@sampler(
    names=SAMPLE_NAMES.split(),
    spelled={
        "probabilities": CHANCES,
        "n": [
            "size",
            "n_samples",
            "num_samples",
            "samples",
            "count",
            "num",
            "k",
            "n_draws",
            "draws",
            "amount",
            "times",
            "number",
            "N",
        ],
    },
)
def sample(probabilities: SHARES, n: Count(4, 9)) -> Value("list of numbers"):
    """Draw uniform numbers and see into which slice of the cumulative sum each falls."""
    return np.searchsorted(np.cumsum(probabilities), np.random.default_rng(0).random(n), side="right")


@sample.check(hint="What does your code give for each draw: the number of the outcome, counted from 0?")
def draws_as_many_as_asked(sample, probabilities, n):
    """It gives as many outcomes as are asked for, each the number of one of them."""
    came = np.asarray(sample(probabilities, n))
    known = np.isin(came, np.arange(len(probabilities)))
    assert_that(
        came.shape == (n,) and bool(known.all()),
        came=shown(came),
        expected=f"{n} whole numbers from 0 to {len(probabilities) - 1}",
    )


@sample.check(
    hint="Count how often each outcome comes in many draws, beside how likely it should be.", examples=4
)
def draws_each_as_often_as_is_likely(sample, probabilities: SEVERAL):
    """Of many draws each outcome gets its share."""
    drawn = np.asarray(sample(probabilities, DRAWN), dtype=int)
    came = np.bincount(drawn, minlength=len(probabilities)) / DRAWN
    near = came.shape == np.shape(probabilities) and bool(np.all(np.abs(came - probabilities) <= SLACK))
    name = REPEATED if not near and _repeats_one_draw(sample) else ""
    assert_that(near, came=f"shares {shown(came)}", expected=shown(probabilities), mistake=name)


REPEATED = "one draw is made, and repeated"


def _repeats_one_draw(sample):
    """Whether all of many draws are the same, and not because one outcome is the likeliest."""
    asked = [np.roll(np.array([0.4, 0.35, 0.25]), shift) for shift in range(3)]
    drawn = [np.asarray(sample(probabilities, 24)) for probabilities in asked]
    # Wherever a draw falls, for one of the three it is not the likeliest outcome.
    likeliest = [bool(np.all(one == np.argmax(p))) for one, p in zip(drawn, asked, strict=True)]
    return all(len(np.unique(one)) == 1 for one in drawn) and not all(likeliest)


@sample.check(hint="Is each draw made anew? Print ten of them.", examples=1)
def draws_each_anew(sample):
    """One draw tells nothing about the next."""
    pairs = np.asarray(sample(np.full(2, 0.5), DRAWN)).reshape(-1, 2)
    alike = float(np.mean(pairs[:, 0] == pairs[:, 1]))
    assert_that(
        abs(alike - 0.5) < PAIR_SLACK,
        came=f"a draw is like the one before it {alike:.0%} of the time",
        expected="about half the time",
        mistake=REPEATED if alike == 1 and _repeats_one_draw(sample) else "",
    )


@sample.check(
    severity="remark", hint="Can a draw of exactly zero fall on an outcome whose slice is empty?", examples=1
)
def never_draws_the_impossible(sample):
    """An outcome of probability zero never comes."""
    came = np.asarray(sample(np.array([0.0, 0.5, 0.0, 0.5]), DRAWN))
    assert_that(not np.isin(came, (0, 2)).any(), came="an impossible outcome", expected="outcomes 1 and 3")


@sample.mistake("all outcomes are equally likely: the probabilities are not used")
def evenly(probabilities, n):
    return np.random.default_rng(0).integers(len(probabilities), size=n)


@sample.mistake("it gives the most likely outcome each time: that is no draw")
def greedily(probabilities, n):
    return np.full(n, np.argmax(probabilities))


@sample.mistake("the probabilities are not added up: each draw is compared with one of them alone")
def not_cumulated(probabilities, n):
    draws = np.random.default_rng(0).random((n, 1))
    below = draws < probabilities
    return np.where(below.any(axis=1), below.argmax(axis=1), len(probabilities) - 1)


@sample.mistake(REPEATED)
def once(probabilities, n):
    return np.full(n, np.random.default_rng(3).choice(len(probabilities), p=probabilities))


@sample.mistake("it gives how often each comes, without any chance")
def without_chance(probabilities, n):
    return np.repeat(
        np.arange(len(probabilities)), np.diff(np.round(np.cumsum([0, *probabilities]) * n)).astype(int)
    )


MEAN_STD_NAMES = """
    mean_std mean_and_std compute_mean_std mean_and_standard_deviation get_mean_std sample_statistics
    calc_mean_std empirical_moments mean_stddev calculate_mean_std mean_std_dev sample_mean_std
    summary_statistics moments
"""
MEANS, DEVIATIONS = (
    {"mean", "mu", "average", "m"},
    {"std", "sigma", "sd", "stddev", "standarddeviation", "stdev", "s"},
)


@function(
    names=MEAN_STD_NAMES.split(),
    spelled={"values": ["values", "x", "xs", "data", "samples", "arr", "array", "numbers", "a"]},
)
def empirical_mean_std(values: Float["n"].between(-9, 9).at_least(n=2)) -> Value("anything"):
    """The mean, and the root of the mean square of what lies between it and each value."""
    mean = np.sum(values) / len(values)
    return np.array([mean, np.sqrt(np.sum((values - mean) ** 2) / len(values))])


@empirical_mean_std.variant("standard deviation of a sample, divided by n − 1")
def with_one_less(values):
    return np.array([np.mean(values), np.std(values, ddof=1)])


@empirical_mean_std.result
def mean_first(came, values):
    """Both in one array, the mean first: a mapping tells which is which."""
    if isinstance(came, dict):
        words = {str(word).replace("_", "").lower(): value for word, value in came.items()}
        came = [
            words.get(next(iter(MEANS & words.keys()), "")),
            words.get(next(iter(DEVIATIONS & words.keys()), "")),
        ]
    try:
        return np.array([float(np.squeeze(value)) for value in came])
    except (TypeError, ValueError):
        return came


@empirical_mean_std.check(hint="The mean moves with the values; what lies between them stays.")
def moves_with_the_values(empirical_mean_std, values, step: Float[""].between(-9, 9)):
    """Adding a number to all values adds it to the mean, and leaves the deviation as it was."""
    came, before = empirical_mean_std(exact(values + step)), empirical_mean_std(values)
    assert_close(came, before + np.array([step, 0.0]), error=1e-5)  # of rounding to float32


@empirical_mean_std.check(hint="Did you take the root in the end?")
def grows_with_the_values(empirical_mean_std, values):
    """Twice the values have twice the mean and twice the deviation."""
    assert_close(empirical_mean_std(2 * values), 2 * empirical_mean_std(values), scale=20)


@empirical_mean_std.check(hint="Squares are never below zero, and neither is a root.")
def never_deviates_by_less_than_zero(empirical_mean_std, value: Float[""].between(-9, 9)):
    """Of equal values the deviation is zero, and the mean is that value."""
    assert_close(empirical_mean_std(np.full(4, value)), np.array([value, 0.0]), error=1e-6)


@empirical_mean_std.mistake("the root is missing: the second number is the variance")
def variance_instead(values):
    return np.array([np.mean(values), np.var(values)])


@empirical_mean_std.mistake("the distances are not squared")
def mean_distance(values):
    return np.array([np.mean(values), np.mean(np.abs(values - np.mean(values)))])


@empirical_mean_std.mistake("the mean is not taken off before the squares")
def root_mean_square(values):
    return np.array([np.mean(values), np.sqrt(np.mean(values**2))])


@empirical_mean_std.mistake("the deviation comes first, and the mean after it")
def the_wrong_way_round(values):
    return np.array([np.std(values), np.mean(values)])


@empirical_mean_std.mistake("the squares are not divided by how many there are")
def root_of_sum(values):
    return np.array([np.mean(values), np.sqrt(np.sum((values - np.mean(values)) ** 2))])


@empirical_mean_std.mistake(
    "the deviation is divided by the root of how many there are: the error of the mean"
)
def error_of_the_mean(values):
    return np.array([np.mean(values), np.std(values) / np.sqrt(len(values))])


CONDITIONAL_NAMES = """
    conditional_probability conditional_distribution conditional_from_joint joint_to_conditional
    get_conditional compute_conditional conditionals cond_prob conditional_prob p_y_given_x
    conditional_probabilities calculate_conditional
"""


@function(
    names=CONDITIONAL_NAMES.split(),
    spelled={
        "joint": [
            "joint_probs",
            "joint_distribution",
            "p_xy",
            "pxy",
            "table",
            "joint_table",
            "p",
            "p_joint",
            "joint_prob",
        ]
    },
    neutral={"axis": 1, "given": 0},
)
def conditional(joint: JOINT) -> Float["a b"]:
    """Each row over its sum: how likely is the column, given the row."""
    return joint / joint.sum(axis=1, keepdims=True)


@conditional.variant("probability of the row, given the column")
def given_the_column(joint):
    return joint / joint.sum(axis=0, keepdims=True)


@conditional.check(hint="Given one thing, something must be the case: what do these numbers add up to?")
def adds_up_to_one_where_it_is_given(conditional, joint):
    """What is given once, something follows: the conditional probabilities add up to one."""
    came = conditional(joint)
    rows, columns = came.sum(axis=1), came.sum(axis=0)
    is_whole = [np.allclose(sums, 1, atol=1e-4) for sums in (rows, columns)]
    assert_that(
        any(is_whole),
        came=f"rows that add up to {shown(rows)}",
        expected="one in each row, or in each column",
    )


@conditional.check(hint="What is given does not matter where neither tells anything of the other.")
def is_the_marginal_where_both_are_independent(conditional, first: SHARES, second: SHARES):
    """Where both are independent, the condition changes nothing."""
    came = conditional(np.outer(first, second))
    across, down = np.tile(second, (len(first), 1)), np.tile(first[:, None], (1, len(second)))
    assert_close(came, down if np.allclose(came, down, atol=1e-4) else across)


@conditional.mistake("the whole table is divided by its sum: this is still the joint probability")
def still_joint(joint):
    return joint / joint.sum()


@conditional.mistake("each row is divided by the sum of the column that has its number")
def over_the_other_marginal(joint):
    sums = np.resize(joint.sum(axis=0), len(joint))
    return joint / sums[:, None]


@conditional.mistake("it is divided by both marginals")
def over_both(joint):
    return joint / (joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True))


@conditional.mistake("each row is divided by its largest number")
def over_the_maximum(joint):
    return joint / joint.max(axis=1, keepdims=True)


@conditional.mistake("it is divided by the mean of the row instead of its sum")
def over_the_mean(joint):
    return joint / joint.mean(axis=1, keepdims=True)


ENTROPY_NAMES = """
    shannon_entropy compute_entropy calculate_entropy get_entropy calc_entropy information_entropy
    entropy_bits entropy_of entropy_score
"""
LABELS = [
    "y",
    "labels",
    "label",
    "target",
    "targets",
    "ys",
    "classes",
    "data",
    "column",
    "values",
    "col",
    "outcomes",
]


@function(
    names=ENTROPY_NAMES.split(),
    spelled={"probabilities": [*CHANCES, *LABELS]},
    neutral={"base": 2, "axis": -1},
    relative=1e-6,  # a tiny number that keeps logarithms finite is right
)
def entropy(probabilities: SEVERAL) -> Float[""]:
    """Minus the sum of p log p (Shannon 1948, section 6)."""
    return -np.sum(probabilities * np.log(np.where(probabilities > 0, probabilities, 1)))


@entropy.variant("entropy in bits, with logarithms to base 2")
def entropy_in_bits(probabilities):
    return -np.sum(probabilities * np.log2(probabilities))


@entropy.variant("entropy with logarithms to base 10")
def entropy_to_base_ten(probabilities):
    return -np.sum(probabilities * np.log10(probabilities))


def _counts(code):
    """Whether it counts labels: whatever their names, two of each have an entropy."""
    try:
        said = [float(code(np.array(labels))) for labels in ([0, 1, 1, 0], [2, 3, 3, 2])]
    except (LearnerError, TypeError, ValueError):
        return False
    return said[0] == said[1] and abs(said[0]) > 1e-3  # one that divides by the sum says two things


@entropy.reading("probabilities", "a list of labels, whose shares it counts", told_by=_counts)
def as_labels(probabilities):
    """Labels of which each comes with its share."""
    counts = np.round(np.asarray(probabilities) * 8).astype(int)
    return np.repeat(np.arange(len(counts)), counts)


@entropy.check(hint="How surprised are you by what had to come?")
def is_zero_for_what_is_certain(entropy, n: Count(1, 1)):
    """What is certain has no entropy."""
    assert_close(entropy(np.ones(n)), 0.0, error=1e-6)


@entropy.check(hint="Two coins tell twice as much as one.")
def is_the_sum_for_independent_things(entropy):
    """Two coins have twice the entropy of one, three have three times as much."""
    one = entropy(np.full(2, 0.5))
    assert_close(entropy(np.full(4, 0.25)), 2 * one, relative=1e-6)
    assert_close(entropy(np.full(8, 0.125)), 3 * one, relative=1e-6)


@entropy.check(severity="remark", hint="At zero p log p has the limit zero: what does your code make of it?")
def takes_what_never_happens(entropy, probabilities):
    """An outcome of probability zero changes nothing."""
    assert_close(entropy(np.append(probabilities, 0.0)), entropy(probabilities), error=1e-4)


@entropy.mistake("the minus sign is missing")
def negative_entropy(probabilities):
    return np.sum(probabilities * np.log(probabilities))


@entropy.mistake("the logarithms are not weighted by their probabilities")
def unweighted(probabilities):
    return -np.sum(np.log(probabilities))


@entropy.mistake("the mean is taken instead of the sum")
def mean_instead(probabilities):
    return -np.mean(probabilities * np.log(probabilities))


@entropy.mistake("the logarithm is missing: this is one less the sum of squares, the Gini impurity")
def gini(probabilities):
    return 1 - np.sum(probabilities**2)


@entropy.mistake("the squares are multiplied by the logarithms")
def with_squares(probabilities):
    return -np.sum(probabilities**2 * np.log(probabilities))


KL_NAMES = """
    kl kl_div relative_entropy kullback_leibler kullback_leibler_divergence kld compute_kl
    kl_divergence_discrete calculate_kl_divergence kldivergence
"""


@function(
    names=KL_NAMES.split(),
    spelled={
        "p": [
            "pk",
            "true",
            "actual",
            "p_true",
            "target",
            "y_true",
            "posterior",
            "prob_p",
            "dist_p",
            "x",
            "a",
            "p_dist",
        ],
        "q": [
            "qk",
            "pred",
            "predicted",
            "approx",
            "approximation",
            "y_pred",
            "q_pred",
            "prior",
            "prob_q",
            "dist_q",
            "y",
            "b",
            "q_dist",
            "model",
        ],
    },
    neutral={"base": 2},
    relative=5e-5,  # a tiny number that keeps logarithms finite is right
)
def kl_divergence(p: SEVERAL, q: OTHERS) -> Float[""]:
    """The sum of p log(p / q) (Kullback and Leibler 1951)."""
    return np.sum(p * np.log(np.where(p > 0, p, 1) / q))


@kl_divergence.variant("divergence in bits, with logarithms to base 2")
def divergence_in_bits(p, q):
    return np.sum(p * np.log2(p / q))


@kl_divergence.check(hint="Between something and itself nothing is lost.")
def is_zero_between_equals(kl_divergence, p):
    """A distribution has no divergence from itself."""
    assert_close(kl_divergence(p, p), 0.0, error=1e-6)


@kl_divergence.check(hint="A wrong distribution never costs less than the right one (Gibbs).")
def is_never_below_zero(kl_divergence, p, q):
    """It is zero or more."""
    came = kl_divergence(p, q)
    assert_that(bool(came >= -1e-5), came=shown(came), expected="zero or more")


@kl_divergence.check(
    severity="remark", hint="At zero p log p has the limit zero: what does your code make of it?"
)
def takes_what_never_happens(kl_divergence, q):  # noqa: F811
    """An outcome of probability zero in the first distribution adds nothing."""
    p = np.append(1.0, np.zeros(len(q) - 1))
    assert_close(kl_divergence(p, q), kl_divergence.reference(np.ones(1), q[:1]), error=1e-4)


@kl_divergence.mistake("the two distributions are exchanged")
def exchanged(p, q):
    return np.sum(q * np.log(q / p))


@kl_divergence.mistake("the sign is the wrong way round")
def wrong_sign(p, q):
    return np.sum(p * np.log(q / p))


@kl_divergence.mistake("this is the cross-entropy: the entropy of the first is not taken off")
def cross_entropy_instead(p, q):
    return -np.sum(p * np.log(q))


@kl_divergence.mistake("the mean is taken instead of the sum")
def mean_of_terms(p, q):
    return np.mean(p * np.log(p / q))


@kl_divergence.mistake("the logarithms are not weighted by the first distribution")
def unweighted_divergence(p, q):
    return np.sum(np.log(p / q))


@kl_divergence.mistake("both directions are averaged: this is a symmetric divergence")
def symmetric(p, q):
    return (np.sum(p * np.log(p / q)) + np.sum(q * np.log(q / p))) / 2


skill(
    needs=any_of(
        3,
        any_of(1, bayes_posterior, bayes_rule),
        normal_pdf,
        sample,
        empirical_mean_std,
        conditional,
        entropy,
        kl_divergence,
    )
)
