"""Early stopping and checkpoints as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_the_rule_that_is_followed_is_told(show: Callable) -> None:
    """Of several right rules, the report names the one."""
    report = show("early_stopping", "callbacks/right_modes.py", "EarlyStopper").reports()
    notes = report["agrees_with_the_reference"].notes
    assert ("this is the rule by which losses up to min_delta above the best do not count",) == notes


def test_a_stop_at_the_wrong_step_is_counted_for_the_learner(show: Callable) -> None:
    """The message counts losses from one, as a learner does."""
    failures = show("early_stopping", "callbacks/wrong_callbacks.py", "TooPatient").failures()
    lines = failures["stops_after_its_patience"].message.splitlines()
    assert [
        "we called    early_stopping(losses=[5, 10, 15, 20, 25, 30], patience=4, min_delta=0, mode='min')",
        "it gave      it stops at loss 6",
        "we expected  a stop at loss 5: the best, then 4 worse",
    ] == lines[:3]
