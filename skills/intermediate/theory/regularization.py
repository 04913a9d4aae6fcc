"""Regularization: hold weights back a little, so that a model learns the pattern, not the noise.

Why it matters: Anything with enough parameters can learn its lessons by heart. A small penalty
nudges it towards explanations that carry over.

Next step: Fit a polynomial of degree nine to ten noisy points, with and without a penalty, and draw both.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    OneOf,
    Unavailable,
    any_of,
    assert_close,
    assert_equal,
    assert_that,
    function,
    optimizer,
    shown,
    skill,
)

WEIGHTS = """
    weights w weight params parameters theta coef coefs coefficients beta W vector matrix x kernel wts
    tensor model_weights
"""
STRENGTH = """
    strength lambda_ lam lambd lmbda lmb alpha reg l2 l1 l2_lambda l1_lambda lambda_reg reg_lambda c coef
    weight_decay regularization regularization_strength penalty factor reg_strength lambda_l2 lambda_l1
    lambda_param rate wd l2_reg l1_reg lambda1 lambda_1
"""
SPELLED = {"weights": WEIGHTS.split(), "strength": STRENGTH.split()}
MATRIX = Float["i o"].between(-9, 9).avoiding(0)
FORCE = OneOf(0.5, 0.125)
GRID = np.arange(-64, 65) / 32


def penalising(slope):
    """Return what adds the checks of every penalty: nothing at strength zero, gradient, smaller weights."""

    def add(part):
        costs_nothing_at_zero(part)
        slopes_as_it_should(part, slope)
        draws_to_zero(part)
        part.operation(gradient_of(part, slope))
        part.mistake(TURNED, operation="gradient")(
            lambda weights, **rest: -slope(None, weights, **complete(part, rest))
        )
        return part

    return add


def costs_nothing_at_zero(part):
    @part.check(hint="The strength multiplies all of it.")
    def is_nothing_at_strength_zero(code, weights, **rest):
        """With a strength of zero it costs nothing."""
        if "strength" in code.facts.get("lacks", ()):
            code.note("its strength is fixed")
            return
        came = code(weights, **none_of(code, rest))
        assert_close(came, 0.0)


def slopes_as_it_should(part, slope):
    @part.check(hint="Differentiate the penalty of one weight by hand.")
    def has_the_right_gradient(code, weights, **rest):
        """Its own gradient, where it has one, is the slope of the penalty, or of its half or double."""
        try:
            came = np.asarray(code.gradient(weights=weights, **rest))
        except Unavailable:
            code.note("no gradient of its own was found, so none was compared")
            return
        right = slope(code, weights, **rest)
        found = next((text for text, share in SHARES.items() if is_near(came, share * right)), None)
        turned = any(is_near(-came, share * right) for share in SHARES.values())
        mistake = TURNED if turned else ""
        assert_that(
            found is not None, came=f"the gradient {shown(came)}", expected=shown(right), mistake=mistake
        )
        if found:
            code.note(found)


def draws_to_zero(part):
    @part.check(examples=1, hint="Add it to an error, and see where the sum of both is least.")
    def holds_weights_back(code, target: OneOf(1.5, -1.5), **rest):
        """Added to a squared error, it draws the best weight towards zero."""
        rest.pop("weights", None)
        size = float(code(np.ones((1, 1)), **rest))
        costs = [size * (at - target) ** 2 + float(code(np.array([[at]]), **rest)) for at in GRID]
        best = float(GRID[int(np.argmin(costs))])
        nearer = abs(best) < abs(target) and best * target >= 0
        assert_that(nearer, came=f"the best weight {best}", expected=f"one between 0 and {target}")


TURNED = "the gradient has the wrong sign"
SHARES = {
    "": 1.0,
    "its gradient is twice the slope of its value": 2.0,
    "its gradient is half the slope of its value": 0.5,
}


def is_near(came, right):
    return came.shape == right.shape and np.allclose(came, right, rtol=1e-5)


def complete(part, rest):
    """The settings, with the defaults of those that are not given."""
    return {item.name: item.default for item in part.part.contract.arguments if item.optional} | rest


def gradient_of(part, slope):
    def gradient(weights, **rest):
        return slope(None, weights, **complete(part, rest))

    return gradient


def none_of(code, rest):
    """Settings under which a penalty is nothing."""
    zeros = {"strength": 0.0} | ({"ratio": 0.0} if "ratio" in rest else {})
    return rest | zeros


L2_NAMES = """
    l2_regularization l2 l2_loss l2_reg ridge_penalty l2_regularizer L2Regularizer L2Regularization
    squared_penalty l2_norm_penalty l2_cost ridge_regularization weight_penalty tikhonov
"""


def slope_of_squares(code, weights, strength):
    """Twice the weights, or the weights alone for half of their squares, times the strength."""
    is_half = code is not None and np.isclose(
        code.reference(weights, strength), half_the_squares(weights, strength)
    )
    return (1 if is_half else 2) * strength * weights


@penalising(slope_of_squares)
@function(names=L2_NAMES.split(), spelled=SPELLED, differentiates="weights")
def l2_penalty(weights: MATRIX, strength: FORCE = 0.01) -> Float[""]:
    """The strength times the sum of the squared weights (Hoerl and Kennard 1970)."""
    return strength * np.sum(weights**2)


@l2_penalty.variant("half of the squared weights, whose slope has no factor two")
def half_the_squares(weights, strength=0.01):
    return strength * np.sum(weights**2) / 2


@l2_penalty.fixed("strength")
def strength_in_use(code):
    """What a single weight of one costs."""
    return float(code(np.ones((1, 1))))


@l2_penalty.check(hint="Twice the weight costs four times as much.")
def grows_with_the_square(l2_penalty, weights, strength):
    """Twice the weights cost four times as much."""
    came = l2_penalty(2 * weights, strength)
    assert_close(came, 4 * l2_penalty(weights, strength), scale=weights.size * 324)


@l2_penalty.mistake("the weights are not squared: this is an L1 penalty")
def l2_without_square(weights, strength=0.01):
    return strength * np.sum(np.abs(weights))


@l2_penalty.mistake("the root is taken: this is the length of the weights")
def l2_with_root(weights, strength=0.01):
    return strength * np.sqrt(np.sum(weights**2))


@l2_penalty.mistake("the sum is squared, not each weight: weights of both signs cancel")
def l2_of_the_sum(weights, strength=0.01):
    return strength * np.sum(weights) ** 2


@l2_penalty.mistake("the strength is not used")
def l2_without_strength(weights, strength=0.01):
    return np.sum(weights**2)


@l2_penalty.mistake("the mean is taken, so that each of many weights is held less")
def l2_of_the_mean(weights, strength=0.01):
    return strength * np.mean(weights**2)


@l2_penalty.mistake("the sign is the wrong way round")
def l2_negative(weights, strength=0.01):
    return -strength * np.sum(weights**2)


L1_NAMES = """
    l1_regularization l1 l1_loss l1_reg lasso_penalty l1_regularizer L1Regularizer L1Regularization
    absolute_penalty l1_norm_penalty lasso_regularization l1_cost
"""


@penalising(lambda code, weights, strength: strength * np.sign(weights))
@function(names=L1_NAMES.split(), spelled=SPELLED, differentiates="weights")
def l1_penalty(weights: MATRIX, strength: FORCE = 0.01) -> Float[""]:
    """The strength times the sum of the weights' sizes (Tibshirani 1996)."""
    return strength * np.sum(np.abs(weights))


l1_penalty.fixed("strength")(strength_in_use)


@l1_penalty.check(examples=2, hint="Near zero, a square costs next to nothing; what does the size cost?")
def makes_small_weights_zero(l1_penalty, strength):
    """Added to a squared error, it sets a weight that was to be small to zero."""
    target = strength / 4
    costs = [(at - target) ** 2 + float(l1_penalty(np.array([[at]]), strength)) for at in GRID / 32]
    best = float(GRID[int(np.argmin(costs))] / 32)
    assert_that(best == 0, came=f"the best weight {best} where {target} was wanted", expected="zero")


@l1_penalty.mistake("no absolute value is taken: weights of both signs cancel")
def l1_without_absolute(weights, strength=0.01):
    return strength * np.sum(weights)


@l1_penalty.mistake("the weights are squared: this is an L2 penalty")
def l1_as_l2(weights, strength=0.01):
    return strength * np.sum(weights**2)


@l1_penalty.mistake("the absolute value of the sum is taken, not the sum of absolute values")
def l1_of_the_sum(weights, strength=0.01):
    return strength * np.abs(np.sum(weights))


@l1_penalty.mistake("the strength is not used")
def l1_without_strength(weights, strength=0.01):
    return np.sum(np.abs(weights))


@l1_penalty.mistake("the largest column is taken, as a matrix norm does, not the sum of all")
def l1_as_matrix_norm(weights, strength=0.01):
    return strength * np.linalg.norm(weights, 1)


PROXIMAL_NAMES = """
    soft_threshold soft_thresholding prox_l1 proximal_l1 l1_prox proximal_step shrinkage_operator l1_shrink
    proximal_operator_l1 shrink_weights soft_shrink SoftThreshold
"""


@function(
    names=PROXIMAL_NAMES.split(),
    spelled={"weights": [*WEIGHTS.split(), "z", "v", "u"],
             "strength": [*STRENGTH.split(), "threshold", "tau", "gamma", "t"]},
    neutral={"learning_rate": 1.0, "lr": 1.0, "step": 1.0, "step_size": 1.0, "eta": 1.0},
)  # fmt: skip
def l1_proximal_step(weights: MATRIX, strength: OneOf(2.0, 0.5) = 0.1) -> Float["i o"]:
    """Every weight comes nearer to zero by the strength, and those that are less far become zero."""
    return np.sign(weights) * np.maximum(np.abs(weights) - strength, 0)


@l1_proximal_step.fixed("strength")
def step_in_use(code):
    """By how much a large weight comes nearer to zero."""
    return 64.0 - float(np.asarray(code(np.full((1, 1), 64.0)))[0, 0])


@l1_proximal_step.check(hint="What would lie beyond zero stops there.")
def makes_small_weights_exactly_zero(l1_proximal_step, weights, strength):
    """A weight that is nearer to zero than the strength becomes zero, whatever its sign."""
    small = strength * weights / (np.abs(weights).max() + 1)
    assert_equal(np.asarray(l1_proximal_step(small, strength)) == 0, np.ones(small.shape, dtype=bool))


@l1_proximal_step.mistake("large weights stay as they were: this is hard thresholding")
def hard_threshold(weights, strength=0.1):
    return np.where(np.abs(weights) > strength, weights, 0)


@l1_proximal_step.mistake("the sign is lost")
def threshold_of_sizes(weights, strength=0.1):
    return np.maximum(np.abs(weights) - strength, 0)


@l1_proximal_step.mistake("weights below zero are all set to zero")
def threshold_of_positives(weights, strength=0.1):
    return np.maximum(weights - strength, 0)


@l1_proximal_step.mistake("small weights go beyond zero: this is a step along the penalty's gradient")
def step_beyond_zero(weights, strength=0.1):
    return weights - strength * np.sign(weights)


@l1_proximal_step.mistake("the weights are multiplied, so that none becomes zero: this is the step of L2")
def step_of_l2(weights, strength=0.1):
    return weights / (1 + strength)


NET_NAMES = """
    elastic_net_penalty elasticnet elastic_net_regularization l1_l2_penalty l1_l2_regularization
    ElasticNetPenalty     elastic_net_loss L1L2 l1_l2 L1L2Regularizer elastic_penalty ElasticNetRegularization
"""
RATIO = ["l1_ratio", "rho", "r", "mix", "l2", "lambda2", "lambda_2", "l2_lambda", "alpha", "l2_strength",
         "mixing", "mix_ratio", "l2_reg", "lam2", "lambda_l2", "reg2", "p", "l1_weight"]  # fmt: skip


def net(weights, size, square):
    return size * np.sum(np.abs(weights)) + square * np.sum(weights**2)


def net_slope(code, weights, strength, ratio):
    """What of the gradient belongs to the sizes and to the squares, measured on the penalty itself."""
    price = elastic_net.part.reference if code is None else code.reference
    one, two = (float(price(np.full((1, 1), at), strength=strength, ratio=ratio)) for at in (1.0, 2.0))
    square = (two - 2 * one) / 2
    return (one - square) * np.sign(weights) + 2 * square * weights


@penalising(net_slope)
@function(
    names=NET_NAMES.split(),
    differentiates="weights",
    spelled={
        "weights": WEIGHTS.split(),
        "strength": [*STRENGTH.split(), "l1_strength", "lam1"],
        "ratio": RATIO,
    },
)
def elastic_net(weights: MATRIX, strength: FORCE = 1.0, ratio: OneOf(0.25, 0.75) = 0.5) -> Float[""]:
    """A share of the strength on the sizes, the rest on half the squares (Friedman et al. 2010)."""
    return strength * net(weights, ratio, (1 - ratio) / 2)


FAMILY = {
    "elastic net of whole squares": lambda s, r: (s * r, s * (1 - r)),
    "elastic net whose share is that of the squares (Zou and Hastie 2005)": lambda s, r: (s * (1 - r), s * r),
    "elastic net with a strength for each penalty": lambda s, r: (s, r),
    "elastic net with a strength for each penalty, of half squares": lambda s, r: (s, r / 2),
    "elastic net whose share comes first": lambda s, r: (r * s, r * (1 - s) / 2),
}
for _name, _shares in FAMILY.items():
    elastic_net.variant(_name)(
        lambda weights, strength=1.0, ratio=0.5, _shares=_shares: net(weights, *_shares(strength, ratio))
    )


@elastic_net.mistake("no absolute value is taken in the first part")
def net_without_absolute(weights, strength=1.0, ratio=0.5):
    return strength * (ratio * np.sum(weights) + (1 - ratio) / 2 * np.sum(weights**2))


@elastic_net.mistake("nothing is squared in the second part")
def net_without_square(weights, strength=1.0, ratio=0.5):
    return strength * (ratio + (1 - ratio) / 2) * np.sum(np.abs(weights))


@elastic_net.mistake("the root of the squares is taken in the second part")
def net_with_root(weights, strength=1.0, ratio=0.5):
    return strength * (ratio * np.sum(np.abs(weights)) + (1 - ratio) / 2 * np.linalg.norm(weights))


@elastic_net.mistake("the first part alone is left: this is an L1 penalty")
def net_as_l1(weights, strength=1.0, ratio=0.5):
    return strength * ratio * np.sum(np.abs(weights))


@elastic_net.mistake("the second part alone is left: this is an L2 penalty")
def net_as_l2(weights, strength=1.0, ratio=0.5):
    return strength * (1 - ratio) / 2 * np.sum(weights**2)


DECAY_NAMES = """
    weight_decay_update weight_decay sgd_weight_decay sgd_with_weight_decay decay_step l2_update sgdw SGDW
    update_with_weight_decay apply_weight_decay gradient_descent_with_l2 SGDWithWeightDecay l2_step
    sgd_with_l2 update_with_l2
"""


@optimizer(names=DECAY_NAMES.split())
def weight_decay_step(
    w: Float["d"].between(-9, 9).avoiding(0),
    gradients: Float["t d"].between(-9, 9).avoiding(0),
    learning_rate: OneOf(0.5, 0.125) = 0.01,
    weight_decay: OneOf(0.25, 0.375) = 0.01,
) -> Float["t d"]:
    """A step of gradient descent, and a small share off every weight (Krogh and Hertz 1991)."""
    trace = []
    for gradient in gradients:
        w = w - learning_rate * (gradient + weight_decay * w)
        trace.append(w)
    return np.array(trace)


@weight_decay_step.outline
def weight_decay_step_outline(w, grad, lr, weight_decay):
    """Return the weights after one step that lets them shrink, too."""


def decayed(w, gradients, share, learning_rate):
    return weight_decay_step.part.reference(w, gradients, learning_rate, share / learning_rate)


@weight_decay_step.variant("decay that is not multiplied by the learning rate")
def decaying_apart(w, gradients, learning_rate=0.01, weight_decay=0.01):
    return decayed(w, gradients, weight_decay, learning_rate)


@weight_decay_step.variant("decay of a penalty without its half, twice the decay")
def decaying_twice(w, gradients, learning_rate=0.01, weight_decay=0.01):
    return decayed(w, gradients, 2 * learning_rate * weight_decay, learning_rate)


@weight_decay_step.check(hint="Without a gradient only the decay is left: which way does it move a weight?")
def shrinks_towards_zero(code, w, gradients, **rest):
    """Without gradients every weight comes nearer to zero, and stays on its side."""
    came = np.vstack([w, code(w, gradients * 0, **rest)])
    sizes = came * np.sign(w)
    shrinks = np.all(np.diff(sizes, axis=0) < 0) and np.all(sizes > 0)
    assert_that(bool(shrinks), came=shown(came[1:]), expected="smaller and smaller weights")


@weight_decay_step.check(hint="The decay is a term of its own: what is left when it is zero?")
def is_plain_descent_without_decay(code, w, gradients, learning_rate):
    """With a decay of zero it is gradient descent."""
    if "weight_decay" in code.facts.get("lacks", ()):
        code.note("its decay is fixed")
        return
    came = code(w, gradients, learning_rate, 0.0)
    assert_close(came, w - learning_rate * np.cumsum(gradients, axis=0), scale=99)


@weight_decay_step.mistake("nothing decays")
def decay_left_out(w, gradients, learning_rate=0.01, weight_decay=0.01):
    return w - learning_rate * np.cumsum(gradients, axis=0)


@weight_decay_step.mistake("the decay makes the weights grow")
def decay_that_grows(w, gradients, learning_rate=0.01, weight_decay=0.01):
    return decayed(w, gradients, -learning_rate * weight_decay, learning_rate)


@weight_decay_step.mistake("the same number is taken off every weight, whatever its size: this is L1")
def decay_by_sign(w, gradients, learning_rate=0.01, weight_decay=0.01):
    trace = []
    for gradient in gradients:
        w = w - learning_rate * (gradient + weight_decay * np.sign(w))
        trace.append(w)
    return np.array(trace)


@weight_decay_step.mistake("the gradient decays, not the weights")
def decay_of_gradients(w, gradients, learning_rate=0.01, weight_decay=0.01):
    return w - learning_rate * (1 - weight_decay) * np.cumsum(gradients, axis=0)


@weight_decay_step.mistake("the weights are multiplied by the decay, so that hardly anything is left of them")
def decay_that_keeps_little(w, gradients, learning_rate=0.01, weight_decay=0.01):
    return decayed(w, gradients, 1 - weight_decay, learning_rate)


SMOOTHING_NAMES = """
    smooth_labels smooth_one_hot label_smooth smooth_targets smoothed_labels smooth_one_hot_labels
    apply_label_smoothing LabelSmoothing label_smoother one_hot_smoothing
"""


def one_hot(sizes, rng):
    """Rows with a single one."""
    return np.eye(sizes["k"] + 2)[rng.integers(0, sizes["k"] + 2, size=sizes["n"])]


LABELS = "labels y y_true one_hot target onehot one_hot_labels y_onehot t true_labels"
SMOOTHING = "eps epsilon alpha label_smoothing factor e smooth smoothing_factor"
CLASSES = "num_classes n_classes nb_classes class_count n_class k c num_labels n_labels vocab_size"


@function(
    names=SMOOTHING_NAMES.split(),
    spelled={"targets": LABELS.split(), "smoothing": SMOOTHING.split(), "classes": CLASSES.split()},
    told=["classes"],
    forms=["numbered"],
)
def label_smoothing(
    targets: Given(one_hot, axes=("n", "k")),
    smoothing: OneOf(0.25, 0.5) = 0.1,
    classes: Given(lambda sizes, rng: sizes["k"] + 2, axes=("k",)) = None,
) -> Float["each k"]:
    """A share of each target is spread over all classes alike (Szegedy et al. 2016, section 7)."""
    return targets * (1 - smoothing) + smoothing / targets.shape[1]


@label_smoothing.variant("smoothing that spreads its share over the other classes only")
def over_the_others(targets, smoothing=0.1, classes=None):
    return targets * (1 - smoothing) + (1 - targets) * smoothing / (targets.shape[1] - 1)


@label_smoothing.fixed("smoothing")
def smoothing_in_use(code):
    """What is missing to one where there are very many classes."""
    found = 1 - float(np.asarray(code(np.eye(4), classes=4))[0, 0])
    return found * 4 / 3


@label_smoothing.check(hint="What is taken from the right class must be given to some other.")
def keeps_the_sum(label_smoothing, targets, smoothing, classes):
    """Every row still sums to one."""
    assert_close(
        np.sum(label_smoothing(targets, smoothing, classes), axis=1), np.ones(len(targets)), relative=1e-6
    )


@label_smoothing.check(hint="However much is spread, the right class stays ahead.")
def keeps_the_right_class_ahead(label_smoothing, targets, smoothing, classes):
    """The right class keeps the largest share, and no other is left with none."""
    came = np.asarray(label_smoothing(targets, smoothing, classes))
    ahead = np.array_equal(np.argmax(came, axis=1), np.argmax(targets, axis=1)) and np.all(came > 0)
    assert_that(bool(ahead), came=shown(came), expected="the largest share for the right class")


@label_smoothing.mistake("the share is added to every class, and taken from none")
def smoothing_only_added(targets, smoothing=0.1, classes=None):
    return targets + smoothing / targets.shape[1]


@label_smoothing.mistake("the share is taken from the right class, and given to none")
def smoothing_only_taken(targets, smoothing=0.1, classes=None):
    return targets * (1 - smoothing)


@label_smoothing.mistake("the right class gets a part of the share that is divided among the others")
def smoothing_undivided(targets, smoothing=0.1, classes=None):
    return targets * (1 - smoothing) + smoothing / (targets.shape[1] - 1)


@label_smoothing.mistake("nothing is smoothed")
def smoothing_left_out(targets, smoothing=0.1, classes=None):
    return targets * 1.0


@label_smoothing.mistake("it is divided by the number of examples, not of classes")
def smoothing_by_examples(targets, smoothing=0.1, classes=None):
    return targets * (1 - smoothing) + smoothing / len(targets)


skill(
    needs=any_of(2, l2_penalty, l1_penalty, weight_decay_step, elastic_net, label_smoothing, "early_stopping")
)
