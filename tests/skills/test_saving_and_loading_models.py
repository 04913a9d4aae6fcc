"""Saving and loading as learners write it: what is said of it besides the verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist.errors import LearnerError
from pytest_mlchecklist.host.refusal import CannotRun


def test_what_lives_in_memory_is_not_found_by_a_new_process(show: Callable) -> None:
    """A cache of the process that saved is empty in another."""
    loads = show("load_model", "saving_and_loading_models/wrong_functions.py", "load_checkpoint")
    with pytest.raises(LearnerError):
        loads.ask("in_a_fresh_process", {"weights": np.eye(4), "x": np.ones((2, 4))})


def test_a_file_that_can_not_be_loaded_is_a_failure(show: Callable) -> None:
    """Where the learner's own model is saved and never loads, the error of loading is shown."""
    failures = show("save_model", "saving_and_loading_models/wrong_torch.py", "save_net").failures()
    assert "an error, UnpicklingError: Weights only load failed" in failures["keeps_every_prediction"].message


def test_one_mistake_costs_one_check(show: Callable) -> None:
    """What fails for one reason alone leaves the other checks as they are."""
    failures = show("save_model", "saving_and_loading_models/wrong_functions.py", "save_weights").failures()
    assert {"keeps_every_prediction"} == set(failures)


def test_the_arrays_that_are_lost_are_named(show: Callable) -> None:
    """The message says which of the learner's own arrays did not come back."""
    failures = show("save_model", "saving_and_loading_models/wrong_functions.py", "save_weights").failures()
    lines = failures["keeps_every_prediction"].message.splitlines()
    assert [
        "we called    save_model(weights=[[2]], x=[[1]])",
        "it gave      the loaded one says [[8.27831, 6.61717, 4.9646]] (b1, b2 came back otherwise)",
        "we expected  [[9.47803, 7.04021, 6.21026]], as before",
    ] == lines[:3]


def test_saving_alone_can_not_be_judged(show: Callable, tmp_path: Path) -> None:
    """Without anything that loads, it says what to write."""
    (tmp_path / "alone.py").write_text("def save_model(model, path):\n    return path\n")
    with pytest.raises(CannotRun, match="beside save_model there is nothing that loads, such as load_model"):
        show("save_model", str(tmp_path / "alone.py"), "save_model")
