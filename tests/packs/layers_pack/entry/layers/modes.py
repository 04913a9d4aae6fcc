"""Layers with two modes: what they do in training differs from what they do ever after.

Why it matters: dropout left on, or statistics of a batch of one, spoil what a trained network says.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Int,
    OneOf,
    all_of,
    assert_close,
    assert_equal,
    assert_that,
    layer,
    skill,
)

EPS = 1e-5
BATCHES = Given(
    lambda sizes, rng: [rng.normal(2, 3, size=(sizes["n"] + 3, sizes["d"])) for _ in range(40)],
    axes=("n", "d"),
)


@layer(
    names=["batchnorm", "batch_normalization", "batchnorm1d", "batchnorm_forward", "bn"],
    mixes_batch=True,
    relative=1e-2,
)
def batch_norm(
    x: Float["n d"].at_least(n=4).between(-9, 9),
    gamma: Float["d"],
    beta: Float["d"],
    training: OneOf(True),
    eps: OneOf(1e-5) = 1e-5,
) -> Float["n d"]:
    """Each feature less its mean over the batch, by its deviation; then stretched and shifted.

    Ioffe and Szegedy 2015, algorithm 1.
    """
    spread = x - x.mean(axis=0)
    return gamma * spread / np.sqrt((spread**2).mean(axis=0) + eps) + beta


@batch_norm.check(
    hint="In evaluation the statistics of the training batches stand for those of the batch.",
    reveals="it normalises in evaluation by the batch",
)
def does_not_look_at_the_batch_in_evaluation(norm, x, gamma, beta, batches: BATCHES):
    """After training, one example alone gets what it gets among others."""
    together = norm.after_training(x=x, gamma=gamma, beta=beta, batches=batches)
    alone = norm.after_training(x=x[:1], gamma=gamma, beta=beta, batches=batches)
    assert_close(alone, together[:1], relative=1e-6, scale=10)


@batch_norm.check(hint="The running mean goes towards the batches' mean a little at every batch.")
def remembers_the_mean_of_its_batches(norm, gamma, beta, batches: BATCHES):
    """After many batches, what is average in them comes out as the shift."""
    average = np.mean([batch.mean(axis=0) for batch in batches], axis=0)[None]
    came = norm.after_training(x=average, gamma=gamma, beta=beta, batches=batches)
    assert_that(
        bool(np.all(np.abs(came - beta) <= np.abs(gamma) + 1e-6)),
        came=f"{came[0]} for what is average in them",
        expected=f"nearly the shift {beta}",
    )


@batch_norm.operation
def after_training(x, gamma, beta, batches):
    mean, variance = np.zeros(x.shape[1]), np.ones(x.shape[1])
    for batch in batches:
        mean, variance = 0.9 * mean + 0.1 * batch.mean(axis=0), 0.9 * variance + 0.1 * batch.var(axis=0)
    return gamma * (x - mean) / np.sqrt(variance + EPS) + beta


@batch_norm.mistake("it divides by the variance")
def norm_by_variance(x, gamma, beta, training, eps=1e-5):
    return gamma * (x - x.mean(axis=0)) / (x.var(axis=0) + eps) + beta


@batch_norm.mistake("the mean is taken over the features")
def norm_over_features(x, gamma, beta, training, eps=1e-5):
    return gamma * (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + EPS) + beta


@batch_norm.mistake("it normalises in evaluation by the batch", operation="after_training")
def norm_by_batch(x, gamma, beta, batches):
    return batch_norm(x, gamma, beta, True)


@batch_norm.mistake("the shift is left out")
def norm_without_shift(x, gamma, beta, training, eps=1e-5):
    return batch_norm(x, gamma, beta * 0, training)


@layer(names=["dropout_forward", "dropout_layer", "inverted_dropout"], draws=True)
def dropout(x: Float["n d"], p: OneOf(0.5, 0.25), training: OneOf(False)) -> Float["n d"]:
    """In training a share of the numbers is dropped (Srivastava et al. 2014); in evaluation none."""
    if not training:
        return x * 1.0
    kept = np.random.rand(*x.shape) >= p
    return x * kept / (1 - p)


ONES = Given(lambda sizes, rng: np.ones((40, 50)))


@dropout.check(
    hint="In evaluation nothing is drawn and nothing is scaled.", reveals="it drops in evaluation too"
)
def leaves_its_input_in_evaluation(dropout, x, p):
    """In evaluation it gives its input back."""
    assert_close(dropout(x, p, False), x)


@dropout.check(examples=3, hint="Draw for every number whether it is dropped.", reveals="it drops nothing")
def drops_a_share(dropout, ones: ONES, p):
    """In training about the share p of the numbers is dropped."""
    share = float((np.asarray(dropout(ones, p, True)) == 0).mean())
    # 2000 draws: six deviations of the share are 0.07, exceeded once in 5e8.
    assert_that(abs(share - p) < 0.07, came=f"a share of {share:.2f} dropped", expected=f"about {p}")


@dropout.check(
    examples=3, hint="What is kept is divided by the share that is kept.", reveals="nothing is scaled"
)
def keeps_the_mean(dropout, ones: ONES, p):
    """What is kept is scaled, so that the mean stays."""
    came = np.asarray(dropout(ones, p, True))
    assert_close(came[came != 0], np.full(np.count_nonzero(came), 1 / (1 - p)))


@dropout.mistake("nothing is scaled")
def dropout_without_scale(x, p, training):
    return x * (np.random.rand(*x.shape) >= p) if training else x * 1.0


@dropout.mistake("it drops in evaluation too")
def dropout_always(x, p, training):
    return dropout(x, p, True)


@dropout.mistake("it drops nothing")
def dropout_never(x, p, training):
    return x * 1.0


@layer(names=["embed", "embedding_layer", "token_embedding", "lookup"], sizes={"v": 8, "d": 5, "n": 3})
def embedding(ids: Int["n"].between(0, 3), table: Float["v d"].at_least(v=4)) -> Float["n d"]:
    """One row of the table for every id."""
    return table[ids]


@embedding.check(hint="An id is the number of a row, not a value to compute with.")
def gives_alike_ids_alike_rows(embed, table):
    """The same id gives the same row, wherever it stands."""
    came = embed(np.array([1, 0, 1]), table)
    assert_equal(came[0], came[2])


@embedding.mistake("ids count from one")
def embedding_from_one(ids, table):
    return table[ids - 1]


@embedding.mistake("each row is multiplied by its id")
def embedding_by_id(ids, table):
    return table[ids] * ids[:, None]


@embedding.mistake("the rows are scaled to length one")
def embedding_of_length_one(ids, table):
    return table[ids] / np.maximum(np.linalg.norm(table[ids], axis=1, keepdims=True), 1e-9)


skill(needs=all_of(batch_norm, dropout, embedding))
