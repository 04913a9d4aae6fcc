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
    assert_that,
    compiled,
    shown,
    skill,
)

BRANCH = "a branch of Python asks for a value that is known only when the step runs"
AGAIN = "its results are of another type than its inputs, so that it is compiled for every step"
KEPT = "it keeps something outside: what is compiled does so once, and never again"
OTHERWISE = "compiled, it computes something else"
STILL = "the step returns the parameters that it was given"


@compiled(
    names=[
        "jax_train_step", "tpu_train_step", "jitted_train_step", "compiled_step", "jit_step",
        "jit_train_step",
        "static_train_step", "pure_train_step", "jax_update", "jax_step", "tpu_step", "xla_step",
        "train_step", "update", "update_step", "training_step", "step",
    ],
)  # fmt: skip
def compiled_train_step(
    x: Float["4 i"].between(-2, 2),
    y: Int["4"].between(0, 1),
    weight: Float["i"].between(-2, 2),
    bias: Float[""].between(-2, 2),
    lr: OneOf(0.0625, 0.03125) = 0.0625,
) -> Value("mapping"):
    """The same step, compiled or not: once for all batches of one shape, and with no trace outside."""
    begun = np.append(weight, bias)
    after = begun - lr
    return {"begun": begun, "plain": after, "compiled": after, "error": "", "traces": 1, "changed": []}


FEW = {"examples": 3, "time_limit": 60.0}


@compiled_train_step.check(
    **FEW, hint="Which if, while, float() or item() looks at a number that was computed?"
)
def can_be_compiled(step, **inputs):
    """A compiler can take the whole step without knowing any value."""
    error = step(**inputs)["error"]
    assert_that(not error, came=error, expected="a step that can be compiled", mistake=BRANCH)


@compiled_train_step.check(**FEW, hint="What differs between two runs of your step on the same batch?")
def does_the_same_when_compiled(step, **inputs):
    """Compiled or not, it leads to the same parameters."""
    came = step(**inputs)
    plain, fast = np.asarray(came["plain"]), np.asarray(came["compiled"])
    if came["error"]:
        return  # there is no other result
    near = plain.shape == fast.shape and np.allclose(plain, fast, rtol=1e-4, atol=1e-5)
    assert_that(near, came=f"{shown(fast)} when compiled", expected=f"{shown(plain)}", mistake=OTHERWISE)


@compiled_train_step.check(
    **FEW, hint="Compare shapes and dtypes of what goes in with those of what comes out."
)
def is_compiled_once(step, **inputs):
    """A second batch of the same shape needs no second compilation."""
    came = step(**inputs)
    assert_that(
        came["traces"] <= 1,
        came=f"{came['traces']} compilations for two steps",
        expected="one",
        mistake=AGAIN,
    )


@compiled_train_step.check(**FEW, hint="Return what you want to keep.")
def keeps_nothing_outside(step, **inputs):
    """A step changes no global variable."""
    changed = step(**inputs)["changed"]
    assert_that(not changed, came=f"another {', '.join(changed)}", expected="no change", mistake=KEPT)


@compiled_train_step.check(**FEW, hint="Arrays that are never changed in place need a name for the new ones.")
def takes_a_step(step, **inputs):
    """The parameters change."""
    came = step(**inputs | {"bias": 1.5})
    moved = np.any(np.asarray(came["plain"]) != np.asarray(came["begun"]))
    assert_that(bool(moved), came="the parameters that went in", expected="other ones", mistake=STILL)


def with_(inputs, **fields):
    """Return the reference's record with some fields changed."""
    return compiled_train_step(**inputs) | fields


@compiled_train_step.mistake(BRANCH)
def branching(**inputs):
    return with_(inputs, error="TracerBoolConversionError")


@compiled_train_step.mistake(OTHERWISE)
def otherwise(**inputs):
    return with_(inputs, compiled=compiled_train_step(**inputs)["plain"] + 1)


@compiled_train_step.mistake(AGAIN)
def compiled_again(**inputs):
    return with_(inputs, traces=2)


@compiled_train_step.mistake(KEPT)
def kept_outside(**inputs):
    return with_(inputs, changed=["history"])


@compiled_train_step.mistake(STILL)
def stands_still(**inputs):
    begun = compiled_train_step(**inputs)["begun"]
    return with_(inputs, plain=begun, compiled=begun)


skill(needs=all_of(compiled_train_step))
