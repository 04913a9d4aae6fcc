"""Custom training loops: write forward, loss, backward and step yourself, and know why each is there.

Why it matters: A forgotten line seldom raises an error here; the model just learns a little
worse. Whoever has written the loop once knows where to look.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Int,
    OneOf,
    Unavailable,
    all_of,
    assert_close,
    assert_equal,
    assert_that,
    skill,
    trainer,
)

SMALL = Float["n i"].between(-2, 2)
LABELS = Int["n"].between(0, 1)
RATES = OneOf(0.0625, 0.03125, 0.015625)
WHOLE = 8  # no drawn input has more rows
ANEW = "the history begins anew in every epoch"
NO_RATE = 1e-30  # some code refuses zero itself


# --- the loop ---------------------------------------------------------------------------


@trainer(
    names=[
        "train_model", "fit", "train_loop", "training_loop", "train_one_epoch", "train_epoch", "train_step",
        "train_network", "gradient_descent", "optimize", "fit_model", "run_training", "trainer",
    ]
)  # fmt: skip
def train(
    x: SMALL,
    y: LABELS,
    weight: Float["i"].between(-2, 2),
    bias: Float[""].between(-2, 2),
    epochs: Count(1, 3) = 1,
    lr: RATES = 0.0625,
    batch_size: OneOf(2, 1, 3, WHOLE) = WHOLE,
    loss: OneOf("squared error", "cross-entropy") = "squared error",
) -> Float["p"]:
    """Batch after batch: predict, compare, find the gradient, take one small step against it."""
    return descend(x, y, weight, bias, epochs=epochs, lr=lr, batch_size=batch_size, loss=loss)


@train.outline
def train_outline(model, loader, loss_fn, optimizer, n_epochs):
    """Train the model for so many passes over the loader, and return the loss of each."""


def descend(x, y, weight, bias, *, epochs, lr, batch_size, loss, share=lambda rows: 1.0):
    """Return the weights and the bias after training; `share` scales the gradient of a batch."""
    learnt = np.append(weight, bias)
    for rows in batches(len(x), epochs, batch_size):
        learnt = learnt - lr * share(len(rows)) * gradient(x[rows], y[rows], learnt, loss)
    return learnt


def batches(n, epochs, batch_size):
    """Return the rows of every batch of every epoch, the last partial one too."""
    rows = np.arange(n)
    return [rows[start : start + batch_size] for _ in range(epochs) for start in range(0, n, batch_size)]


def gradient(x, y, learnt, loss):
    """Return the gradient of the mean loss: by the weights and, last, by the bias."""
    error = outputs(x, learnt, loss) - y
    by_output = error / len(x) if loss == "cross-entropy" else 2 * error / len(x)
    return np.append(by_output @ x, by_output.sum())


def outputs(x, learnt, loss):
    """Return w·x + b, or the sigmoid of it where the loss is cross-entropy."""
    z = x @ learnt[:-1] + learnt[-1]
    return 1 / (1 + np.exp(-z)) if loss == "cross-entropy" else z


def half(loss):
    """Return the factor that many put before squared errors, and nobody before cross-entropy."""
    return 1.0 if loss == "cross-entropy" else 0.5


@train.variant("step along half the mean of the squared errors")
def train_on_half_mean(lr, loss, **rest):
    return descend(**rest, lr=lr * half(loss), loss=loss)


@train.variant("step along the sum of the losses, not their mean")
def train_on_sum(**inputs):
    return descend(**inputs, share=lambda rows: rows)


@train.variant("step along half the sum of the squared errors")
def train_on_half_sum(lr, loss, **rest):
    return descend(**rest, lr=lr * half(loss), loss=loss, share=lambda rows: rows)


@train.variant("stochastic gradient descent, one row at a time")
def train_row_by_row(batch_size, **rest):
    return descend(**rest, batch_size=1)


@train.variant("stochastic gradient descent, one row at a time, along half the squared error")
def train_row_by_row_on_half(batch_size, lr, loss, **rest):
    return descend(**rest, batch_size=1, lr=lr * half(loss), loss=loss)


@train.fixed("loss")
def loss_in_use(code):
    return code.facts["fixed"]["loss"]


@train.fixed("batch_size")
def batch_size_in_use(code):
    return code.facts["fixed"]["batch_size"]


@train.fixed("epochs")
def epochs_in_use(code):
    return code.facts["fixed"].get("epochs") or 1


@train.fixed("lr")
def rate_in_use(code):
    """Return the rate that its optimizer was seen to use, or else the length of one step."""
    seen = code.facts["fixed"].get("lr")
    if seen is not None or code.facts["start"] != "given":
        return seen
    one_row = {"x": np.ones((1, 1)), "y": np.zeros(1, dtype=int), "weight": np.ones(1), "bias": 0.0}
    how = {
        "epochs": code.facts["fixed"].get("epochs") or 1,
        "lr": 0.0,
        "batch_size": 1,
        "loss": loss_in_use(code),
    }
    step = 1 - code(**one_row, **how)[0]
    return abs(step / gradient(one_row["x"], one_row["y"], np.array([1.0, 0.0]), how["loss"])[0])


# --- what else a loop can be asked -------------------------------------------------------


@train.operation
def start(weight, bias, **_):
    """Return the parameters that it starts from."""
    return np.append(weight, bias)


@train.operation
def sizes(x, **_):
    """Return how many numbers each parameter has, in order."""
    return {"weight": x.shape[1], "bias": 1}


@train.operation
def predict(x, parameters, loss):
    """Return the model's outputs with these parameters."""
    return outputs(x, parameters, loss)


@train.operation
def outputs_before(x, weight, bias, loss, **_):
    """Return the model's outputs before training."""
    return outputs(x, np.append(weight, bias), loss)


@train.operation
def outputs_after(x, loss, **rest):
    """Return the model's outputs after training."""
    return outputs(x, train(x, loss=loss, **rest), loss)


@train.operation
def modes(x, epochs, batch_size, **_):
    """Return for each pass that is learnt from whether the model was in training mode."""
    return [True for _ in batches(len(x), epochs, batch_size)]


@train.operation
def history(epochs, **_):
    """Return how many entries each list that it keeps has."""
    return [epochs]


@train.operation
def validated(x, val_x, val_y, **rest):
    """Return what validation leaves: parameters, BatchNorm's statistics, and how it looked at the data."""
    seen = {"learnt": False, "graded": False, "training": False}
    return {"parameters": train(x, **rest), "statistics": np.append(x.mean(axis=0), x.var(axis=0)), **seen}


# --- the tasks ---------------------------------------------------------------------------


def two_groups(sizes, rng):
    """Draw 12 rows of two features whose label tells on which side of a line they lie."""
    x = rng.uniform(-1, 1, (12, 2)).astype(np.float32).astype(float)
    y = (x @ np.array([1.0, -0.5]) > 0).astype(int)
    x[:2], y[:2] = np.array([[1.0, -1.0], [-1.0, 1.0]]), [1, 0]
    return {"x": x, "y": y, "weight": np.zeros(2), "bias": 0.0}


def few_rows(sizes, rng, count=5):
    """Draw a few rows of small whole numbers, some of each label."""
    x = rng.integers(1, 4, (count, 2)) * rng.choice([-1.0, 1.0], (count, 2))
    y = np.array([0, 1, 1, 0, 1, 0, 0, 1])[:count]
    return {"x": x, "y": y, "weight": np.array([0.5, -0.5]), "bias": 0.25}


def eight_rows(sizes, rng):
    """Draw eight rows: batches of one, two, four or eight of them are all full."""
    return few_rows(sizes, rng, count=8)


TWO_GROUPS, FEW_ROWS, EIGHT_ROWS = Given(two_groups), Given(few_rows), Given(eight_rows)


def setting(code, **wanted):
    """Return how long and how fast to train: as wanted, where the code leaves the choice."""
    usual = {"epochs": 1, "lr": 0.0625, "batch_size": WHOLE, "loss": "squared error"}
    fixed = {name: value for name, value in code.fixed().items() if name in usual}
    return usual | wanted | fixed


NOT_ASKED = {
    "modes": "not asked: training mode, because it is not given a torch model",
    "validated": "not asked: validation, because it takes no validation loader",
}


def can_be_asked(code, operation):
    """Return whether there is such a thing in this code; say so where there is not."""
    asked = operation in code.facts.get("asks", (operation,))
    if not asked:
        code.note(NOT_ASKED[operation])
    return asked


def is_comparable(code):
    """Return whether two runs can be compared; say so where they can't."""
    reasons = {
        "only_errors": "a perceptron learns from its errors alone",
        "unsteady": "each run begins with other weights, whatever the seed",
    }
    found = [reason for fact, reason in reasons.items() if code.facts.get(fact)]
    for reason in found:
        code.note(f"not asked: what rate, rows and epochs change, because {reason}")
    return not found


def mild(code, x):
    """Return smaller inputs for a loop that clips its gradients, so that it need not."""
    return x / 64 if code.facts.get("clips") else x


def distances(came, y):
    """Return how far outputs lie from the labels: squared, and squared after a softmax or a sigmoid."""
    target = y if np.ndim(came) == 1 else np.eye(np.shape(came)[1])[y]
    errors = came - target, by_logit(came, target)
    return np.array([np.mean(error**2) for error in errors])


# --- what holds for every right loop -----------------------------------------------------


@train.check(
    examples=3, time_limit=60.0, hint="Print the loss after each epoch; does it fall, rise or stand still?"
)
def lowers_the_loss(train, task: TWO_GROUPS):
    """On a task that can be learnt, the outputs come closer to the labels."""
    how = setting(train, epochs=100, lr=0.05 if train.facts.get("start") == "own" else 0.01, batch_size=4)
    before = distances(train.outputs_before(**task, **how), task["y"])
    after = distances(train.outputs_after(**task, **how), task["y"])
    came = f"outputs at a mean squared distance of {after[0]:.4g} from the labels; {before[0]:.4g} before"
    # Outputs that are logits lie near the labels only after a softmax, which the code may leave to its loss.
    closer = after < before if train.facts.get("start") == "own" else after[:1] < before[:1]
    assert_that(bool(np.any(closer)), came=came, expected="a smaller one after training than before")


@train.check(
    hint="In each step: clear the gradients, forward, loss, backward, step. Which line is misplaced?"
)
def takes_the_right_steps(train, x, **rest):
    """Every step is the learning rate times the gradient of this batch, and of nothing else."""
    if train.facts.get("start", "given") != "given":
        train.note("not asked: the exact steps, because this code chooses its own first weights")
        return
    x = mild(train, x)
    expected = train.reference(x, **rest)
    assert_close(train(x, **rest), expected, scale=float(np.max(np.abs(expected))))


@train.check(
    examples=2,
    time_limit=60.0,
    hint="Compare each parameter's change with its gradient: down the slope, for every one of them.",
)
def steps_down_its_own_slope(train, task: EIGHT_ROWS):
    """Each parameter of its own model moves down the slope of the loss, by the learning rate."""
    if train.facts.get("start", "given") == "given":
        return
    if not is_comparable(train):
        return
    if "lr" in train.fixed() or not train.facts["continuous"]:
        train.note(
            "not asked: the direction of its steps, because its rate is fixed or its outputs are only labels"
        )
        return
    how = setting(train, epochs=1, lr=1e-3)
    begun, names = train.start(**task, **how), train.sizes(**task, **how)
    slopes = [loss_slope(train, task, begun, by_output) for by_output in LOSSES.values()]
    step = (train(**task, **how) - begun) / how["lr"]
    plain = train.facts["plain"] and "epochs" not in train.fixed()
    reasons = [uphill(step, slope, names, plain=plain) for slope in slopes]
    assert_that("" in reasons, came=min(reasons, key=len), expected="a step against the gradient of its loss")


def loss_slope(code, task, parameters, by_output):
    """Return the gradient of the mean loss by the parameters, from central differences of the outputs."""
    rounds = code.facts["framework"].startswith(("torch", "TensorFlow", "JAX"))  # to single precision
    size = 1e-3 if rounds else 1e-5
    asked = [parameters + sign * size * row for row in np.eye(len(parameters)) for sign in (1, -1)]
    came = [np.asarray(code.predict(x=task["x"], parameters=nudged)) for nudged in asked]
    slopes = [(above - below) / (2 * size) for above, below in zip(came[::2], came[1::2], strict=True)]
    output = np.asarray(code.predict(x=task["x"], parameters=parameters))
    target = task["y"] if output.ndim == 1 else np.eye(output.shape[1])[task["y"]]
    weights = by_output(output, target) / len(target)
    return np.array([np.sum(weights * slope) for slope in slopes])


def by_share(p, target):
    """Return the slope of the cross-entropy of shares, by the shares."""
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return -target / p if p.ndim == 2 else (p - target) / (p * (1 - p))


def by_logit(z, target):
    """Return the slope of the cross-entropy, by the logits."""
    z = np.clip(z, -500, 500)
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return (powers / powers.sum(axis=-1, keepdims=True) if z.ndim == 2 else 1 / (1 + np.exp(-z))) - target


LOSSES = {
    "squared error": lambda output, target: 2 * (output - target),
    "cross-entropy of shares": by_share,
    "cross-entropy of logits": by_logit,
}


def uphill(step, slope, names, *, plain):
    """Return what is wrong with a step that should go down the slope, or ''."""
    ends = np.cumsum(list(names.values()))
    pieces = zip(names, np.split(step, ends[:-1]), np.split(slope, ends[:-1]), strict=True)
    steep = np.max(np.abs(slope)) * 1e-4
    moved = [(name, own, wanted) for name, own, wanted in pieces if np.linalg.norm(wanted) > steep]
    for name, own, wanted in moved:
        if not np.any(own):
            return f"no change of {name}"
        if plain and own @ wanted >= 0:
            return f"a change of {name} up the slope of the loss"
    if step @ slope >= 0:
        return "a step up the slope of the loss"
    lengths = [-(own @ wanted) / (wanted @ wanted) for _, own, wanted in moved]
    along = all(is_along(own, wanted) or is_along(own, np.sign(wanted)) for _, own, wanted in moved)
    even = max(lengths) < 1.2 * min(lengths) or all(
        is_along(own, np.sign(wanted)) for _, own, wanted in moved
    )
    return (
        ""
        if not plain or (along and even)
        else "a step that is not along the gradient of a loss that we know"
    )


def is_along(step, slope):
    """Return whether a step goes straight down the slope; rounding and small rates bend it a little."""
    return -(step @ slope) > 0.99 * np.linalg.norm(step) * np.linalg.norm(slope)


@train.check(
    examples=4,
    time_limit=60.0,
    hint="Count the rows that go through the model in one epoch, the last batch too.",
)
def uses_every_row(train, task: FEW_ROWS):
    """Another label for any row leads to other weights: every row of an epoch is learnt from."""
    if not is_comparable(train):
        return
    task = task | {"x": mild(train, task["x"])}
    how = setting(train) | {"batch_size": 2}
    learnt = train(**task, **how)
    for row in range(len(task["y"])):
        y = np.array(task["y"])
        y[row] = 1 - y[row]
        same = np.array_equal(train(**task | {"y": y}, **how), learnt)
        assert_that(
            not same, came=f"the same weights, whatever the label of row {row}", expected="other weights"
        )


@train.check(
    examples=6, hint="Does every step multiply the gradient by the learning rate that the caller chose?"
)
def obeys_the_learning_rate(train, task: FEW_ROWS):
    """With a learning rate of zero nothing changes; with a larger one something does."""
    if not is_comparable(train):
        return
    if "lr" in train.fixed():
        train.note("not asked: another learning rate, because this code fixes its own")
        return
    task = task | {"x": mild(train, task["x"])}
    begun = train.start(**task, **setting(train))
    moved = train(**task, **setting(train))
    assert_that(
        not np.array_equal(moved, begun), came="the weights it started from", expected="other weights"
    )
    assert_close(train(**task, **setting(train, lr=NO_RATE)), begun)


@train.check(
    examples=4,
    hint="Count how often the body of your outer loop runs.",
)
def goes_on_for_every_epoch(train, task: FEW_ROWS):
    """Two epochs lead further than one."""
    if not is_comparable(train):
        return
    if "epochs" in train.fixed():
        train.note("not asked: another number of epochs, because this code fixes its own")
        return
    task = task | {"x": mild(train, task["x"])}
    once, twice = (train(**task, **setting(train, epochs=epochs)) for epochs in (1, 2))
    same = np.array_equal(once, twice)
    assert_that(
        not same, came="the same weights after one epoch and after two", expected="other weights after two"
    )


@train.check(
    examples=2, hint="Look for what is kept between two calls, or for a random generator without a seed."
)
def repeats_itself(train, task: TWO_GROUPS):
    """The same data from the same seed give the same weights."""
    how = setting(train, epochs=2, batch_size=4)
    assert_equal(train(**task, **how), train(**task, **how), what="the second time")


@train.check(
    examples=4,
    reveals="the model is in eval mode while it learns",
    hint="eval() stays in force until train() is called; where does each epoch begin?",
)
def learns_in_training_mode(train, task: FEW_ROWS):
    """The model is in training mode in every step of every epoch."""
    if not can_be_asked(train, "modes"):
        return
    came = train.modes(**task, **setting(train, epochs=3, batch_size=2))
    wrong = came.count(False)
    assert_that(
        wrong == 0, came=f"eval mode in {wrong} of {len(came)} steps", expected="training mode in all of them"
    )


@train.check(
    severity="remark",
    examples=2,
    hint="Whoever called you may just have evaluated the model; the first line of an epoch can see to it.",
)
def switches_to_training_mode(train, task: FEW_ROWS):
    """A model that comes in eval mode is put into training mode."""
    if not can_be_asked(train, "modes"):
        return
    if train.facts.get("repeated") == "" and "validated" not in train.facts["asks"]:
        return  # nobody has evaluated a model before the whole of its training
    came = train.modes(**task, **setting(train, epochs=2, batch_size=2), evaluating=True)
    assert_that(
        all(came), came=f"eval mode in {came.count(False)} steps", expected="training mode in all of them"
    )


def two_validations(train, task):
    """Return what validation leaves for two different sets of validation data."""
    how = setting(train, epochs=2, batch_size=2)
    task = task | {"x": task["x"][:4], "y": task["y"][:4]}
    sets = [(task["x"] + shift, (task["y"] + shift) % 2) for shift in (0, 1)]
    return [train.validated(**task, **how, val_x=val_x, val_y=val_y) for val_x, val_y in sets]


@train.check(
    examples=3,
    reveals="the model is trained on the validation data too",
    hint="Which loader does each loop run over, and where are backward and step called?",
)
def learns_nothing_from_validation(train, task: FEW_ROWS):
    """Other validation data lead to the same weights."""
    if not can_be_asked(train, "validated"):
        return
    one, other = two_validations(train, task)
    assert_that(not one["learnt"], came="a backward pass over validation rows", expected="none")
    assert_equal(one["parameters"], other["parameters"], what="with other validation data")


@train.check(
    examples=3,
    reveals="the model stays in training mode while it validates",
    hint="BatchNorm and Dropout ask the model for its mode; set it before you validate, and again after.",
)
def validates_in_eval_mode(train, task: FEW_ROWS):
    """Validation leaves no trace in BatchNorm: its running mean and variance stay as they were."""
    if not can_be_asked(train, "validated"):
        return
    one, other = two_validations(train, task)
    if one["learnt"]:
        return  # training on it is another mistake, and has a check of its own
    came = (
        "validation in training mode: the running mean and variance of BatchNorm follow the validation data"
    )
    same = np.array_equal(one["statistics"], other["statistics"])
    assert_that(same and not one["training"], came=came, expected="validation in eval mode")


@train.check(
    severity="remark", examples=2, hint="torch.no_grad() saves the memory of a graph that nobody needs."
)
def validates_without_gradients(train, task: FEW_ROWS):
    """Validation builds no graph for gradients."""
    if not can_be_asked(train, "validated"):
        return
    one, _ = two_validations(train, task)
    assert_that(
        not one["graded"],
        came="validation that keeps track of gradients",
        expected="validation under no_grad",
    )


@train.check(
    examples=2,
    reveals=ANEW,
    hint="Begin the list before the first epoch and append once in each.",
)
def keeps_its_history(train, task: FEW_ROWS):
    """A history that it returns has one entry for each epoch, or for each step."""
    epochs = train.fixed().get("epochs", 4)
    how = setting(train, epochs=epochs, batch_size=2)
    try:
        came = train.history(**task, **how)
    except Unavailable:
        return  # it keeps none
    if max(came) <= epochs // 2:
        train.note("its history is sparser than one entry an epoch")
        return
    rows, steps = epochs * len(task["y"]), len(batches(len(task["y"]), epochs, how["batch_size"]))
    fits = any(length - extra in {epochs, steps, rows} for length in came for extra in (0, 1))
    assert_that(
        fits, came=f"a history of {came[0]} entries for {epochs} epochs", expected=f"{epochs} entries"
    )


# --- mistakes ----------------------------------------------------------------------------


@train.mistake("the gradients are never cleared, so those of earlier batches pile up")
def gradients_pile_up(x, y, weight, bias, epochs, lr, batch_size, loss):
    learnt, piled = np.append(weight, bias), 0.0
    for rows in batches(len(x), epochs, batch_size):
        piled = piled + gradient(x[rows], y[rows], learnt, loss)
        learnt = learnt - lr * piled
    return learnt


@train.mistake("the gradients are cleared once an epoch instead of before each step")
def gradients_pile_up_in_an_epoch(weight, bias, epochs, **rest):
    learnt = np.append(weight, bias)
    for _ in range(epochs):
        learnt = gradients_pile_up(weight=learnt[:-1], bias=learnt[-1], epochs=1, **rest)
    return learnt


@train.mistake("the step comes before the backward pass, so it uses the gradient of the batch before")
def steps_too_early(x, y, weight, bias, epochs, lr, batch_size, loss):
    learnt, before = np.append(weight, bias), 0.0
    for rows in batches(len(x), epochs, batch_size):
        now = gradient(x[rows], y[rows], learnt, loss)
        learnt, before = learnt - lr * before, now
    return learnt


@train.mistake("the loop begins with the step, which uses the gradient of the batch before")
def begins_with_the_step(x, y, weight, bias, epochs, lr, batch_size, loss):
    learnt, before = np.append(weight, bias), 0.0
    for rows in batches(len(x), epochs, batch_size):
        learnt = learnt - lr * before
        before = gradient(x[rows], y[rows], learnt, loss)
    return learnt


@train.mistake("the weights never change: there is no step, or the gradients are cleared just before it")
def never_steps(weight, bias, **_):
    return np.append(weight, bias)


@train.mistake("the step stands outside the loop over batches, so only the last batch of an epoch counts")
def steps_once_an_epoch(x, y, batch_size, **rest):
    last = slice((len(x) - 1) // batch_size * batch_size, None)
    return train(x[last], y[last], batch_size=batch_size, **rest)


@train.mistake("the last partial batch is left out")
def skips_the_last_batch(x, y, batch_size, **rest):
    full = slice(len(x) // batch_size * batch_size)
    return train(x[full], y[full], batch_size=batch_size, **rest)


@train.mistake("the first batch is left out")
def skips_the_first_batch(x, y, batch_size, **rest):
    return train(x[batch_size:], y[batch_size:], batch_size=batch_size, **rest)


@train.mistake("only the first batch of each epoch is learnt from")
def stops_after_one_batch(x, y, batch_size, **rest):
    return train(x[:batch_size], y[:batch_size], batch_size=batch_size, **rest)


@train.mistake("the learning rate is left out: each step is the whole gradient")
def ignores_the_rate(lr, **rest):
    return train(lr=1.0, **rest)


@train.mistake("only one epoch is run, whatever the caller asks for")
def one_epoch_only(epochs, **rest):
    return train(epochs=1, **rest)


@train.mistake("the sign is wrong: the step goes up the slope, not down")
def climbs(lr, **rest):
    return train(lr=-lr, **rest)


@train.mistake("outputs (n, 1) meet targets (n,), so each output is compared with every label of its batch")
def compares_all_with_all(x, y, weight, bias, epochs, lr, batch_size, loss):
    learnt = np.append(weight, bias)
    for rows in batches(len(x), epochs, batch_size):
        learnt = learnt - lr * gradient(x[rows], np.full(len(rows), y[rows].mean()), learnt, loss)
    return learnt


@train.mistake("the gradient is divided by the size of the batch twice")
def divides_twice(**inputs):
    return descend(**inputs, share=lambda rows: 1 / rows)


@train.mistake("each batch is learnt from by its last row alone")
def last_row_only(x, y, weight, bias, epochs, lr, batch_size, loss):
    learnt = np.append(weight, bias)
    for rows in batches(len(x), epochs, batch_size):
        learnt = learnt - lr * gradient(x[rows[-1:]], y[rows[-1:]], learnt, loss)
    return learnt


@train.mistake("the bias is never updated")
def forgets_the_bias(x, y, weight, bias, epochs, lr, batch_size, loss):
    learnt = np.append(weight, bias)
    for rows in batches(len(x), epochs, batch_size):
        learnt[:-1] -= lr * gradient(x[rows], y[rows], learnt, loss)[:-1]
    return learnt


@train.mistake("the model is in eval mode while it learns", operation="modes")
def stays_in_eval_mode(x, epochs, batch_size, **_):
    return [number == 0 for number, _ in enumerate(batches(len(x), epochs, batch_size))]


@train.mistake(ANEW, operation="history")
def begins_its_history_anew(x, batch_size, **_):
    return [len(batches(len(x), 1, batch_size))]


@train.mistake("the model is trained on the validation data too", operation="validated")
def trains_on_validation(x, y, val_x, val_y, **rest):
    x, y = np.concatenate([x, val_x]), np.concatenate([y, val_y])
    return validated(x, val_x, val_y, y=y, **rest) | {"learnt": True}


@train.mistake("the model stays in training mode while it validates", operation="validated")
def validates_in_training_mode(val_x, **rest):
    left = validated(val_x=val_x, **rest)
    return left | {"training": True, "statistics": left["statistics"] + val_x.mean()}


skill(needs=all_of(train))
