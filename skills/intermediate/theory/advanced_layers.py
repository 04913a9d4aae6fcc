"""Advanced layers: dropout and batch normalisation behave one way in training, another in use.

Why it matters: Forgetting to switch between the two is a classic: a model that shone while it
was trained stumbles as soon as it is used.

Next step: Train one network with batches of two and of two hundred, and see what batch normalisation
makes of each.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    LearnerError,
    OneOf,
    Unavailable,
    all_of,
    assert_close,
    assert_that,
    layer,
    shown,
    skill,
)

DROPOUT_NAMES = """
    dropout_layer dropout_forward inverted_dropout my_dropout MyDropout CustomDropout DropoutLayer drop_out
    apply_dropout Layer_Dropout Dropout1d
"""
TRAINING, USE = True, False
SHARE = OneOf(0.5, 0.25)
ONES = Given(lambda sizes, rng: np.ones((60, 60)))


@layer(names=DROPOUT_NAMES.split(), spelled={"p": ["drop_probability", "dropping_rate", "q"]})
def dropout(x: Float["n d"].avoiding(0), p: SHARE, training: OneOf(USE)) -> Float["n d"]:
    """In training a share of the numbers is dropped, the rest made larger (Srivastava et al. 2014)."""
    if not training:
        return x * 1.0
    return x * (drawn(x.shape) >= p) / (1 - p if p < 1 else 1)


def drawn(shape):
    """A number from 0 to 1 for each place: the same ones every time, as the host seeds learners' code."""
    return np.random.default_rng(0).random(shape)


@dropout.variant("dropout that scales in evaluation (Srivastava et al. 2014)")
def scaling_in_evaluation(x, p, training):
    return x * (drawn(x.shape) >= p) if training else x * (1 - p)


KEEPING = ["keep_prob", "keep", "keep_probability", "keep_rate", "p_keep", "retain", "keep_ratio"]


def drops_most(code):
    """Whether a small share means that most is dropped, where no name says that it is the share to drop."""
    name = code.facts.get("spelt", {}).get("p", "").lower()
    if "drop" in name or "rate" in name:
        return False
    return share_of_zeros(code(np.ones((60, 60)), 0.125, training=True)) > 0.5


@dropout.reading("p", "the probability to keep", spelled=KEEPING, told_by=drops_most)
def probability_to_keep(p):
    return 1 - p


LINES = "one draw decides for a whole row or column"
SCALED = (
    {(1 - p, 1.0): "nothing is scaled" for p in SHARE.values}
    | {(1.0, 1 - p): "it is scaled in both modes" for p in SHARE.values}
    | {
        (round((1 - p) / p, 4), 1.0): "what is kept is divided by the share that is dropped"
        for p in SHARE.values
        if p != 0.5
    }
)
"""What one gets on average in training and in evaluation, and why."""


def share_of_zeros(came):
    return float(np.mean(np.asarray(came) == 0))


def in_lines(came):
    """Whether whole rows or columns were dropped alike."""
    kept = np.asarray(came) != 0
    # Two of 60 rows or columns are alike by chance once in 1e9, for a share of 1/4.
    unlike = [len(np.unique(kept, axis=axis).swapaxes(0, axis)) for axis in (0, 1)]
    return not kept.all() and unlike != [60, 60]


@dropout.check(hint="In evaluation nothing is drawn.")
def drops_nothing_in_evaluation(dropout, x, p):
    """In evaluation no number is lost."""
    came = np.asarray(dropout(np.tile(x, (8, 1)), p, training=False))
    mistake = "it drops in evaluation too"
    assert_that(bool(np.all(came != 0)), came=shown(came), expected="no zeros", mistake=mistake)


@dropout.check(examples=4, hint="Draw for every number whether it is dropped: how often is that so?")
def drops_its_share(dropout, ones: ONES, p: OneOf(0.25, 0.375)):
    """In training the share p of the numbers is dropped, each by a draw of its own."""
    came = dropout(ones, p, training=True)
    lined, share = in_lines(came), share_of_zeros(came)
    assert_that(not lined, came="rows or columns dropped alike", expected="no two alike", mistake=LINES)
    # 3600 draws: six deviations of the share are at most 0.05, exceeded once in 5e8.
    mistake = "it drops nothing" if share == 0 else ""
    assert_that(abs(share - p) < 0.05, came=f"{share:.2f} dropped", expected=f"about {p}", mistake=mistake)


@dropout.check(examples=4, hint="Compare what comes on average in training with what comes in evaluation.")
def keeps_the_mean(dropout, ones: ONES, p: OneOf(0.25)):
    """Scaled in one of the two modes, training gives on average what evaluation gives."""
    trained, used = (np.asarray(dropout(ones, p, training=mode)) for mode in (TRAINING, USE))
    if trained.all() or not used.all():
        return  # which other checks tell
    kept = trained[trained != 0]
    mistake = SCALED.get(tuple(np.round([kept.mean() * (1 - p), used.mean()], 4)), "")
    fits = np.allclose(kept * (1 - p), used.mean(), rtol=1e-5)
    came = f"{shown(kept.mean())} for what is kept, {shown(used.mean())} in evaluation"
    assert_that(bool(fits), came=came, expected="the same on average", mistake=mistake)


@dropout.check(examples=5, hint="Which share is left where none is dropped, and by what is it divided?")
def drops_nothing_at_zero(dropout, x):
    """With a share of zero it gives its input back, in training too."""
    try:
        came = dropout(x, 0.0, training=True)
    except LearnerError:
        dropout.note("it refuses a share of zero")
        return
    assert_close(came, x, relative=1e-6)


@dropout.check(examples=2, hint="What was dropped on the way forward gets nothing on the way back.")
def sends_gradients_through_survivors(dropout, ones: ONES, p):
    """Its gradient flows through what was kept, and is scaled as that was."""
    try:
        came = dropout.gradients(x=ones, p=p, training=True, upstream=3 * ones)["x"]
    except (Unavailable, KeyError):
        dropout.note("no backward pass of its own was found")
        return
    first, second = (np.asarray(dropout(ones, p, training=True)) for _ in range(2))
    if not np.array_equal(first, second):  # its generator is its own: then which were kept is not known
        first, came = np.sort(first, axis=None)[[0, -1]], np.sort(came, axis=None)[[0, -1]]
    assert_close(came, 3 * first, relative=1e-5)


@dropout.check(severity="remark", hint="Dividing by one less the share needs a share below one.")
def drops_all_at_one(dropout, x):
    """With a share of one nothing is left, or it is refused."""
    try:
        came = np.asarray(dropout(x, 1.0, training=True))
    except LearnerError:
        return
    assert_that(bool(np.all(came == 0)), came=shown(came), expected="zeros, or an error")


@dropout.mistake("nothing is scaled")
def dropout_without_scale(x, p, training):
    return x * (drawn(x.shape) >= p) if training else x * 1.0


@dropout.mistake("it drops in evaluation too")
def dropout_always(x, p, training):
    return dropout(x, p, training=True)


@dropout.mistake("it drops nothing")
def dropout_never(x, p, training):
    return x * 1.0


@dropout.mistake(LINES)
def dropout_of_columns(x, p, training):
    return x * (drawn(x.shape[1]) >= p) / (1 - p) if training else x * 1.0


@dropout.mistake("what is kept is divided by the share that is dropped")
def dropout_scaled_by_p(x, p, training):
    return x * (drawn(x.shape) >= p) / (p or 1) if training else x * 1.0


@dropout.mistake("it is scaled in both modes")
def dropout_scaled_twice(x, p, training):
    return dropout(x, p, training=True) if training else x * (1 - p)


NORM_NAMES = """
    batchnorm batch_normalization batchnorm1d batch_norm_1d batchnorm_forward bn BatchNorm1d
    BatchNormalization BatchNormLayer batch_normalize batch_norm_forward MyBatchNorm BatchNormalisation
    BatchNorm1D batch_normalisation BatchNorm2d BatchNorm2D batchnorm2d batch_norm_2d spatial_batchnorm
    spatial_batchnorm_forward SpatialBatchNorm
"""
BATCHES = Given(
    lambda sizes, rng: [rng.normal(spot, 3, size=(8, sizes["d"])).round(1) for spot in (1, 4, -2)],
    axes=("d",),
)
LEARNT = Float["d"].between(0.5, 2)


# Epsilon stands under the root or beside it, and is 1e-3 to 1e-8: it is measured, and given some room.
@layer(
    names=NORM_NAMES.split(),
    forms=["images"],
    sizes={"n": 42},
    mixes_batch=True,
    relative=1e-3,
    error=1e-4,
)
def batch_norm(
    x: Float["n d"].at_least(n=4).between(-9, 9),
    gamma: LEARNT,
    beta: Float["d"],
    training: OneOf(TRAINING),
    momentum: OneOf(0.25, 0.125) = 0.1,
    eps: OneOf(1e-5) = 1e-5,
) -> Float["n d"]:
    """Each feature less its mean over the batch, by its deviation; then stretched and shifted.

    Ioffe and Szegedy 2015, algorithm 1.
    """
    spread = x - x.mean(axis=0)
    return gamma * spread / np.sqrt((spread**2).mean(axis=0) + eps) + beta


@batch_norm.operation
def after_training(batches, x, gamma, beta, momentum=0.1, eps=1e-5):
    mean, variance = np.zeros(x.shape[1]), np.ones(x.shape[1])
    for batch in batches:
        mean = mean + momentum * (np.mean(batch, axis=0) - mean)
        variance = variance + momentum * (np.var(batch, axis=0, ddof=1) - variance)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta


@batch_norm.operation
def gradients(x, gamma, beta, upstream, training, momentum=0.1, eps=1e-5):
    deviation = np.sqrt(x.var(axis=0) + eps)
    even, back = (x - x.mean(axis=0)) / deviation, upstream * gamma
    inner = back - back.mean(axis=0) - even * (back * even).mean(axis=0)
    return {"x": inner / deviation, "gamma": (upstream * even).sum(axis=0), "beta": upstream.sum(axis=0)}


def keeps_the_old(code):
    """Whether a small momentum leaves little of what was known before."""
    first, second = np.array([[-1.0], [0.0], [1.0], [0.0]]), np.array([[7.0], [8.0], [9.0], [8.0]])
    try:
        mean, _ = statistics(code, [first, second], width=3, momentum=0.125)
    except (LearnerError, Unavailable):
        return False
    return bool(np.median(mean) > 4)


def statistics(code, batches, width, **rest):
    """The mean and the deviation by which it normalises in evaluation, read from what it makes of 0 and 1."""
    batches = [np.broadcast_to(batch, (len(batch), width)) * 1.0 for batch in batches]
    ends, one, none = np.vstack([np.zeros(width), np.ones(width)]), np.ones(width), np.zeros(width)
    low, high = code.after_training(batches=batches, x=ends, gamma=one, beta=none, **rest)
    slope = np.where(high == low, np.nan, high - low)
    return -low / slope, 1 / slope


@batch_norm.reading("momentum", "the share of the old statistics", told_by=keeps_the_old)
def share_of_the_old(momentum):
    return 1 - momentum


@batch_norm.fixed("eps")
def eps_in_use(code):
    """What keeps a feature of hardly any deviation from coming out at one."""
    small = np.tile([[0.01], [-0.01]], (2, 3))
    came = float(np.abs(code(small, np.ones(3), np.zeros(3), training=True)).mean())
    return float(np.clip(1e-4 * (1 / came**2 - 1), 1e-12, 1e-2)) if came else 1e-5


@batch_norm.fixed("momentum")
def momentum_in_use(code):
    """How far the mean goes towards that of a new batch."""
    first, second = np.array([[-1.0], [0.0], [1.0], [0.0]]), np.array([[7.0], [8.0], [9.0], [8.0]])
    before, _ = statistics(code, [first], width=3)
    after, _ = statistics(code, [first, second], width=3)
    return float(np.median((after - before) / (8 - before)))


@batch_norm.check(
    examples=15,
    hint="In evaluation the statistics of the training batches stand for those of the batch.",
)
def does_not_look_at_the_batch_in_evaluation(norm, x, gamma, beta, batches: BATCHES, **rest):
    """In evaluation one example alone gets what it gets among others."""
    rest.pop("training")
    together = norm.after_training(x=x, gamma=gamma, beta=beta, batches=batches, **rest)
    alone = norm.after_training(x=x[:1], gamma=gamma, beta=beta, batches=batches, **rest)
    same = np.allclose(alone, together[:1], rtol=1e-5, atol=1e-6)
    by_itself = np.shape(alone) == (1, len(beta)) and np.allclose(alone, beta, atol=1e-3)
    mistake = "it normalises in evaluation by the batch" if by_itself else ""
    assert_that(same, came=shown(alone), expected=shown(together[:1]), mistake=mistake)
    none = np.zeros_like(beta)
    even = norm.after_training(x=x, gamma=gamma, beta=none, batches=batches, **rest)
    moved = np.allclose(together, even + beta, atol=1e-4)
    mistake = "the shift is left out in evaluation"
    assert_that(moved, came=shown(together), expected=shown(even + beta), mistake=mistake)


@batch_norm.check(
    examples=15, hint="After each batch, the running mean goes a fixed share of the way to the batch's mean."
)
def follows_the_batches_by_its_momentum(norm, batches: BATCHES, momentum):
    """In evaluation it uses running statistics, which go a share of the way towards each batch's."""
    width = batches[0].shape[1]
    _, (mean, spread), (new_mean, new_spread) = (
        statistics(norm, batches[:count], width, momentum=momentum) for count in (1, 2, 3)
    )
    last = batches[2]
    expected = mean + momentum * (last.mean(axis=0) - mean)
    mistake = (
        "it normalises in evaluation by the batch"
        if np.allclose([new_mean, new_spread], 0.5, rtol=0.01)
        else "the running statistics are never renewed"
        if np.allclose(new_mean, mean)
        else "the statistics of the last batch are used in evaluation"
        if np.allclose(new_mean, last.mean(axis=0))
        else ""
    )
    fits = np.allclose(new_mean, expected, atol=0.02)
    assert_that(fits, came=f"the mean {shown(new_mean)}", expected=shown(expected), mistake=mistake)
    # Libraries divide by n or by n − 1; epsilon is part of what can be read.
    variances = [spread**2 + momentum * (last.var(axis=0, ddof=ddof) - spread**2) for ddof in (0, 1)]
    fits = any(np.allclose(new_spread**2, variance, rtol=0.002, atol=0.02) for variance in variances)
    came, wanted = shown(new_spread), shown(np.sqrt(variances[0]))
    assert_that(fits, came=f"a running deviation of {came}", expected=wanted)


@batch_norm.check(hint="A feature of no deviation is divided by what?")
def takes_a_feature_that_does_not_vary(norm, x, gamma, beta, **rest):
    """A feature that is the same in all examples comes out as the shift."""
    x = np.repeat(x[:1], len(x), axis=0)
    assert_close(norm(x, gamma, beta, **rest), np.tile(beta, (len(x), 1)), scale=10, error=1e-3)


@batch_norm.check(hint="What was stretched and moved alike is normalised to the same.")
def does_not_heed_units(norm, x: Float["n d"].at_least(n=4).between(-9, 9).whole(), gamma, beta, **rest):
    """Measured in other units and from another zero, a feature comes out the same."""
    x = 16 * np.where(np.ptp(x, axis=0) < 1, np.arange(len(x))[:, None], x)
    came = norm(4 * x - 8, gamma, beta, **rest)
    assert_close(came, norm(x, gamma, beta, **rest), scale=10, relative=1e-3, error=5e-3)


@batch_norm.check(severity="remark", hint="The mean and the deviation depend on the input too.")
def sends_gradients_back(norm, x, gamma, beta, training, upstream: Float["n d"], **rest):
    """Its backward pass, where it has one, gives the gradients of the input, the stretch and the shift."""
    x = x + np.arange(len(x))[:, None] * 3.0
    came = norm.gradients(x=x, gamma=gamma, beta=beta, training=training, upstream=upstream, **rest)
    right = gradients(x, gamma, beta, upstream, training)
    for name in came:
        share = len(x) if norm.facts.get("gradients_averaged") and name != "x" else 1
        size = float(np.max(np.abs(upstream))) * len(x)
        assert_close(came[name], right[name] / share, scale=size, error=2e-3 * size)


@batch_norm.mistake("it divides by the variance")
def norm_by_variance(x, gamma, beta, training, momentum=0.1, eps=1e-5):
    return gamma * (x - x.mean(axis=0)) / (x.var(axis=0) + eps) + beta


@batch_norm.mistake("the mean is taken over the features")
def norm_over_features(x, gamma, beta, training, momentum=0.1, eps=1e-5):
    deviation = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    return gamma * (x - x.mean(axis=1, keepdims=True)) / deviation + beta


@batch_norm.mistake("the shift is left out")
def norm_without_shift(x, gamma, beta, training, momentum=0.1, eps=1e-5):
    return batch_norm(x, gamma, beta * 0, training=True)


@batch_norm.mistake("the stretch is left out")
def norm_without_stretch(x, gamma, beta, training, momentum=0.1, eps=1e-5):
    return batch_norm(x, gamma * 0 + 1, beta, training=True)


@batch_norm.mistake("the deviation is taken over the whole batch, not for each feature")
def norm_of_all(x, gamma, beta, training, momentum=0.1, eps=1e-5):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var() + eps) + beta


@batch_norm.mistake("it divides by n − 1 in the batch's own deviation")
def norm_by_one_less(x, gamma, beta, training, momentum=0.1, eps=1e-5):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0, ddof=1) + eps) + beta


@batch_norm.mistake("it normalises in evaluation by the batch", operation="after_training")
def norm_by_batch(batches, x, gamma, beta, momentum=0.1, eps=1e-5):
    return batch_norm(x, gamma, beta, training=True)


@batch_norm.mistake("the statistics of the last batch are used in evaluation", operation="after_training")
def norm_by_the_last(batches, x, gamma, beta, momentum=0.1, eps=1e-5):
    return after_training(batches[-1:], x, gamma, beta, 1.0, eps)


@batch_norm.mistake("the shift is left out in evaluation", operation="after_training")
def norm_used_without_shift(batches, x, gamma, beta, momentum=0.1, eps=1e-5):
    return after_training(batches, x, gamma, beta * 0, momentum, eps)


@batch_norm.mistake("the running statistics are never renewed", operation="after_training")
def norm_that_never_learns(batches, x, gamma, beta, momentum=0.1, eps=1e-5):
    return gamma * x / np.sqrt(1 + eps) + beta


skill(needs=all_of(dropout, batch_norm))
