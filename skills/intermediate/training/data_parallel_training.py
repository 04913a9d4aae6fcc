"""Data-parallel training: split a batch between replicas, average their gradients, and stay in step.

Why it matters: The average has to be exactly what one machine would have computed; otherwise
more hardware means a different model.

Next step: Let each replica be a process of its own, and let the processes exchange their gradients.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Int,
    OneOf,
    any_of,
    assert_close,
    assert_that,
    function,
    skill,
    trainer,
)

# Seven rows: no number of replicas but one gives all of them shards of one size.
ROWS, LABELS = Float["7 i"].between(-2, 2), Int["7"].between(0, 1)
LOSSES = OneOf("squared error", "cross-entropy")


# --- a step that several replicas share -------------------------------------------------


@trainer(
    names=[
        "data_parallel_train_step", "data_parallel_train", "train_data_parallel", "parallel_train_step",
        "data_parallel_gradients", "data_parallel_gradient", "parallel_gradients", "data_parallel_update",
        "parallel_step", "multi_replica_step", "replicated_step", "sharded_step", "DataParallelTrainer",
        "DataParallel", "data_parallel_sgd", "simulate_data_parallel", "data_parallel_backward",
    ]
)  # fmt: skip
def data_parallel_step(
    x: ROWS,
    y: LABELS,
    weight: Float["i"].between(-2, 2),
    bias: Float[""].between(-2, 2),
    replicas: Count(1, 4),
    epochs: OneOf(1, 2) = 1,
    lr: OneOf(0.0625, 0.03125) = 0.0625,
    batch_size: OneOf(8) = 8,
    loss: LOSSES = "squared error",
) -> Float["p"]:
    """Each replica finds the gradient of its own rows; a mean in which every row counts alike is the step."""
    learnt = np.append(weight, bias)
    for _ in range(epochs):
        shards = [rows for rows in np.array_split(np.arange(len(x)), replicas) if len(rows)]
        summed = sum(len(rows) * gradient(x[rows], y[rows], learnt, loss) for rows in shards)
        learnt = learnt - lr * summed / len(x)
    return learnt


@data_parallel_step.outline
def data_parallel_step_outline(model, batch, replicas, loss_fn, optimizer):
    """Take one step on a batch (x, y) that is split between so many replicas of the model."""


def gradient(x, y, learnt, loss):
    """Return the gradient of the mean loss of these rows: by the weights and, last, by the bias."""
    z = x @ learnt[:-1] + learnt[-1]
    error = 1 / (1 + np.exp(-z)) - y if loss == "cross-entropy" else 2 * (z - y)
    return np.append(error @ x, error.sum()) / len(x)


def half(loss):
    """Return the factor that many put before squared errors, and nobody before cross-entropy."""
    return 1.0 if loss == "cross-entropy" else 0.5


@data_parallel_step.variant("step along half the mean of the squared errors")
def step_on_half_mean(lr, loss, **rest):
    return data_parallel_step(**rest, lr=lr * half(loss), loss=loss)


@data_parallel_step.variant("step along the sum of the losses, not their mean")
def step_on_sum(lr, x, **rest):
    return data_parallel_step(x, **rest, lr=lr * len(x))


@data_parallel_step.variant("step along half the sum of the squared errors")
def step_on_half_sum(lr, x, loss, **rest):
    return data_parallel_step(x, **rest, lr=lr * len(x) * half(loss), loss=loss)


@data_parallel_step.fixed("loss")
def loss_in_use(code):
    return code.facts["fixed"]["loss"]


@data_parallel_step.fixed("epochs")
def epochs_in_use(code):
    return code.facts["fixed"].get("epochs") or 1


@data_parallel_step.fixed("batch_size")
def batch_size_in_use(code):
    return 8


@data_parallel_step.fixed("lr")
def rate_in_use(code):
    """Return the rate that its optimizer was seen to use, or else the length of one step."""
    seen = code.facts["fixed"].get("lr")
    if seen is not None or code.facts["start"] != "given":
        return seen
    one = {"x": np.ones((1, 1)), "y": np.zeros(1, dtype=int), "weight": np.ones(1), "bias": 0.0}
    how = {
        "replicas": 1,
        "epochs": epochs_in_use(code),
        "lr": 0.0,
        "batch_size": 8,
        "loss": loss_in_use(code),
    }
    return abs(
        (1 - code(**one, **how)[0]) / gradient(one["x"], one["y"], np.array([1.0, 0.0]), how["loss"])[0]
    )


@data_parallel_step.check(
    hint="How many rows has each shard? A mean of means is the mean only if all are of one size."
)
def equals_one_machine(data_parallel_step, replicas: Count(2, 4), **rest):
    """However many replicas share the batch, the weights become what one alone would make of it."""
    came = data_parallel_step(replicas=replicas, **rest)
    assert_close(came, data_parallel_step(replicas=1, **rest), scale=4.0)


@data_parallel_step.check(hint="Take one replica and one row, and work the step out by hand.")
def takes_the_right_step(data_parallel_step, **inputs):
    """The step is the learning rate times the gradient of the whole batch."""
    if data_parallel_step.facts.get("start", "given") != "given":
        data_parallel_step.note("not asked: the exact step, because this code chooses its own first weights")
        return
    came = data_parallel_step(**inputs)
    assert_close(came, data_parallel_step.reference(**inputs), scale=4.0)


@data_parallel_step.check(examples=8, hint="Which rows does the last shard get?")
def uses_every_row(data_parallel_step, x, y, **rest):
    """Another label for any row leads to other weights: no row is lost in the split."""
    x = np.where(x == 0, 0.5, x)
    learnt = data_parallel_step(x=x, y=y, **rest)
    for row in range(len(y)):
        other = np.where(np.arange(len(y)) == row, 1 - y, y)
        same = np.array_equal(data_parallel_step(x=x, y=other, **rest), learnt)
        assert_that(not same, came=f"the same weights, whatever the label of row {row}", expected="others")


@data_parallel_step.check(
    severity="remark", examples=4, hint="Some replicas then get no row at all: what is the mean of nothing?"
)
def bears_more_replicas_than_rows(data_parallel_step, replicas: OneOf(8, 9), **rest):
    """More replicas than rows change nothing either."""
    assert_close(
        data_parallel_step(replicas=replicas, **rest), data_parallel_step(replicas=1, **rest), scale=4.0
    )


def shared(replicas, x, y, weight, bias, epochs, lr, loss, combine, cut=None):
    """Return what is learnt when the gradients of the shards are combined in a way of its own."""
    learnt = np.append(weight, bias)
    for _ in range(epochs):
        shards = cut(len(x), replicas) if cut else np.array_split(np.arange(len(x)), replicas)
        gradients = [gradient(x[rows], y[rows], learnt, loss) for rows in shards]
        learnt = learnt - lr * combine(gradients, shards)
    return learnt


def weighted(gradients, shards):
    """Return the mean in which every row counts alike."""
    sizes = np.array([len(rows) for rows in shards], dtype=float)
    return (sizes / sizes.sum()) @ np.array(gradients)


@data_parallel_step.mistake("every shard counts alike, though some have fewer rows")
def mean_of_means(batch_size, **rest):
    return shared(**rest, combine=lambda gradients, _: np.mean(gradients, axis=0))


@data_parallel_step.mistake("the gradients are added up and never divided by the number of replicas")
def sum_of_means(batch_size, **rest):
    return shared(**rest, combine=lambda gradients, _: np.sum(gradients, axis=0))


@data_parallel_step.mistake("only the gradient of the first replica is used")
def first_alone(batch_size, **rest):
    return shared(**rest, combine=lambda gradients, _: gradients[0])


@data_parallel_step.mistake("only the gradient of the last replica is used")
def last_alone(batch_size, **rest):
    return shared(**rest, combine=lambda gradients, _: gradients[-1])


@data_parallel_step.mistake("the rows that are left over when the batch is divided are dropped")
def without_the_rest(batch_size, **rest):
    return shared(**rest, combine=weighted, cut=lambda n, k: np.arange(n // k * k).reshape(k, -1))


@data_parallel_step.mistake("each replica steps for itself, one after the other, instead of all together")
def one_after_the_other(x, y, weight, bias, replicas, epochs, lr, loss, **_):
    learnt = np.append(weight, bias)
    for _ in range(epochs):
        for rows in np.array_split(np.arange(len(x)), replicas):
            learnt = learnt - lr * gradient(x[rows], y[rows], learnt, loss)
    return learnt


@data_parallel_step.mistake("every replica gets the whole batch, and the gradients are added up")
def the_whole_batch_each(replicas, lr, **rest):
    return data_parallel_step(**rest, replicas=1, lr=lr * replicas)


@data_parallel_step.mistake("after the first step only the first replica has the new weights")
def out_of_step(x, y, weight, bias, replicas, epochs, lr, loss, **_):
    start = np.append(weight, bias)
    shards = np.array_split(np.arange(len(x)), replicas)
    learnt = start
    for _ in range(epochs):
        held = [learnt] + [start] * (replicas - 1)
        gradients = [gradient(x[rows], y[rows], own, loss) for rows, own in zip(shards, held, strict=True)]
        learnt = learnt - lr * weighted(gradients, shards)
    return learnt


# --- the mean of gradients ---------------------------------------------------------------


@function(
    names=[
        "average_grads", "mean_gradients", "allreduce_mean", "all_reduce_mean", "combine_gradients",
        "aggregate_gradients", "sync_gradients", "reduce_gradients", "average_gradient", "allreduce_average",
        "all_reduce_gradients", "merge_gradients", "gradient_average",
    ],
    spelled={
        "gradients": ["grads", "gradients_list", "grads_list", "all_grads", "replica_grads", "worker_grads",
                      "gradient_list", "shard_grads", "replica_gradients", "list_of_grads", "tower_grads"],
        "counts": ["sizes", "n_rows", "batch_sizes", "shard_sizes", "num_examples", "n_samples", "weights",
                   "ns", "lengths", "rows", "n_examples", "num_samples", "sample_counts"],
    },
    forms=["apart"],
)  # fmt: skip
def average_gradients(
    gradients: Float["r p"].between(-9, 9).at_least(r=2, p=3), counts: Int["r"].between(1, 9)
) -> Float["p"]:
    """Return the mean in which every row of every replica counts alike."""
    return np.average(gradients, axis=0, weights=counts)


@average_gradients.check(
    hint="A shard of three rows should weigh three times as much as one of a single row."
)
def weighs_by_rows(average_gradients, gradients, counts):
    """Told how many rows each replica has, it gives the gradient of the whole batch."""
    rows = np.repeat(gradients, counts, axis=0)
    assert_close(average_gradients(gradients, counts), rows.mean(axis=0), scale=9.0)


@average_gradients.check(hint="With one row each, all replicas weigh the same.")
def is_a_mean(average_gradients, gradients):
    """Where all replicas have one number of rows, it is the plain mean."""
    counts = np.full(len(gradients), 2)
    assert_close(average_gradients(gradients, counts), gradients.mean(axis=0), scale=9.0)


@average_gradients.mistake("every shard counts alike, though some have fewer rows")
def unweighted(gradients, counts):
    return np.mean(gradients, axis=0)


@average_gradients.mistake("the gradients are added up and never divided")
def never_divided(gradients, counts):
    return np.sum(gradients, axis=0)


@average_gradients.mistake("the weighted sum is divided by the number of replicas, not by that of the rows")
def divided_by_replicas(gradients, counts):
    return counts @ gradients / len(gradients)


@average_gradients.mistake("only the gradient of the first replica is used")
def first_gradient(gradients, counts):
    return gradients[0]


@average_gradients.mistake("the mean runs over the parameters, not over the replicas")
def over_parameters(gradients, counts):
    return np.mean(gradients, axis=1)


skill(needs=any_of(1, data_parallel_step, average_gradients))
