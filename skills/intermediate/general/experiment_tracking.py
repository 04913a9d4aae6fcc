"""Experiment tracking: record the settings and the curves of every run, so that they can be compared.

Why it matters: After thirty runs nobody remembers which one was good, or why. A log does.

Next step: Draw the curves of your last ten runs into one picture, coloured by the setting that you
changed.
"""

from itertools import pairwise

from pytest_mlchecklist.api import Given, Value, any_of, assert_that, shown, skill, stateful

NAMES = ("loss", "accuracy", "val_loss", "f1")


def draw_records(sizes, rng):
    """Draw a record for each step: numbers that three decimals hold, of the same metrics throughout."""
    names = NAMES[: int(rng.integers(1, 4))]
    return [{name: int(rng.integers(1, 99)) / 8 for name in names} for _ in range(sizes["t"])]


def draw_config(sizes, rng):
    return {"learning_rate": int(rng.integers(1, 9)) / 8, "layers": int(rng.integers(1, 9)), "name": "small"}


@stateful(
    steps="records",
    sees="log",
    names=[
        "experiment_tracker", "run_tracker", "experiment_logger", "run_logger", "metrics_logger",
        "metric_logger", "metrics_tracker", "metric_tracker", "experiment_log",
        "training_logger", "json_logger", "sqlite_tracker", "run_recorder", "mlflow_tracker", "run_log",
    ],
)  # fmt: skip
def tracker(records: Given(draw_records, axes=("t",)), config: Given(draw_config)) -> Value("records"):
    """Start a run with its settings, log a record for each step, and load it again: all of it comes back."""
    return records


@tracker.outline
class Tracker:
    """Remembers what was tried, and what came of it."""

    def __init__(self, log_dir="runs"):
        """Keep all runs in this folder."""

    def start(self, config):
        """Begin a run with these settings, a mapping, and return its name."""

    def log(self, metrics, step):
        """Write down a mapping of metrics for one step."""

    def load(self, run_id):
        """Return the settings and all metrics of a run."""


@tracker.operation
def config(records, config):
    return config


@tracker.operation
def cut_off(records, config):
    return records


@tracker.operation
def apart(records, config, others):
    return {"first": records, "second": others}


@tracker.check(
    examples=8,
    hint="Which file does a run write to, and which one is read?",
    reveals="both runs write to one place",
)
def keeps_runs_apart(tracker, records, config, others: Given(draw_records, axes=("s",))):
    """Two runs that are logged in turns do not mix."""
    came = tracker.apart(records, config, others=others)
    kept = {"first": tracker(records, config), "second": tracker(others, config)}
    assert_that(came == kept, came=shown(came), expected=shown(kept))


@tracker.check(
    examples=8,
    hint="Suppose the power fails after the last step. What of it is on the disk by then?",
    reveals="what was logged is lost when the run never ends",
)
def keeps_what_was_logged_before_a_crash(tracker, records, config):
    """A run that never ended has on the disk what was logged until then."""
    came, whole = tracker.cut_off(records, config), tracker(records, config)
    assert_that(came == whole, came=shown(came), expected=shown(whole))


@tracker.check(examples=8, hint="Where could the settings lie, so that they are found with the metrics?")
def keeps_the_configuration(tracker, records, config):
    """The settings of a run come back too, each under its name."""
    came = tracker.config(records, config)
    kept = {name: came[name] for name in config if name in came}
    lost = sorted(set(config) - set(kept))
    mistake = "settings are lost" if lost else "a setting has another value"
    is_whole = not lost and all(str(kept[name]) == str(config[name]) for name in config)
    assert_that(is_whole, came=shown(came), expected=shown(config), mistake=mistake)


@tracker.mistake("only the last record is kept")
def only_the_last(records, config):
    return records[-1:]


@tracker.mistake("the records come back in the wrong order")
def backwards(records, config):
    return records[::-1]


@tracker.mistake("the numbers are rounded")
def rounded(records, config):
    return [{name: round(value, 1) for name, value in record.items()} for record in records]


@tracker.mistake("metrics are lost")
def one_metric(records, config):
    return [dict([*record.items()][:1]) for record in records]


@tracker.mistake("both runs write to one place", operation="apart")
def mixed(records, config, others):
    return {"first": records + others, "second": records + others}


@tracker.mistake("what was logged is lost when the run never ends", operation="cut_off")
def lost_in_a_crash(records, config):
    return []


@tracker.mistake("settings are lost", operation="config")
def without_settings(records, config):
    return {"name": config["name"]}


@tracker.mistake("a setting has another value", operation="config")
def other_setting(records, config):
    return config | {"layers": config["layers"] + 1}


def draw_settings(sizes, rng):
    """Draw settings whose values are not met by chance."""
    return {
        "learning_rate": int(rng.integers(11, 99)) / 1024,
        "epochs": int(rng.integers(4, 6)),
        "batch_size": int(rng.choice([7, 11])),
        "hidden": int(rng.choice([13, 17])),
        "seed": int(rng.integers(100, 999)),
    }


@stateful(
    steps="config",
    sees="store",
    names=["train_with_tracking", "train_with_logging", "train_and_log", "train_and_track", "run_experiment"],
)
def tracked_training(config: Given(draw_settings)) -> Value("mapping"):
    """A training that keeps its settings, and a metric for every epoch, in a store that can be read.

    That is MLflow's, TensorBoard's or W&B's, or a table of your own beside a file of settings.
    """
    return {"used": config, "kept": config, "steps": {"loss": [*range(config["epochs"])]}}


@tracked_training.outline
def tracked_training_outline(config, log_dir):
    """Train with the settings of a mapping, and log them and a metric of each epoch below log_dir.

    By MLflow, TensorBoard, Weights & Biases, or in tables.
    """


@tracked_training.check(hint="Log the settings once, before the first epoch.", examples=1, time_limit=60)
def stores_every_setting(training, config):
    """Every setting that the training uses lies in the store, with its value."""
    came = training(config)
    lost = {name: value for name, value in came["used"].items() if name not in came["kept"]}
    mistake = "no setting is stored" if not came["kept"] else "some settings are not stored"
    assert_that(not lost, came=f"no {shown(lost)}", expected=shown(came["used"]), mistake=mistake)


@tracked_training.check(
    hint="Look at the curve in the tracker: how many points has it, and where do they stand?",
    examples=1,
    time_limit=60,
)
def stores_a_whole_curve(training, config):
    """A metric has a value for every epoch, each at a step of its own."""
    came = training(config)
    counts = {name: len(steps) for name, steps in came["steps"].items()}
    places = {name: len(set(steps)) for name, steps in came["steps"].items()}
    piled = [name for name in counts if places[name] == 1 < counts[name]]
    mistake = "every value is logged at the same step" if piled else "only the last value is stored"
    mistake = mistake if counts else "no metric is stored"
    told = f"steps {shown(came['steps'])}" if counts else "no metric"
    expected = f"{config['epochs']} steps of a metric"
    is_whole = max(places.values(), default=0) >= config["epochs"]
    assert_that(is_whole and not piled, came=told, expected=expected, mistake=mistake)
    broken = [name for name, steps in came["steps"].items() if not _is_even(sorted(set(steps)))]
    told = f"steps {shown({name: came['steps'][name] for name in broken})}"
    assert_that(not broken, came=told, expected=expected, mistake="some epochs are missing")


def _is_even(steps):
    """Whether steps are as far apart throughout, as every second epoch is."""
    return len({later - earlier for earlier, later in pairwise(steps)}) <= 1


def _but(config, **changed):
    return tracked_training(config) | changed


@tracked_training.mistake("no setting is stored")
def no_setting(config):
    return _but(config, kept={})


@tracked_training.mistake("some settings are not stored")
def one_setting(config):
    return _but(config, kept={"epochs": config["epochs"]})


@tracked_training.mistake("only the last value is stored")
def last_value(config):
    return _but(config, steps={"loss": [0]})


@tracked_training.mistake("every value is logged at the same step")
def one_step(config):
    return _but(config, steps={"loss": [0] * config["epochs"]})


@tracked_training.mistake("no metric is stored")
def no_metric(config):
    return _but(config, steps={})


@tracked_training.mistake("some epochs are missing")
def gap(config):
    steps = list(range(config["epochs"]))
    return _but(config, steps={"loss": steps, "accuracy": [0, 1, 3]})


skill(needs=any_of(1, tracker, tracked_training))
