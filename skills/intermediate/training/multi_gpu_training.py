"""Multi-GPU training: several processes train one model, each on its own share of the data.

Why it matters: Waiting is the most expensive part of an experiment. Sharing the work pays off
only while all copies remain one model.

Next step: Split a model that is too large for one device, and let batches flow through its pieces.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Int,
    OneOf,
    Value,
    all_of,
    assert_that,
    ranks,
    shown,
    skill,
)

# A rounding in float32, grown over a few steps; gradients of another batch differ by far more.
CLOSE = 1e-4
ALONE = "the ranks never exchange anything: each trains a model of its own"
ALL_ROWS = "every rank learns from all rows, not from its share"
ONE_ORDER = "every epoch has the same order, for the sampler is never told the epoch"
ALL_WRITE = "every rank writes the model's file"


@ranks(
    names=[
        "train_distributed", "ddp_train", "train_ddp", "distributed_training", "demo_basic", "run_ddp",
        "train_worker", "main_worker", "ddp_main", "multi_gpu_train", "train_multi_gpu", "run_rank",
        "distributed_main", "train_rank", "ddp_worker", "run_worker", "DDPTrainer", "DistributedTrainer",
        "train_fsdp", "fsdp_main", "parallel_train", "run_distributed", "spawn_training", "launch_ddp",
        "train", "main", "fit", "run", "worker", "train_model", "train_fn", "Trainer",
    ]
)  # fmt: skip
def distributed_train(
    x: Float["8 3"].between(-2, 2),
    y: Int["8"].between(0, 1),
    weight: Float["3"].between(-2, 2),
    bias: Float[""].between(-2, 2),
    ranks: OneOf(2),
    epochs: OneOf(2, 3) = 2,
    lr: OneOf(0.0625, 0.03125) = 0.0625,
    batch_size: OneOf(2, 4) = 4,
) -> Value("mapping"):
    """The ranks divide the rows anew in each epoch, and all step with the mean of their gradients."""
    return trained(x, y, weight, bias, ranks, epochs, lr, batch_size)


def every_other(rank, ranks, order, batch_size):
    """Return a rank's batches: every rank takes each so many-th row of the common order."""
    own = order[rank::ranks]
    return [own[start : start + batch_size] for start in range(0, len(own), batch_size)]


def trained(x, y, weight, bias, ranks, epochs, lr, batch_size, share=every_other, **wrong):
    """Return the diaries of the ranks; `wrong` replaces a piece of it."""
    combine, order_of = wrong.get("combine", mean_of), wrong.get("order_of", shuffled)
    held = [np.append(weight, bias) + wrong.get("apart", 0.0) * rank for rank in range(ranks)]
    diary = {"begun": [], "weights": [], "local": [], "used": [], "rows": [[] for _ in range(ranks)]}
    for epoch in range(epochs):
        batches = [share(rank, ranks, order_of(epoch, len(x)), batch_size) for rank in range(ranks)]
        for rank in range(ranks):
            diary["rows"][rank].append([int(row) for batch in batches[rank] for row in batch])
        for rows in zip(*batches, strict=True):
            local = [slope(x[own], y[own], learnt) for own, learnt in zip(rows, held, strict=True)]
            used = combine(local)
            diary["begun"].append(held)
            held = [learnt - lr * gradient for learnt, gradient in zip(held, used, strict=True)]
            for name, now in (("weights", held), ("local", local), ("used", used)):
                diary[name].append(now)
    traces = {name: np.swapaxes(diary[name], 0, 1) for name in ("begun", "weights", "local", "used")}
    written = [["model.pt"] if rank in wrong.get("writers", (0,)) else [] for rank in range(ranks)]
    return {**traces, "final": np.array(held), "rows": diary["rows"], "written": written}


def slope(x, y, learnt):
    """Return the gradient of the mean squared error of these rows."""
    error = x @ learnt[:-1] + learnt[-1] - y
    return 2 * np.append(error @ x, error.sum()) / len(x)


def mean_of(local):
    """Return for each rank the mean of all gradients."""
    return [np.mean(local, axis=0)] * len(local)


def shuffled(epoch, n):
    """Return an order of the rows that is another one in each epoch."""
    return np.random.default_rng(epoch).permutation(n)


def furthest(came):
    """Return the largest difference between two ranks."""
    return float(np.max(np.abs(came - came[:1]), initial=0.0))


def scale(values):
    """Return the size of the numbers, of which a rounding is a small share."""
    return max(1e-3, float(np.max(np.abs(values), initial=0.0)))


COSTLY = {"examples": 1, "time_limit": 60.0}


@distributed_train.check(
    **COSTLY,
    hint="Print the norm of the weights on every rank after each step: when do they part?",
)
def stays_one_model(distributed_train, **inputs):
    """After each step all ranks hold the same weights."""
    came = distributed_train(**inputs)
    traces = [came["final"], *np.swapaxes(came["weights"], 0, 1)]
    apart = [furthest(np.asarray(trace)) / scale(trace) for trace in traces]
    began_apart = bool(len(came["used"][0])) and furthest(came["used"]) <= CLOSE * scale(came["used"])
    assert_that(
        max(apart) <= CLOSE,
        came=f"weights that differ between the ranks by {max(apart):.2g} of their size",
        expected="the same weights on every rank",
        mistake="the ranks begin with different weights" if began_apart else ALONE,
    )


@distributed_train.check(
    **COSTLY, hint="What do two gradients become before the step: their sum, their mean, or one of them?"
)
def steps_with_the_mean(distributed_train, **inputs):
    """Every rank steps with the mean of all gradients: that of one process on all their rows."""
    came = distributed_train(**inputs)
    local, used = np.asarray(came["local"]), np.asarray(came["used"])
    assert_that(local.size > 0, came="no step of an optimizer", expected="steps of an optimizer")
    if furthest(local) <= CLOSE * scale(local):
        return  # both saw the same rows, which is another check's concern
    wanted = local.mean(axis=0)
    assert_that(
        np.max(np.abs(used - wanted)) <= CLOSE * scale(local),
        came=f"first stepped with {shown(used[:, 0])}",
        expected=f"{shown(wanted[0])}, the mean of {shown(local[:, 0])}",
        mistake=_combined(local, used),
    )


def _combined(local, used):
    """Return the mistake by which the gradients became what was used."""
    known = {
        "the gradients are added up and not divided by the number of ranks": local.sum(axis=0)[None],
        ALONE: local,
        "all ranks step with the gradient of rank 0": local[:1],
    }
    near = (name for name, one in known.items() if np.max(np.abs(used - one)) <= CLOSE * scale(local))
    return next(near, "")


def nearly_nothing(sizes, rng):
    """Draw rows about zero, and weights that lie a little down the slope from zero.

    Whatever sets the weights, or moves them towards zero, goes up the slope then. Squared errors and
    cross-entropy have slopes of the same signs there, for the rows are centred.
    """
    x, y = rng.normal(size=(8, 3)), np.array([1, 1, 0, 1, 1, 0, 1, 1])
    x -= x.mean(axis=0)
    down = -slope(x, y, np.zeros(4))
    return {"x": x, "y": y, "weight": down[:3] / 100, "bias": down[3] / 100, "batch_size": 4}


@distributed_train.check(
    **COSTLY, hint="Does the optimizer hold the very parameters whose gradients you exchange?"
)
def goes_downhill(distributed_train, task: Given(nearly_nothing), **inputs):
    """The first step goes down the slope of the gradient that it is taken with."""
    came = distributed_train(**inputs | task)
    used = np.asarray(came["used"])[:, :1]
    step = np.asarray(came["weights"])[:, :1] - np.asarray(came["begun"])[:, :1]
    # Any optimizer first goes against each number of the gradient, but for a decay of the weights.
    against = float(np.sum(np.abs(used) * (step * used < 0)))
    assert_that(
        against >= 0.9 * np.sum(np.abs(used)),
        came=f"a step of {shown(step[0])}",
        expected=f"one against the gradient, {shown(used[0])}",
        mistake="the weights go up the slope, or stay where they are",
    )


@distributed_train.check(
    **COSTLY, hint="With the whole data in one batch the order does not matter: what else differs then?"
)
def equals_one_process(distributed_train, batch_size, **inputs):
    """Two ranks learn what one process learns from all rows at once."""
    given = distributed_train.facts.get("given", ["model", "loader", "batch_size"])
    if not {"x", "loader"} & set(given) or not {"model", "batch_size"} <= set(given):
        distributed_train.note(
            "not asked: one process on all data, because it makes its own model or batches"
        )
        return
    came = distributed_train(**inputs, batch_size=8)
    alone = distributed_train(**{**inputs, "ranks": 1}, batch_size=8)["final"][0]
    together = came["final"][0]
    assert_that(
        np.max(np.abs(together - alone)) <= CLOSE * scale(alone),
        came=f"two ranks learnt {shown(together)}",
        expected=f"{shown(alone)}, as one",
        mistake=_combined(np.asarray(came["local"]), np.asarray(came["used"])),
    )


@distributed_train.check(
    **COSTLY,
    hint="Which object decides the rows that a rank gets, and does it know the rank?",
)
def divides_the_rows(distributed_train, **inputs):
    """In every epoch each row is learnt from on one rank."""
    came = distributed_train(**inputs)["rows"]
    for epoch, shares in enumerate(zip(*came, strict=False)):
        rows = [row for share in shares for row in share]
        more = len(rows) - len(set(rows))  # a sampler may repeat a few, to make the shares even
        assert_that(
            more < len(shares),
            came=f"{more} rows of epoch {epoch + 1} on more than one rank",
            expected="each row on one rank",
            mistake=ALL_ROWS,
        )


@distributed_train.check(
    **COSTLY, hint="How many rows are there, and how many do the ranks see together in one epoch?"
)
def loses_no_row(distributed_train, **inputs):
    """The shares of the ranks make up the whole data."""
    given = distributed_train.facts.get("given", ["loader"])
    if not {"x", "loader"} & set(given):
        distributed_train.note("not asked: whether all rows are used, because it makes its own data")
        return
    came = distributed_train(**inputs)["rows"]
    seen = {row for shares in came for share in shares[:1] for row in share}
    assert_that(
        len(seen) == len(inputs["x"]),
        came=f"{len(seen)} different rows in the first epoch",
        expected=f"all {len(inputs['x'])}",
        mistake="a part of the rows comes to no rank",
    )


@distributed_train.check(
    **COSTLY,
    hint="A sampler shuffles by its seed and by the number of the epoch. Who tells it that number?",
)
def shuffles_each_epoch(distributed_train, **inputs):
    """Each epoch brings the rows in another order."""
    if distributed_train.facts.get("epochs") == 1:
        distributed_train.note("not asked: another order in each epoch, because it runs only one")
        return
    came = distributed_train(**inputs)["rows"][0]
    if len(came) < 2:
        distributed_train.note(
            "not asked: another order in each epoch, because one pass over a loader was seen"
        )
        return
    # Of eight rows four come to a rank in order: 1680 ways, and the seeds of samplers are fixed.
    anew = any(share != came[0] for share in came)
    assert_that(anew, came=f"{len(came)} epochs alike", expected="new orders", mistake=ONE_ORDER)


@distributed_train.check(
    **COSTLY,
    hint="Two processes that write one file at once may leave half of each. Who should write?",
)
def writes_on_rank_0_only(distributed_train, **inputs):
    """Files are written by rank 0 alone."""
    written = distributed_train(**inputs)["written"]
    others = [f"rank {rank} wrote {files[0]}" for rank, files in enumerate(written) if rank and files]
    assert_that(not others, came=", ".join(others), expected="no file of any rank but 0", mistake=ALL_WRITE)


@distributed_train.mistake(ALONE)
def each_for_itself(**inputs):
    return trained(**inputs, combine=lambda local: local)


@distributed_train.mistake("the gradients are added up and not divided by the number of ranks")
def added_up(**inputs):
    return trained(**inputs, combine=lambda local: [np.sum(local, axis=0)] * len(local))


@distributed_train.mistake("all ranks step with the gradient of rank 0")
def of_rank_0(**inputs):
    return trained(**inputs, combine=lambda local: [local[0]] * len(local))


@distributed_train.mistake("the weights go up the slope, or stay where they are")
def uphill(lr, **inputs):
    return trained(**inputs, lr=-lr)


@distributed_train.mistake("the ranks begin with different weights")
def begun_apart(**inputs):
    return trained(**inputs, apart=0.5)


@distributed_train.mistake(ALL_ROWS)
def all_rows(**inputs):
    return trained(**inputs, share=lambda rank, ranks, order, size: every_other(0, 1, order, size))


@distributed_train.mistake("a part of the rows comes to no rank")
def half_the_rows(**inputs):
    return trained(
        **inputs,
        share=lambda rank, ranks, order, size: every_other(rank, ranks, order[: len(order) // 2], size),
    )


@distributed_train.mistake(ONE_ORDER)
def one_order(**inputs):
    return trained(**inputs, order_of=lambda epoch, n: shuffled(0, n))


@distributed_train.mistake(ALL_WRITE)
def all_write(**inputs):
    return trained(**inputs, writers=(0, 1))


skill(needs=all_of(distributed_train))
