"""Saving and loading models: write a trained model to disk and get back one that answers the same.

Why it matters: Training may take a night; losing its result takes one closed window. And a copy
that answers differently is another model.

Next step: Write the settings and the version of the code beside the weights, and load a model of last month.
"""

import pickle
from pathlib import Path

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Pieces,
    all_of,
    assert_that,
    fresh_file,
    saver,
    shown,
    skill,
)

# Small, so that no sigmoid is at its end, where other weights give the same answer.
WEIGHTS, ROWS = Float["i o"].between(-9, 9), Float["n i"].between(-2, 2)
SAID = Pieces(before=Float["n o"], after=Float["n o"])

SAVE_NAMES = """
    save save_weights save_checkpoint save_network save_net save_params save_parameters save_state
    save_to_file save_to_disk save_pickle save_classifier save_regressor save_estimator
    save_trained_model store_model dump_model export_model write_model persist_model serialize_model
    pickle_model to_file
"""


@saver(side="save", names=SAVE_NAMES.split())
def save_model(weights: WEIGHTS, x: ROWS) -> SAID:
    """What is pickled and read again holds the same numbers."""
    path = Path(fresh_file("model.pkl"))
    path.write_bytes(pickle.dumps(trained(weights)))
    read = pickle.loads(path.read_bytes())  # noqa: S301 - it was written one line above
    return {"before": said(trained(weights), x), "after": said(read, x)}


@save_model.outline
def save_model_outline(model, path):
    """Write all that a trained model needs to answer again to the file at path."""


def trained(weights):
    """A linear model with these weights, and biases that go with them."""
    return {"W": np.array(weights), "b": weights.sum(axis=0) / 4 + 0.5}


def said(model, x):
    """What a linear model says of these rows."""
    return x @ model["W"] + model["b"]


@save_model.operation
def in_a_fresh_process(weights, x):
    """What a new Python process says that loads the model."""
    return save_model(weights, x)


@save_model.operation
def after_change(weights, x):
    """The same, where the original was changed meanwhile."""
    return save_model(weights, x)


@save_model.operation
def untouched(weights, x):
    """What the original says before and after."""
    return {"before": said(trained(weights), x), "after": said(trained(weights), x)}


@save_model.operation
def side_by_side(weights, x, other):
    """Two models in two files."""
    return {"first": save_model(weights, x), "second": save_model(other, x)}


@save_model.operation
def missing(weights, x):
    """What loading does where no file is."""
    return {"raised": "FileNotFoundError", "gave": ""}


@save_model.operation
def cut_off(weights, x):
    """What loading does with half a file."""
    return {"raised": "EOFError", "gave": ""}


@save_model.operation
def differences(weights, x):
    """What became of each array."""
    return [{"name": name, "is": "same"} for name in trained(weights)]


@save_model.operation
def files(weights, x):
    """What was written."""
    return ["model.pkl"]


@save_model.check(
    examples=8,
    hint="Which numbers does your model need for a prediction? Look whether each of them is in the file.",
)
def keeps_every_prediction(save_model, weights, x):
    """Saved and loaded again, a model gives exactly the same predictions."""
    _assert_same(save_model, weights, x)


@save_model.check(
    examples=4,
    hint="The file must hold the numbers of the moment in which you saved.",
    reveals="the file follows the model, instead of keeping what it was",
)
def keeps_the_moment(save_model, weights, x):
    """Training on after saving does not change what was saved."""
    came = save_model.after_change(weights, x)
    _assert_alike(
        came, "after the original was changed, the loaded one says", "what it said when it was saved"
    )


@save_model.check(
    examples=4,
    hint="Save to the place that the caller names.",
    reveals="it always writes to the same place",
)
def keeps_two_models_apart(save_model, weights, x, other: Float["i o"].between(10, 20)):
    """Two models that are saved under two names both come back."""
    if not save_model.facts.get("has_place", True):
        save_model.note("it is not told where to save")
        return
    for name, came in save_model.side_by_side(weights, x, other=other).items():
        _assert_alike(came, f"of two models the {name} says", "what it said when it was saved")


@save_model.check(examples=2, hint="Is anything written at all?", reveals="nothing is written to disk")
def writes_a_file(save_model, weights, x):
    """After saving there is a file that was not there before."""
    assert_that(
        bool(save_model.files(weights, x)), came="no file in the folder", expected="at least one file"
    )


@save_model.check(
    examples=2,
    hint="Work on a copy of what you write.",
    reveals="saving changes the model",
)
def leaves_the_model_alone(save_model, weights, x):
    """The original answers after saving as it did before."""
    _assert_alike(save_model.untouched(weights, x), "after saving, the original says", "what it said before")


def rounded(model, digits):
    return {name: np.round(array, digits) for name, array in model.items()}


@save_model.mistake("the numbers lose digits on their way")
def few_digits(weights, x):
    return {"before": said(trained(weights), x), "after": said(rounded(trained(weights), 2), x)}


@save_model.mistake("a part of the weights does not come back")
def without_biases(weights, x):
    return {"before": said(trained(weights), x), "after": x @ weights}


@save_model.mistake("what comes back is an untrained model")
def untrained(weights, x):
    return {"before": said(trained(weights), x), "after": said(trained(np.ones_like(weights)), x)}


@save_model.mistake("the file follows the model, instead of keeping what it was", operation="after_change")
def a_reference(weights, x):
    return {"before": said(trained(weights), x), "after": said(trained(weights + 7), x)}


@save_model.mistake("it always writes to the same place", operation="side_by_side")
def one_place(weights, x, other):
    second = save_model(other, x)
    return {"first": {**save_model(weights, x), "after": second["after"]}, "second": second}


@save_model.mistake("nothing is written to disk", operation="files")
def no_file(weights, x):
    return []


@save_model.mistake("saving changes the model", operation="untouched")
def changed_by_saving(weights, x):
    return {"before": said(trained(weights), x), "after": said(rounded(trained(weights), 1), x)}


LOAD_NAMES = """
    load load_weights load_checkpoint load_network load_net load_params load_parameters load_state
    load_from_file
    load_from_disk load_pickle load_classifier load_regressor load_estimator load_trained_model restore_model
    read_model import_model open_model deserialize_model unpickle_model from_file load_saved_model
    load_model_from_file load_model_weights restore_checkpoint restore
"""


@saver(side="load", names=LOAD_NAMES.split())
def load_model(weights: WEIGHTS, x: ROWS) -> SAID:
    """What was written comes back as a model of its own."""
    return save_model(weights, x)


@load_model.outline
def load_model_outline(path):
    """Return the model that save_model wrote to path."""


for _operation in (in_a_fresh_process, after_change, missing, cut_off, differences):
    load_model.operation(_operation)


@load_model.check(
    examples=8,
    hint="A new model has random weights: where do those of the file take their place?",
)
def gives_the_trained_model_back(load_model, weights, x):
    """The loaded model gives exactly the predictions of the one that was saved."""
    _assert_same(load_model, weights, x)


@load_model.check(
    examples=4,
    hint="The loaded model needs arrays of its own.",
    reveals="the original comes back, not a model of its own",
)
def gives_a_model_of_its_own(load_model, weights, x):
    """Changing the original afterwards does not change the loaded one."""
    came = load_model.after_change(weights, x)
    _assert_alike(
        came, "after the original was changed, the loaded one says", "what it said when it was saved"
    )


@load_model.check(
    examples=1,
    time_limit=60,
    hint="Close Python, open it again and load: all that it needs must be in the file.",
    reveals="it needs the memory of the process that saved",
)
def works_in_a_new_process(load_model, weights, x):
    """A new Python process loads the same model."""
    came = load_model.in_a_fresh_process(weights, x)
    _assert_alike(came, "in a new process it says", "what it said before")


@load_model.check(
    examples=1,
    hint="Let the error of open() pass through, or raise one that names the file.",
    reveals="a missing file is passed over",
)
def raises_for_a_missing_file(load_model, weights, x):
    """Where there is no file, loading raises an error."""
    came = load_model.missing(weights, x)
    assert_that(bool(came["raised"]), came=f"no error: it {came['gave']}", expected="an error")


@load_model.check(
    examples=1,
    hint="Half a file is no model: do not catch the error that reading it gives.",
    reveals="a damaged file is passed over",
)
def raises_for_half_a_file(load_model, weights: Float["3 4"].between(-9, 9), x: Float["2 3"].between(-2, 2)):
    """A file that was cut in half raises an error, instead of giving a wrong model."""
    came = load_model.cut_off(weights, x)
    assert_that(bool(came["raised"]), came=f"no error: it {came['gave']}", expected="an error")


@load_model.mistake("what comes back is an untrained model")
def fresh_weights(weights, x):
    return {"before": said(trained(weights), x), "after": said(trained(np.ones_like(weights)), x)}


@load_model.mistake("the original comes back, not a model of its own", operation="after_change")
def the_same_object(weights, x):
    return {"before": said(trained(weights), x), "after": said(trained(weights + 7), x)}


@load_model.mistake("it needs the memory of the process that saved", operation="in_a_fresh_process")
def from_memory(weights, x):
    return {"before": said(trained(weights), x), "after": said(trained(np.ones_like(weights)), x)}


@load_model.mistake("a missing file is passed over", operation="missing")
def nothing_instead(weights, x):
    return {"raised": "", "gave": "gave nothing (None) where a model was expected"}


@load_model.mistake("a damaged file is passed over", operation="cut_off")
def half_a_model(weights, x):
    return {"raised": "", "gave": "gave a dict"}


@load_model.mistake("the numbers lose digits on their way")
def too_few_digits(weights, x):
    return few_digits(weights, x)


@load_model.mistake("a part of the weights does not come back")
def biases_not_put_back(weights, x):
    return {"before": said(trained(weights), x), "after": x @ weights}


def _assert_same(code, weights, x):
    """Fail unless both say the same, to the last bit; name what the arrays tell."""
    __tracebackhide__ = True
    came = code(weights, x)
    if _same(came):
        return
    became = {one["name"]: one["is"] for one in code.differences(weights, x)}
    code.calls.pop()
    lost = [name for name, one in became.items() if one != "same"]
    about = f" ({', '.join(lost[:3])} came back otherwise)" if lost else ""
    assert_that(
        _same(came),
        came=f"the loaded one says {shown(came['after'])}{about}",
        expected=f"{shown(came['before'])}, as before",
        mistake=_mistake_in(became),
    )


def _mistake_in(became):
    """Return the mistake that a comparison of the arrays tells; '' where it tells none."""
    kinds = set(became.values())
    if "rounded" in kinds and kinds <= {"same", "rounded"}:
        return "the numbers lose digits on their way"
    if "same" in kinds and len(kinds) > 1:
        return "a part of the weights does not come back"
    return "what comes back is an untrained model" if kinds and "same" not in kinds else ""


def _same(came):
    before, after = np.asarray(came["before"]), np.asarray(came["after"])
    return before.shape == after.shape and np.array_equal(before, after, equal_nan=True)


def _assert_alike(came, what, expected):
    """Fail unless both say the same, to the last bit."""
    __tracebackhide__ = True
    assert_that(
        _same(came), came=f"{what} {shown(came['after'])}", expected=f"{shown(came['before'])}, {expected}"
    )


skill(needs=all_of(save_model, load_model))
