"""Optimizers: rules that turn a gradient into a step, from plain descent to Adam.

Why it matters: The same network may train in minutes or never, depending on its steps. Knowing
the rules turns a wall of settings into choices.

Next step: Draw the paths of three of them across a long narrow valley, from the same start.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    OneOf,
    Unavailable,
    all_of,
    any_of,
    assert_close,
    assert_that,
    optimizer,
    shown,
    skill,
)

START, SLOPES = Float["d"].between(-9, 9), Float["t d"].between(-9, 9).avoiding(0)
# Sources differ in where their small epsilon stands. Beside gradients of one and more it does not show,
# nor in weights that no step brings near zero.
FAR, STEEP = Float["d"].between(9, 18), Float["t d"].between(-9, 9).whole().avoiding(0)
RATE = OneOf(0.5, 0.125)
NO_RATE = "the learning rate is not used"
UPHILL = "the step goes uphill"


def stepping(part):
    """Add what holds for every optimizer: it rests on level ground, and gets down a bowl."""

    @part.check(hint="Follow a gradient of zero through each line: what is divided by what?")
    def rests_on_level_ground(code, w, gradients, **rest):
        """From a fresh start, gradients of zero change nothing."""
        rest |= {"weight_decay": 0.0} if "weight_decay" in rest else {}
        came = code(w, gradients * 0, **rest)
        still = "weight_decay" in code.facts.get("lacks", ()) or np.array_equal(came[-1], w)
        assert_that(bool(still), came=shown(came[-1]), expected=shown(w))

    @part.check(examples=2, hint="Is the step taken against the gradient, and of what size?")
    def goes_down_a_bowl(code, w, bowl: Float["d"].between(1, 1.5), **rest):
        """Down a bowl, it ends lower than it began."""
        rest = {name: value for name, value in rest.items() if name != "gradients"}
        rest |= {"learning_rate": 0.125} | ({"weight_decay": 0.0} if "weight_decay" in rest else {})
        w = np.where(np.abs(w) < 1, 2.0, w)
        path = descent(code, w, bowl, steps=12, **rest)
        before, after = (float(bowl @ at**2) for at in (w, path[-1]))
        assert_that(after < before, came=f"a height of {shown(after)}", expected=f"less than {shown(before)}")

    return part


def descent(code, w, bowl, steps, **rest):
    """The weights after each step down the bowl whose height is the sum of bowl · w²."""
    slopes = [2 * bowl * w]
    for _ in range(steps - 1):
        path = np.asarray(code(w, np.array(slopes), **rest))
        slopes.append(2 * bowl * path[-1])
    return path


DESCENT_NAMES = """
    sgd gd stochastic_gradient_descent vanilla_sgd gradient_descent_step sgd_step sgd_update vanilla_gd
    gradient_descent_update update_parameters_with_gd batch_gradient_descent GradientDescentOptimizer
    sgd_optimizer plain_gradient_descent gd_step gradient_descent_optimizer gradient_step
"""


@stepping
@optimizer(names=DESCENT_NAMES.split())
def gradient_descent(w: START, gradients: SLOPES, learning_rate: RATE = 0.01) -> Float["t d"]:
    """Each step is the learning rate times the gradient, downhill."""
    return w - learning_rate * np.cumsum(gradients, axis=0)


@gradient_descent.fixed("learning_rate")
def rate_in_use(code):
    """How far a gradient of one moves the weights."""
    return -float(code(np.zeros(1), np.ones((1, 1)))[0, 0])


@gradient_descent.check(hint="The gradient is multiplied by the learning rate, and by nothing else.")
def steps_in_proportion(code, w, gradients, learning_rate):
    """Gradients twice as large make steps twice as long."""
    longer = code(w, 2 * gradients, learning_rate)
    assert_close(longer - w, 2 * (code(w, gradients, learning_rate) - w), scale=np.max(np.abs(gradients)) * 9)


@gradient_descent.mistake(UPHILL)
def descent_uphill(w, gradients, learning_rate):
    return w + learning_rate * np.cumsum(gradients, axis=0)


@gradient_descent.mistake(NO_RATE)
def descent_without_rate(w, gradients, learning_rate):
    return w - np.cumsum(gradients, axis=0)


@gradient_descent.mistake("the weights are forgotten: the step itself is returned")
def descent_without_weights(w, gradients, learning_rate):
    return -learning_rate * gradients


@gradient_descent.mistake("only the sign of the gradient is used")
def descent_by_sign(w, gradients, learning_rate):
    return w - learning_rate * np.cumsum(np.sign(gradients), axis=0)


@gradient_descent.mistake("the gradient is divided by the learning rate")
def descent_divided(w, gradients, learning_rate):
    return w - np.cumsum(gradients, axis=0) / learning_rate


@gradient_descent.mistake("the gradient is divided by its length")
def descent_of_length_one(w, gradients, learning_rate):
    lengths = np.linalg.norm(gradients, axis=1, keepdims=True)
    return w - learning_rate * np.cumsum(gradients / lengths, axis=0)


@gradient_descent.mistake("steps of before are added again")
def descent_with_all_steps(w, gradients, learning_rate):
    return w - learning_rate * np.cumsum(np.cumsum(gradients, axis=0), axis=0)


MOMENTUM_NAMES = """
    sgd_momentum momentum_sgd sgd_with_momentum momentum_optimizer momentum_update momentum_step
    update_parameters_with_momentum gradient_descent_with_momentum gradient_descent_momentum
    momentum_gradient_descent gd_momentum heavy_ball polyak_momentum sgdm momentum_gd sgd_momentum_update sgd
"""
SHARE = OneOf(0.5, 0.75)


@stepping
@optimizer(names=MOMENTUM_NAMES.split())
def momentum(w: START, gradients: SLOPES, learning_rate: RATE = 0.01, momentum: SHARE = 0.9) -> Float["t d"]:
    """Keep a share of the last step, and add the gradient's (Polyak 1964)."""
    velocity, trace = np.zeros_like(w), []
    for gradient in gradients:
        velocity = momentum * velocity - learning_rate * gradient
        w = w + velocity
        trace.append(w)
    return np.array(trace)


@momentum.variant("Polyak momentum with dampening, which averages the gradients")
def averaged(w, gradients, learning_rate=0.01, momentum=0.9):
    return polyak(w, gradients, learning_rate * (1 - momentum), momentum)


@momentum.variant("Polyak momentum with dampening after the first step, as in PyTorch")
def averaged_from_the_second(w, gradients, learning_rate=0.01, momentum=0.9):
    velocity, trace = gradients[0], []
    for step, gradient in enumerate(gradients):
        velocity = momentum * velocity + (1 - momentum) * gradient if step else gradient
        w = w - learning_rate * velocity
        trace.append(w)
    return np.array(trace)


@momentum.variant("Polyak momentum of averaged gradients with its bias corrected")
def averaged_and_corrected(w, gradients, learning_rate=0.01, momentum=0.9):
    velocity, trace = np.zeros_like(w), []
    for step, gradient in enumerate(gradients, 1):
        velocity = momentum * velocity + (1 - momentum) * gradient
        w = w - learning_rate * velocity / (1 - momentum**step)
        trace.append(w)
    return np.array(trace)


def polyak(w, gradients, learning_rate, share):
    return momentum.part.reference(w, gradients, learning_rate, share)


@momentum.check(hint="The speed of the last step is not forgotten: a share of it is left.")
def rolls_on(code, w, gradients, learning_rate, momentum):
    """After one push it rolls on in the same direction, ever slower."""
    push = np.abs(gradients[:1])
    came = code(w, np.concatenate([push, push * 0, push * 0]), learning_rate, momentum)
    steps = np.diff(np.vstack([w, came]), axis=0)[1:]
    downhill = np.all(steps < 0) and np.all(np.abs(steps[1]) < np.abs(steps[0]))
    assert_that(
        bool(downhill), came=f"steps of {shown(steps)}", expected="two steps down, the second shorter"
    )


@momentum.mistake(UPHILL)
def momentum_uphill(w, gradients, learning_rate=0.01, momentum=0.9):
    return 2 * w - polyak(w, gradients, learning_rate, momentum)


@momentum.mistake("the speed is forgotten: this is plain gradient descent")
def momentum_without_memory(w, gradients, learning_rate=0.01, momentum=0.9):
    return w - learning_rate * np.cumsum(gradients, axis=0)


@momentum.mistake("the share of the last speed is not used, so nothing slows it")
def momentum_undamped(w, gradients, learning_rate=0.01, momentum=0.9):
    return polyak(w, gradients, learning_rate, 1.0)


@momentum.mistake("only the gradient before is remembered, not those before it")
def momentum_of_two(w, gradients, learning_rate=0.01, momentum=0.9):
    before = np.vstack([np.zeros_like(w), gradients[:-1]])
    return w - learning_rate * np.cumsum(gradients + momentum * before, axis=0)


@momentum.mistake("the learning rate is applied twice")
def momentum_with_rate_twice(w, gradients, learning_rate=0.01, momentum=0.9):
    return polyak(w, gradients, learning_rate**2, momentum)


@momentum.mistake("the step is taken before the speed is renewed")
def momentum_a_step_late(w, gradients, learning_rate=0.01, momentum=0.9):
    return polyak(w, np.vstack([np.zeros_like(w), gradients[:-1]]), learning_rate, momentum)


@momentum.mistake("the shares of the old speed and of the gradient are exchanged")
def momentum_exchanged(w, gradients, learning_rate=0.01, momentum=0.9):
    return polyak(w, gradients, learning_rate * momentum, 1 - momentum)


NESTEROV_NAMES = """
    nag nesterov_momentum nesterov_accelerated_gradient nesterov_sgd sgd_nesterov nesterov_update
    nesterov_optimizer NesterovAcceleratedGradient nesterov_step nesterov_gradient_descent
    accelerated_gradient_descent sgd_nesterov_momentum gradient_descent_nesterov
"""
PLAIN = "there is no look ahead: this is plain momentum"


@stepping
@optimizer(names=NESTEROV_NAMES.split(), switches={"nesterov": True, "is_nesterov": True})
def nesterov(w: START, gradients: SLOPES, learning_rate: RATE = 0.01, momentum: SHARE = 0.9) -> Float["t d"]:
    """Renew the speed, and step with the gradient and a share of that speed (Sutskever et al. 2013)."""
    velocity, trace = np.zeros_like(w), []
    for gradient in gradients:
        velocity = momentum * velocity + gradient
        w = w - learning_rate * (gradient + momentum * velocity)
        trace.append(w)
    return np.array(trace)


@nesterov.variant("form that asks for the gradient at the place ahead (Nesterov 1983)")
def asking_ahead(w, gradients, learning_rate=0.01, momentum=0.9):
    return polyak(w, gradients, learning_rate, momentum)


@nesterov.variant("Nesterov momentum of averaged gradients")
def averaging_ahead(w, gradients, learning_rate=0.01, momentum=0.9):
    velocity, trace = np.zeros_like(w), []
    for gradient in gradients:
        velocity = momentum * velocity + (1 - momentum) * gradient
        w = w - learning_rate * ((1 - momentum) * gradient + momentum * velocity)
        trace.append(w)
    return np.array(trace)


@nesterov.check(hint="The gradient is the one at the place to which the speed alone would carry.")
def looks_ahead(code, w, gradients: SLOPES.at_least(t=2), learning_rate, momentum):
    """The speed is renewed before it counts, or the gradient is asked where the speed leads."""
    came = np.asarray(code(w, gradients, learning_rate, momentum))
    rolled = polyak(w, gradients, learning_rate, momentum)
    if came.shape != rolled.shape or not np.allclose(came, rolled):
        return
    speeds = np.diff(np.vstack([w, w, rolled]), axis=0)[:-1]
    ahead = np.vstack([w, rolled[:-1]]) + momentum * speeds
    try:
        asked = code.asked(w, gradients, learning_rate, momentum)
    except Unavailable:
        asked = ahead * np.nan
    given = np.allclose(asked, ahead)
    assert_that(
        given,
        came="the steps of plain momentum",
        expected="a gradient from ahead",
        mistake="" if given else PLAIN,
    )


@nesterov.mistake(UPHILL)
def nesterov_uphill(w, gradients, learning_rate=0.01, momentum=0.9):
    return 2 * w - nesterov.part.reference(w, gradients, learning_rate, momentum)


@nesterov.mistake(PLAIN)
def nesterov_as_momentum(w, gradients, learning_rate=0.01, momentum=0.9):
    return polyak(w, gradients, learning_rate, momentum)


@nesterov.mistake("the speed is forgotten: this is plain gradient descent")
def nesterov_without_memory(w, gradients, learning_rate=0.01, momentum=0.9):
    return w - learning_rate * np.cumsum(gradients, axis=0)


@nesterov.mistake("the step looks ahead by the speed alone, without the gradient")
def nesterov_by_speed_alone(w, gradients, learning_rate=0.01, momentum=0.9):
    velocities = velocities_of(w, gradients, momentum)
    return w - learning_rate * momentum * np.cumsum(velocities, axis=0)


@nesterov.mistake("the share of the speed is missing where the gradient is added to it")
def nesterov_with_whole_speed(w, gradients, learning_rate=0.01, momentum=0.9):
    velocities = velocities_of(w, gradients, momentum)
    return w - learning_rate * np.cumsum(gradients + velocities, axis=0)


@nesterov.mistake("the speed is renewed before the old one is used")
def nesterov_too_new(w, gradients, learning_rate=0.01, momentum=0.9):
    velocities = velocities_of(w, gradients, momentum)
    return w - learning_rate * np.cumsum(momentum**2 * velocities + (1 + momentum) * gradients, axis=0)


def velocities_of(w, gradients, share):
    """The speed after each gradient, without the learning rate."""
    return -np.diff(np.vstack([w, polyak(w, gradients, 1.0, share)]), axis=0)


RMSPROP_NAMES = "rms_prop rmsprop_optimizer rmsprop_update rmsprop_step update_parameters_with_rmsprop"
EPSILON, DECAY = OneOf(1e-8), OneOf(0.5, 0.75)
NO_ROOT = "the root is left out"
NO_SQUARE = "the gradients are not squared"


@stepping
@optimizer(names=RMSPROP_NAMES.split(), relative=1e-4, switches={"centered": False})
def rmsprop(
    w: FAR, gradients: STEEP, learning_rate: RATE = 0.001, rho: DECAY = 0.9, epsilon: EPSILON = 1e-8
) -> Float["t d"]:
    """Divide by the root of a running mean of the squares (Tieleman and Hinton 2012)."""
    mean, trace = np.zeros_like(w), []
    for gradient in gradients:
        mean = rho * mean + (1 - rho) * gradient**2
        w = w - learning_rate * gradient / (np.sqrt(mean) + epsilon)
        trace.append(w)
    return np.array(trace)


@rmsprop.variant("centred RMSProp (Graves 2013, equations 38 to 41)")
def centred(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    mean, squares, trace = np.zeros_like(w), np.zeros_like(w), []
    for gradient in gradients:
        mean = rho * mean + (1 - rho) * gradient
        squares = rho * squares + (1 - rho) * gradient**2
        w = w - learning_rate * gradient / (np.sqrt(squares - mean**2) + epsilon)
        trace.append(w)
    return np.array(trace)


@rmsprop.check(hint="What is a gradient, ten times as large, divided by?")
def does_not_heed_the_scale(rmsprop, w, gradients, **rest):
    """Gradients four times as large make the same steps."""
    assert_close(rmsprop(w, 4 * gradients, **rest), rmsprop(w, gradients, **rest), scale=20, relative=1e-4)


@rmsprop.mistake(UPHILL)
def rmsprop_uphill(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    return 2 * w - scaled(w, gradients, learning_rate, rho, epsilon)


@rmsprop.mistake(NO_ROOT)
def rmsprop_without_root(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    return scaled(w, gradients, learning_rate, rho, epsilon, root=lambda mean: mean)


@rmsprop.mistake("the shares of the old mean and of the new square are exchanged")
def rmsprop_exchanged(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    return scaled(w, gradients, learning_rate, 1 - rho, epsilon)


@rmsprop.mistake("the squares are summed instead of averaged: this is AdaGrad")
def rmsprop_as_adagrad(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    return w - learning_rate * np.cumsum(
        gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + epsilon), axis=0
    )


@rmsprop.mistake("the new square is not weighed by 1 − rho")
def rmsprop_unweighed(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    return scaled(w, gradients, learning_rate * np.sqrt(1 - rho), rho, epsilon)


@rmsprop.mistake("the mean is renewed after it was used")
def rmsprop_a_step_late(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    mean, trace = np.zeros_like(w), []
    for gradient in gradients:
        w = w - learning_rate * gradient / (np.sqrt(mean) + epsilon)
        mean = rho * mean + (1 - rho) * gradient**2
        trace.append(w)
    return np.array(trace)


@rmsprop.mistake("the bias is corrected as in Adam")
def rmsprop_corrected(w, gradients, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    return moved_by_moments(w, gradients, learning_rate, 0.0, rho, epsilon)


def scaled(w, gradients, learning_rate, rho, epsilon, root=np.sqrt):
    mean, trace = np.zeros_like(w), []
    for gradient in gradients:
        mean = rho * mean + (1 - rho) * gradient**2
        w = w - learning_rate * gradient / (root(mean) + epsilon)
        trace.append(w)
    return np.array(trace)


ADAGRAD_NAMES = "ada_grad adagrad_optimizer adagrad_update adagrad_step adaptive_gradient"


@stepping
@optimizer(
    names=ADAGRAD_NAMES.split(),
    relative=1e-4,
    switches={"initial_accumulator_value": 0.0, "lr_decay": 0.0},
)
def adagrad(w: FAR, gradients: STEEP, learning_rate: RATE = 0.01, epsilon: EPSILON = 1e-8) -> Float["t d"]:
    """Divide by the root of the sum of all squares so far (Duchi et al. 2011)."""
    total, trace = np.zeros_like(w), []
    for gradient in gradients:
        total = total + gradient**2
        w = w - learning_rate * gradient / (np.sqrt(total) + epsilon)
        trace.append(w)
    return np.array(trace)


@adagrad.variant("AdaGrad whose sums begin at 0.1, as in Keras")
def beginning_at_a_tenth(w, gradients, learning_rate=0.01, epsilon=1e-8):
    total = 0.1 + np.cumsum(gradients**2, axis=0)
    return w - learning_rate * np.cumsum(gradients / np.sqrt(total), axis=0)


@adagrad.check(hint="Of what is under the root, nothing is ever taken away.")
def slows_down(adagrad, w, gradients, learning_rate, epsilon):
    """Under the same gradient again and again, each step is shorter than the last."""
    same = np.tile(gradients[:1], (3, 1))
    came = adagrad(w, same, learning_rate, epsilon)
    steps = np.abs(np.diff(np.vstack([w, came]), axis=0))
    slower = np.all(steps[1:] < steps[:-1])
    assert_that(bool(slower), came=f"steps of {shown(steps)}", expected="shorter and shorter steps")


@adagrad.mistake(UPHILL)
def adagrad_uphill(w, gradients, learning_rate=0.01, epsilon=1e-8):
    return 2 * w - adagrad.part.reference(w, gradients, learning_rate, epsilon)


@adagrad.mistake(NO_ROOT)
def adagrad_without_root(w, gradients, learning_rate=0.01, epsilon=1e-8):
    total = np.cumsum(gradients**2, axis=0)
    return w - learning_rate * np.cumsum(gradients / (total + epsilon), axis=0)


@adagrad.mistake(NO_SQUARE)
def adagrad_without_square(w, gradients, learning_rate=0.01, epsilon=1e-8):
    total = np.abs(np.cumsum(gradients, axis=0))
    return w - learning_rate * np.cumsum(gradients / (np.sqrt(total) + epsilon), axis=0)


@adagrad.mistake("the squares are not summed: only the sign of the gradient is left")
def adagrad_without_sum(w, gradients, learning_rate=0.01, epsilon=1e-8):
    return w - learning_rate * np.cumsum(np.sign(gradients), axis=0)


@adagrad.mistake("the sum is renewed after it was used")
def adagrad_a_step_late(w, gradients, learning_rate=0.01, epsilon=1e-8):
    total = np.cumsum(np.vstack([np.zeros_like(w), gradients[:-1] ** 2]), axis=0)
    return w - learning_rate * np.cumsum(gradients / (np.sqrt(total) + epsilon), axis=0)


@adagrad.mistake("the squares of all weights are summed together")
def adagrad_of_all(w, gradients, learning_rate=0.01, epsilon=1e-8):
    total = np.cumsum((gradients**2).sum(axis=1, keepdims=True), axis=0)
    return w - learning_rate * np.cumsum(gradients / (np.sqrt(total) + epsilon), axis=0)


ADAM_NAMES = """
    adam_optimizer adam_update adam_step update_parameters_with_adam adam_optimizer_step adaptive_moments
    AdamOptimizer adam_gradient_descent
"""
BETA1, BETA2 = OneOf(0.5, 0.75), OneOf(0.75, 0.5)


@stepping
@optimizer(names=ADAM_NAMES.split(), relative=1e-4)
def adam(
    w: FAR,
    gradients: STEEP,
    learning_rate: RATE = 0.001,
    beta1: BETA1 = 0.9,
    beta2: BETA2 = 0.999,
    epsilon: EPSILON = 1e-8,
) -> Float["t d"]:
    """A running mean of the gradients, by the root of one of their squares (Kingma and Ba 2015)."""
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for step, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * (m / (1 - beta1**step)) / (np.sqrt(v / (1 - beta2**step)) + epsilon)
        trace.append(w)
    return np.array(trace)


def moved_by_moments(w, gradients, learning_rate, beta1, beta2, epsilon, **change):
    """Adam, with changes: how its moments are corrected, rooted, and what decays."""
    first = change.get("first", lambda moment, step: moment / (1 - beta1**step))
    second = change.get("second", lambda moment, step: moment / (1 - beta2**step))
    root, decayed = change.get("root", np.sqrt), change.get("decayed", lambda w: w)
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for step, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = decayed(w) - learning_rate * first(m, step) / (root(second(v, step)) + epsilon)
        trace.append(w)
    return np.array(trace)


def adapting(part):
    """Add what holds for Adam and AdamW."""

    @part.check(hint="Both moments begin at zero. What are they divided by in the first step?")
    def begins_with_a_step_of_the_learning_rate(code, w, gradients, learning_rate, **rest):
        """The first step is as long as the learning rate, however large the gradient."""
        rest |= {"weight_decay": 0.0} if "weight_decay" in rest else {}
        came = code(w, gradients, learning_rate, **rest)
        expected = code.reference(w, np.sign(gradients), learning_rate, **rest)
        assert_close(came[0], expected[0], scale=np.max(np.abs(w)), relative=1e-4)

    @part.mistake(UPHILL)
    def moments_uphill(w, gradients, *rest, **more):
        return 2 * w - part.part.reference(w, gradients, *rest, **more)

    @part.mistake("the bias is not corrected")
    def moments_uncorrected(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay=0.0):
        kept = {"first": lambda m, _: m, "second": lambda v, _: v}
        return with_decay(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, **kept)

    @part.mistake("the bias is corrected by 1 − β, without the power of the step")
    def moments_without_power(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay=0.0):
        flat = {"first": lambda m, _: m / (1 - beta1), "second": lambda v, _: v / (1 - beta2)}
        return with_decay(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, **flat)

    @part.mistake("only the first moment's bias is corrected")
    def moments_half_corrected(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay=0.0):
        half = {"second": lambda v, _: v}
        return with_decay(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, **half)

    @part.mistake(NO_ROOT)
    def moments_without_root(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay=0.0):
        bare = {"root": lambda v: v}
        return with_decay(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, **bare)

    @part.mistake("the steps are counted from zero, and the first is not corrected")
    def moments_counted_late(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay=0.0):
        late = {
            "first": lambda m, step: m / (1 - beta1 ** (step - 1) or 1),
            "second": lambda v, step: v / (1 - beta2 ** (step - 1) or 1),
        }
        return with_decay(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, **late)

    @part.mistake("the two βs are exchanged")
    def moments_exchanged(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay=0.0):
        return with_decay(w, gradients, learning_rate, beta2, beta1, epsilon, weight_decay)

    return part


def with_decay(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, **change):
    """AdamW, with changes."""
    change = {"decayed": lambda w: w * (1 - learning_rate * weight_decay)} | change
    return moved_by_moments(w, gradients, learning_rate, beta1, beta2, epsilon, **change)


adapting(adam)

ADAMW_NAMES = "adam_w AdamWOptimizer adamw_update adamw_step adamw_optimizer decoupled_adam"


@adapting
@stepping
@optimizer(names=ADAMW_NAMES.split(), relative=1e-4)
def adamw(
    w: FAR,
    gradients: STEEP,
    learning_rate: RATE = 0.001,
    beta1: BETA1 = 0.9,
    beta2: BETA2 = 0.999,
    epsilon: EPSILON = 1e-8,
    weight_decay: OneOf(0.25, 0.5) = 0.01,
) -> Float["t d"]:
    """Shrink the weights a little, beside a step of Adam (Loshchilov and Hutter 2019, algorithm 2)."""
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for step, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w * (1 - learning_rate * weight_decay)
        w = w - learning_rate * (m / (1 - beta1**step)) / (np.sqrt(v / (1 - beta2**step)) + epsilon)
        trace.append(w)
    return np.array(trace)


@adamw.variant("AdamW that shrinks the weights after Adam's step")
def decaying_after(
    w, gradients, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    shrunk = 1 - learning_rate * weight_decay
    # Shrunk after each step: the same as steps that are shrunk too, before the last one's.
    return decayed_steps(w, gradients, learning_rate, beta1, beta2, epsilon, lambda w: w * shrunk)


@adamw.variant("AdamW whose decay is not multiplied by the learning rate (Loshchilov and Hutter 2019)")
def decaying_at_its_own_rate(
    w, gradients, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
):
    own = {"decayed": lambda w: w * (1 - weight_decay)}
    return moved_by_moments(w, gradients, learning_rate, beta1, beta2, epsilon, **own)


def decayed_steps(w, gradients, learning_rate, beta1, beta2, epsilon, after):
    steps = moved_by_moments(np.zeros_like(w), gradients, learning_rate, beta1, beta2, epsilon)
    trace = []
    for step in np.diff(np.vstack([np.zeros_like(w), steps]), axis=0):
        w = after(w + step)
        trace.append(w)
    return np.array(trace)


@adamw.check(hint="Without a gradient the moments stay at zero. What is left to shrink the weights?")
def shrinks_the_weights_by_itself(adamw, w, gradients, **rest):
    """Without gradients, each step takes the same share off every weight."""
    came = np.vstack([w, adamw(w, gradients * 0, **rest)])
    expected = np.vstack([w, adamw.reference(w, gradients * 0, **rest)])
    assert_close(came, expected, scale=np.max(np.abs(w)))


@adamw.mistake("the decay is added to the gradient: this is Adam with an L2 penalty")
def adamw_coupled(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay):
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for step, slope in enumerate(gradients, 1):
        gradient = slope + weight_decay * w
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * (m / (1 - beta1**step)) / (np.sqrt(v / (1 - beta2**step)) + epsilon)
        trace.append(w)
    return np.array(trace)


@adamw.mistake("nothing decays: this is Adam")
def adamw_without_decay(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay):
    return moved_by_moments(w, gradients, learning_rate, beta1, beta2, epsilon)


@adamw.mistake("the decay makes the weights grow")
def adamw_growing(w, gradients, learning_rate, beta1, beta2, epsilon, weight_decay):
    return with_decay(w, gradients, learning_rate, beta1, beta2, epsilon, -weight_decay)


skill(needs=all_of(gradient_descent, any_of(1, momentum, nesterov, rmsprop, adagrad, adam, adamw)))
