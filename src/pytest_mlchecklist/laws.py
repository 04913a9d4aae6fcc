"""The unwritten checks: what holds for every part that takes arrays, from its contract alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist import projects
from pytest_mlchecklist.asserts import Mismatch, assert_alike, assert_close, assert_equal, is_alike, is_close
from pytest_mlchecklist.contract import Array
from pytest_mlchecklist.errors import LearnerError, Unavailable
from pytest_mlchecklist.report import Severity
from pytest_mlchecklist.skill import Check, Part
from pytest_mlchecklist.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytest_mlchecklist.code import Code


def agrees_with_the_reference(code: Code, **inputs: Any) -> None:
    """It gives what the formula gives, for every input."""
    expected = code.reference(**inputs)
    relative = code.part.options.get("relative", 0.0)
    came = code(**inputs)
    if getattr(came, "dtype", None) == np.float32:
        code.note("it computes in float32, and was allowed its rounding")
    error = code.part.options.get("error", 0.0)
    assert_alike(came, expected, scale=_conditioned(code, inputs, expected), relative=relative, error=error)


def answers_the_same_twice(code: Code, **inputs: Any) -> None:
    """The same input gives the same output."""
    first, second = code(**inputs), code(**inputs)
    # Linear algebra may round otherwise where the same numbers lie at another address.
    if not is_alike(second, first, relative=1e-9):
        assert_equal(second, first, what="the second time:")


def gives_the_same_twice(code: Code, **inputs: Any) -> None:
    """Asked twice with the same seed, it gives the same data in the same order."""
    first = code(**inputs)
    assert_alike(code(**inputs), first)


def takes_a_batch_of_one(code: Code, **inputs: Any) -> None:
    """One row alone gives what it gives among others."""
    batched = _batched(code.part)
    given = {name for name in batched if inputs[name] is not None}
    one = {name: value[:1] if name in given else value for name, value in inputs.items()}
    among_others = np.asarray(code(**inputs))[:1]
    assert_close(code(**one), among_others, scale=_largest(among_others) * 4)


def leaves_its_input_alone(code: Code, **inputs: Any) -> None:
    """It does not change the arrays that it is given."""
    inputs = _narrowed(code, inputs)
    passed = code.as_read(inputs)
    for name, after in code.inputs_after(**inputs).items():
        assert_equal(after, passed[name], what=f"{name} afterwards:")


def refuses_a_wrong_shape(code: Code, **inputs: Any) -> None:
    """Inputs that do not fit raise an error instead of giving numbers."""
    name, axis = _shared_axis(code.part)
    value = inputs[name]
    if value.shape[axis] == 1:
        return  # NumPy stretches an axis of one to any other, by its documented rule
    wider = inputs | {name: np.concatenate([value, np.take(value, [0], axis=axis)], axis=axis)}
    if _gives_something(code.reference, wider):
        return  # not even the formula minds
    try:
        came = code(**wider)
    except LearnerError:
        return
    raise Mismatch(f"a result of shape {np.shape(came)}", "an error: the shapes do not fit")


def keeps_its_state_apart(code: Code, **inputs: Any) -> None:
    """Two parameters that are stepped side by side do not disturb each other."""
    (w, weights), (of_gradients, gradients), *_ = inputs.items()
    other = np.append(2 - weights, 1.0)
    other_gradients = np.hstack([3 - 2 * gradients, np.ones((len(gradients), 1))])
    try:
        came = code.together(**inputs, other=other, other_gradients=other_gradients)
    except Unavailable:
        return
    for name, start, slopes in ((w, weights, gradients), ("other", other, other_gradients)):
        alone = code(**{**inputs, w: start, of_gradients: slopes})
        if not is_close(came[name], alone, scale=_largest(start) * 8):
            mistake = "one state serves several parameters"
            raise Mismatch(f"beside another {shown(came[name])}", f"as alone {shown(alone)}", mistake=mistake)


def learns_the_same_twice(code: Code, **inputs: Any) -> None:
    """Fitted twice on the same rows, it answers the same."""
    inputs = _narrowed(code, inputs)
    first = np.asarray(code(**inputs))
    assert_close(code(**inputs), first, scale=_largest(first) * 4, relative=1e-6)


def answers_each_row_alone(code: Code, **inputs: Any) -> None:
    """What it says of one row does not depend on the rows that are asked about with it."""
    inputs = _narrowed(code, inputs)
    together = np.asarray(code(**inputs))
    alone = code(**inputs | {"at": inputs["at"][:1]})
    assert_close(alone, together[:1], scale=_largest(together) * 4, relative=1e-6)


def _narrowed(code: Code, inputs: dict[str, Any]) -> dict[str, Any]:
    """Return the inputs of an estimator with as many features as it takes; other kinds' as they are."""
    if code.facts.get("features") is None:
        return inputs
    return inputs | {name: code.narrow(inputs[name]) for name in ("x", "at") if name in inputs}


def _gives_something(reference: Callable[..., Any], inputs: Mapping[str, Any]) -> bool:
    try:
        reference(**inputs)
    except (ValueError, IndexError, TypeError):
        return False
    return True


OF_ESTIMATORS: tuple[Callable[..., None], ...] = (
    learns_the_same_twice,
    answers_each_row_alone,
    leaves_its_input_alone,
)
OF_FUNCTIONS: tuple[Callable[..., None], ...] = (
    agrees_with_the_reference,
    answers_the_same_twice,
    takes_a_batch_of_one,
    leaves_its_input_alone,
    refuses_a_wrong_shape,
)
OF_OPTIMIZERS: tuple[Callable[..., None], ...] = (
    agrees_with_the_reference,
    answers_the_same_twice,
    keeps_its_state_apart,
)
OF_STATEFUL: tuple[Callable[..., None], ...] = (agrees_with_the_reference, answers_the_same_twice)

OF_LOADERS: tuple[Callable[..., None], ...] = (gives_the_same_twice,)
OF_PROJECTS = projects.LAWS

_HINTS = {
    **projects.HINTS,
    "answers_each_row_alone": (
        "What is needed of the data is learnt when it is fitted: does predict or transform compute it anew?"
    ),
    "agrees_with_the_reference": (
        "Work the input above out by hand and compare it with each line of your code."
    ),
    "answers_the_same_twice": (
        "Look for something that is kept between two calls, or for a random number without a seed."
    ),
    "gives_the_same_twice": "Let the seed decide the order, and sort what the system lists.",
    "takes_a_batch_of_one": "Look for a squeeze, a fixed batch size, or a sum over the batch axis.",
    "keeps_its_state_apart": (
        "Each parameter needs moments, and a count of steps, of its own: "
        "where are they kept, and under which key?"
    ),
    "learns_the_same_twice": (
        "Look for something that is kept between two fits, or for a random number without a seed."
    ),
    "leaves_its_input_alone": "An assignment into the argument changes the caller's array; work on a copy.",
    "refuses_a_wrong_shape": "Compare the shapes at the top and raise ValueError when they do not fit.",
}
_REMARKS = {"leaves_its_input_alone", "refuses_a_wrong_shape"}
_EXAMPLES = {"agrees_with_the_reference": 60}
_FEW = 15
_COSTLY = {"estimator": 3, "files": 20, "log": 20, "project": 1}
"""Examples where every call fits a model, or writes files."""
_TIME_LIMITS = {"project": projects.TIME_LIMIT}


def unwritten(part: Part, laws: tuple[Callable[..., None], ...]) -> tuple[Check, ...]:
    """Return the checks that `part` gets without anybody writing them."""
    return tuple(_check(part, law) for law in laws if _applies(part, law))


def _check(part: Part, law: Callable[..., None]) -> Check:
    name = law.__name__
    return Check(
        name=name,
        function=law,
        severity=Severity.REMARK if name in _REMARKS else Severity.REQUIRED,
        hint=_HINTS[name],
        promise=law.__doc__ or "",
        arguments=part.contract.arguments,
        examples=_COSTLY.get(part.options.get("sees", part.kind), _EXAMPLES.get(name, _FEW)),
        time_limit=_TIME_LIMITS.get(part.kind),
    )


def _applies(part: Part, law: Callable[..., None]) -> bool:
    if part.options.get("sees") == "store":  # what a training of the learner's own leaves, no reference tells
        return False
    if law is takes_a_batch_of_one:
        mixes = part.options.get("mixes_batch", False)
        return bool(_batched(part)) and _is_batch(part.contract.returns) and not mixes
    if law is projects.claims_nothing_where_there_is_nothing:
        return bool(part.options.get("alike"))
    if law in OF_PROJECTS:
        return "margin" in part.options
    if law is answers_each_row_alone:
        return "at" in {argument.name for argument in part.contract.arguments}
    return law is not refuses_a_wrong_shape or bool(_shared_axis(part)[0])


def _is_batch(annotation: object) -> bool:
    return isinstance(annotation, Array) and annotation.axes[:1] == ("n",)


def _batched(part: Part) -> set[str]:
    return {argument.name for argument in part.contract.arguments if _is_batch(argument.type)}


def _shared_axis(part: Part) -> tuple[str, int]:
    """Return an argument and the position of an axis that a later argument has too."""
    arrays = [argument for argument in part.contract.arguments if isinstance(argument.type, Array)]
    for position, argument in enumerate(arrays):
        later = {axis for other in arrays[position + 1 :] for axis in other.type.axes}
        for index, axis in enumerate(argument.type.axes):
            if axis in later and axis != "n":
                return argument.name, index
    return "", 0


def _conditioned(code: Code, inputs: Mapping[str, Any], expected: Any) -> float:
    """Return how large a number's rounding can show in the result, 1 when that is no array.

    The largest of the inputs, or what a relative change of the inputs by one millionth
    moves the right answer by, a million times over: the conditioning of this very input.
    """
    if not isinstance(expected, (np.ndarray, np.generic, float, int)):
        return 1.0
    rng = np.random.default_rng(0)
    nudged = {name: _nudged(value, rng) for name, value in inputs.items()}
    with np.errstate(all="ignore"):
        moved = np.nan_to_num(
            np.asarray(code.reference(**nudged), dtype=float) - np.asarray(expected, dtype=float)
        )
    sizes = [_largest(value) for value in inputs.values() if isinstance(value, np.ndarray)]
    return max([*sizes, _largest(moved) * 1e6])


def _nudged(value: Any, rng: np.random.Generator) -> Any:
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return value
    return value * (1 + 1e-6 * rng.choice([-1, 1], size=value.shape))


def _largest(values: Any) -> float:
    values = np.asarray(values, dtype=float)
    return float(np.max(np.abs(values))) if values.size else 0.0
