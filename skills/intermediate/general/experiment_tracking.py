"""Experiment tracking: record the settings and the curves of every run, so that they can be compared.

Why it matters: After thirty runs nobody remembers which one was good, or why. A log does.

Next step: Draw the curves of your last ten runs into one picture, coloured by the setting that you
changed.
"""

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
        "metric_logger", "metrics_tracker", "metric_tracker", "experiment", "logger", "experiment_log",
        "training_logger", "csv_logger", "json_logger", "sqlite_tracker", "run_recorder", "mlflow_tracker",
    ],
)  # fmt: skip
def tracker(records: Given(draw_records, axes=("t",)), config: Given(draw_config)) -> Value("records"):
    """Everything that was logged comes back, step by step."""
    return records


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


skill(needs=any_of(1, tracker))
