"""Experiment tracking: write down what was tried, and what came of it.

Why it matters: nobody remembers which of forty runs had which learning rate.
"""

from pytest_mlchecklist.api import Given, Value, all_of, assert_that, shown, skill, stateful


def draw_records(sizes, rng):
    return [
        {"loss": int(rng.integers(1, 99)) / 8, "accuracy": int(rng.integers(9)) / 8}
        for _ in range(sizes["t"])
    ]


def draw_config(sizes, rng):
    return {"learning_rate": int(rng.integers(1, 9)) / 8, "layers": int(rng.integers(1, 9)), "name": "small"}


@stateful(steps="records", sees="log", names=["experiment_tracker", "run_tracker", "experiment_logger"])
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


@tracker.check(examples=10, hint="Which file does a run write to, and which one is read?")
def keeps_runs_apart(tracker, records, config, others: Given(draw_records, axes=("s",))):
    """Two runs that are logged in turns do not mix."""
    came = tracker.apart(records, config, others=others)
    assert_that(
        came == {"first": records, "second": others},
        came=shown(came),
        expected=f"{shown(records)} of the first and {shown(others)} of the second",
        mistake="both runs write to one place",
    )


@tracker.check(examples=10, hint="Write each record when it comes, not all of them at the end.")
def keeps_what_was_logged_before_a_crash(tracker, records, config):
    """A run that never ended has what was logged until then."""
    came = tracker.cut_off(records, config)
    assert_that(came == records, came=shown(came), expected=shown(records))


@tracker.check(examples=10, hint="Write the configuration beside the metrics.")
def keeps_the_configuration(tracker, records, config):
    """The configuration of a run comes back too."""
    came = tracker.config(records, config)
    assert_that(came == config, came=shown(came), expected=shown(config))


@tracker.mistake("only the last record is kept")
def only_the_last(records, config):
    return records[-1:]


@tracker.mistake("the records come back in the wrong order")
def backwards(records, config):
    return records[::-1]


@tracker.mistake("what was logged is written when the run ends", operation="cut_off")
def lost_in_a_crash(records, config):
    return []


skill(needs=all_of(tracker))
