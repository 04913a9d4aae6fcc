"""TPU training: train in fixed shapes and pure steps, so that a compiler can do the rest.

Why it matters: Accelerators reward code that does the same thing every time, and learning to
write it helps on ordinary GPUs as well.

Next step: Spread the batch over several devices, and let the compiler exchange the gradients.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Int,
    OneOf,
    Value,
    all_of,
    any_of,
    assert_that,
    compiled,
    loader,
    shown,
    skill,
)

BRANCH = "a branch of Python asks for a value that is known only when the step runs"
AGAIN = "its results are of another type than its inputs, so that it is compiled for every step"
KEPT = "it keeps something outside: what is compiled does so once, and never again"
OTHERWISE = "compiled, it computes something else"
STILL = "the step returns the parameters that it was given"


@compiled(
    framework="JAX",
    names=[
        "jax_step", "tpu_train_step", "jitted_train_step", "jit_step", "jit_train_step", "pure_train_step",
        "jax_update", "tpu_step", "xla_step", "train_step", "update", "update_step", "training_step", "step",
        "compiled_train_step", "compiled_step",
    ],
)  # fmt: skip
def jax_train_step(
    x: Float["4 i"].between(-2, 2),
    y: Int["4"].between(0, 1),
    weight: Float["i"].between(-2, 2),
    bias: Float[""].between(-2, 2),
    lr: OneOf(0.0625, 0.03125) = 0.0625,
) -> Value("mapping"):
    """The same step, compiled or not: once for all batches of one shape, and with no trace outside."""
    return stepped(weight, bias, lr)


@compiled(
    framework="torch",
    takes=["model"],
    names=[
        "compiled_train_step", "torch_train_step", "tpu_train_step", "compiled_step", "xla_train_step",
        "torch_step", "tpu_step", "xla_step", "fullgraph_step", "train_step", "training_step", "step",
    ],
)  # fmt: skip
def static_train_step(
    x: Float["4 i"].between(-2, 2),
    y: Int["4"].between(0, 1),
    weight: Float["i"].between(-2, 2),
    bias: Float[""].between(-2, 2),
    lr: OneOf(0.0625, 0.03125) = 0.0625,
) -> Value("mapping"):
    """A step that looks at no value: a compiler takes it as one graph."""
    return stepped(weight, bias, lr)


def stepped(weight, bias, lr):
    """Return what comes of a step, of which only that it moves is asked."""
    begun = np.append(weight, bias)
    after = begun - lr
    return {"begun": begun, "plain": after, "compiled": after, "error": "", "traces": 1, "changed": []}


STEPS = (jax_train_step, static_train_step)


def of_both(**details):
    """Ask a property of a step of either framework."""

    def add(check):
        for step in STEPS:
            step.check(**details)(check)
        return check

    return add


FEW = {"examples": 3, "time_limit": 60.0}


@of_both(**FEW, hint="Which if, while, float() or item() looks at a number that was computed?")
def can_be_compiled(step, **inputs):
    """A compiler can take the whole step without knowing any value."""
    error = step(**inputs)["error"]
    assert_that(not error, came=error, expected="a step that can be compiled", mistake=BRANCH)


@of_both(**FEW, hint="What differs between two runs of your step on the same batch?")
def does_the_same_when_compiled(step, **inputs):
    """Compiled or not, it leads to the same parameters."""
    came = step(**inputs)
    plain, fast = np.asarray(came["plain"]), np.asarray(came["compiled"])
    if came["error"]:
        return  # there is no other result
    near = plain.shape == fast.shape and np.allclose(plain, fast, rtol=1e-4, atol=1e-5)
    assert_that(near, came=f"{shown(fast)} when compiled", expected=f"{shown(plain)}", mistake=OTHERWISE)


@of_both(**FEW, hint="Compare shapes and dtypes of what goes in with those of what comes out.")
def is_compiled_once(step, **inputs):
    """A second batch of the same shape needs no second compilation."""
    came = step(**inputs)
    if came["error"]:
        return  # it was not compiled at all
    assert_that(
        came["traces"] == 1,
        came=f"{came['traces']} compilations for two steps",
        expected="one",
        mistake=AGAIN,
    )


@of_both(**FEW, hint="Return what you want to keep.")
def keeps_nothing_outside(step, **inputs):
    """A step changes no global variable."""
    changed = step(**inputs)["changed"]
    assert_that(not changed, came=f"another {', '.join(changed)}", expected="no change", mistake=KEPT)


@of_both(**FEW, hint="Arrays that are never changed in place need a name for the new ones.")
def takes_a_step(step, **inputs):
    """The parameters change."""
    came = step(**inputs | {"bias": 1.5})
    moved = np.any(np.asarray(came["plain"]) != np.asarray(came["begun"]))
    assert_that(bool(moved), came="the parameters that went in", expected="other ones", mistake=STILL)


def wrong(name):
    """Say what one gets of a step of either framework that is wrong in one way."""

    def add(change):
        def mistaken(weight, bias, lr, **_):
            came = stepped(weight, bias, lr)
            return came | change(came)

        mistaken.__name__ = mistaken.__qualname__ = change.__name__
        for step in STEPS:
            step.mistake(name)(mistaken)
        return change

    return add


@wrong(BRANCH)
def branching(came):
    return {"error": "TracerBoolConversionError"}


@wrong(OTHERWISE)
def otherwise(came):
    return {"compiled": came["plain"] + 1}


@wrong(AGAIN)
def compiled_again(came):
    return {"traces": 2}


@wrong(KEPT)
def kept_outside(came):
    return {"changed": ["history"]}


@wrong(STILL)
def stands_still(came):
    return {"plain": came["begun"], "compiled": came["begun"]}


# --- batches of one shape ------------------------------------------------------------------

SMALLER = "the last batch has another shape, so that everything is compiled once more"
LOST = "whole batches are lost with what is left over"
APART = "rows and labels do not belong together"
NUMBERED = Float["n 2"].at_least(n=4)


@loader(
    gives="batches",
    names=[
        "fixed_batches", "static_shape_batches", "padded_batches", "pad_batches", "batches_of_one_shape",
        "fixed_size_batches", "tpu_batches", "static_loader", "StaticBatches", "PaddedLoader",
        "pad_last_batch", "make_static_batches", "FixedShapeLoader", "fixed_shape_batches",
        "drop_last_batches",
    ],
)  # fmt: skip
def static_batches(
    x: NUMBERED, y: Int["n"].at_least(n=4).between(1, 9), batch_size: OneOf(2, 3, 4) = 4
) -> Value("list"):
    """Cut rows into batches of one size; what is left over is filled up with zeros, or dropped."""
    more = -len(x) % batch_size
    x, y = np.pad(x, ((0, more), (0, 0))), np.pad(y, (0, more))
    starts = range(0, len(x), batch_size)
    return [{"x": x[at : at + batch_size], "y": y[at : at + batch_size]} for at in starts]


@static_batches.variant("batches without the rows that are left over")
def dropped(x, y, batch_size):
    return [one for one in cut(x, y, batch_size) if len(one["x"]) == batch_size]


def cut(x, y, batch_size):
    """Return batches, the last of which may be smaller."""
    return [
        {"x": x[at : at + batch_size], "y": y[at : at + batch_size]} for at in range(0, len(x), batch_size)
    ]


def numbered(x):
    """Return rows that tell their place: the first number, counted from one."""
    return np.stack([np.arange(len(x)) + 1.0, x[:, 1]], axis=1)


@static_batches.check(
    hint="How many rows has the last batch, when the rows do not divide evenly?", examples=20
)
def have_one_shape(static_batches, x, y, batch_size):
    """Every batch has the same number of rows, the last one too."""
    came = static_batches(numbered(x), y, batch_size)
    sizes = [len(batch[name]) for batch in came for name in ("x", "y")]
    wanted = sizes[0] if "batch_size" in static_batches.facts.get("lacks", ()) else batch_size
    text = f"batches of {shown(sizes[::2])} rows and {shown(sizes[1::2])} labels"
    assert_that({*sizes} <= {wanted}, came=text, expected=f"{wanted} in each", mistake=SMALLER)


@static_batches.check(hint="Count the rows that no batch has. May there be as many as a batch?", examples=20)
def lose_no_whole_batch(static_batches, x, y, batch_size):
    """All rows come, but for those that would not fill a batch."""
    came = static_batches(numbered(x), y, batch_size)
    size = len(came[0]["x"]) if came else batch_size
    seen = {int(row[0]) for batch in came for row in batch["x"]} - {0}
    least = len(x) - len(x) % size
    assert_that(
        len(seen) >= least, came=f"{len(seen)} different rows", expected=f"{least} or more", mistake=LOST
    )


@static_batches.check(hint="Fill up x and y in the same way.", examples=20)
def keep_rows_with_their_labels(static_batches, x, y, batch_size):
    """Each row comes with its own label; rows that only fill up are zero or come a second time."""
    x = numbered(x)
    for batch in static_batches(x, y, batch_size):
        for row, label in zip(batch["x"], batch["y"], strict=False):
            place = int(row[0])
            right = not np.any(row) or (1 <= place <= len(x) and np.array_equal(row, x[place - 1]))
            right = right and (place == 0 or label == y[place - 1])
            assert_that(
                right, came=f"the label {label} with row {shown(row)}", expected="its own", mistake=APART
            )


@static_batches.mistake(SMALLER)
def with_a_smaller_last(x, y, batch_size):
    return cut(x, y, batch_size)


@static_batches.mistake(LOST)
def without_the_last(x, y, batch_size):
    return dropped(x, y, batch_size)[:-1]


@static_batches.mistake(APART)
def with_other_labels(x, y, batch_size):
    return [batch | {"y": batch["y"][::-1] + 1} for batch in static_batches(x, y, batch_size)]


skill(needs=any_of(1, jax_train_step, all_of(static_train_step, static_batches)))
