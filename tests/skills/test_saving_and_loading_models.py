"""Saving and loading as learners write it: right pairs pass, wrong ones are named."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.errors import LearnerError
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part

HERE = Path(__file__).parent / "saving_and_loading_models"
RIGHT = {
    "right_functions": (
        "save_model:load_model save_params:load_params save_weights:load_weights dump_model:restore_model "
        "save_checkpoint:load_checkpoint save_network:load_network write_model:read_model "
        "export_model:import_model save_to_file:load_from_file save_state:load_state"
    ),
    "right_classes": (
        "LinearRegression:LinearRegression MLP:MLP MLP.save:MLP.load ModelStore:ModelStore "
        "NeuralNetwork.save_weights:NeuralNetwork.load_weights"
    ),
    "right_torch": (
        "save_model:load_model save_checkpoint:load_checkpoint store_model:restore_model save_net:load_net "
        "save_trained_model:load_trained_model save_weights:load_weights"
    ),
    "right_sklearn": "save_model:load_model",
}
PAIRS = [(file, *pair.split(":")) for file, pairs in RIGHT.items() for pair in pairs.split()]
LOST_DIGITS, LOST_PART = "the numbers lose digits on their way", "a part of the weights does not come back"
UNTRAINED = "what comes back is an untrained model"
WRONG_SAVES = {
    "save_model": UNTRAINED,
    "save_weights": LOST_PART,
    "save_params": LOST_DIGITS,
    "save_network": LOST_DIGITS,
    "to_file": LOST_DIGITS,
    "save_checkpoint": "the file follows the model, instead of keeping what it was",
    "store_model": "it always writes to the same place",
    "serialize_model": "saving changes the model",
}
WRONG_LOADS = {
    "load_model": UNTRAINED,
    "load_state": LOST_PART,
    "import_model": UNTRAINED,
    "load_checkpoint": "the original comes back, not a model of its own",
    "unpickle_model": "a missing file is passed over",
    "read_model": "a damaged file is passed over",
}
WRONG_TORCH = {"save_model": UNTRAINED, "save_weights": LOST_PART, "save_checkpoint": UNTRAINED}
WANTED = (
    Wanted("save_model", "saver", (), ("weights", "x")),
    Wanted("load_model", "saver", (), ("weights", "x")),
)


@pytest.mark.parametrize(("file", "save"), [(file, save) for file, save, _ in PAIRS])
def test_right_saving_passes_every_required_check(show: Callable, file: str, save: str) -> None:
    """What saves is never refused, whatever it takes and wherever it writes."""
    assert {} == show("save_model", f"saving_and_loading_models/{file}.py", save).failures()


@pytest.mark.parametrize(("file", "load"), [(file, load) for file, _, load in PAIRS])
def test_right_loading_passes_every_required_check(show: Callable, file: str, load: str) -> None:
    """What loads is never refused, in this process."""
    loads = show("load_model", f"saving_and_loading_models/{file}.py", load)
    assert {} == dataclasses.replace(loads, part=_without(loads.part, "works_in_a_new_process")).failures()


@pytest.mark.parametrize(
    ("file", "load"), [("functions", "load_params"), ("classes", "MLP"), ("torch", "load_model")]
)
def test_a_new_process_loads_the_same(show: Callable, file: str, load: str) -> None:
    """What was saved here is loaded by a process that knows nothing else."""
    loads = show("load_model", f"saving_and_loading_models/right_{file}.py", load)
    came = loads.ask("in_a_fresh_process", {"weights": np.eye(4)[:, :3] / 7, "x": np.ones((2, 4)) / 3})
    assert came["before"].tolist() == came["after"].tolist()


def test_what_lives_in_memory_is_not_found_by_a_new_process(show: Callable) -> None:
    """A cache of the process that saved is empty in another."""
    loads = show("load_model", "saving_and_loading_models/wrong_functions.py", "load_checkpoint")
    with pytest.raises(LearnerError):
        loads.ask("in_a_fresh_process", {"weights": np.eye(4), "x": np.ones((2, 4))})


def _without(part: Part, name: str) -> Part:
    """Return the part without a check."""
    return dataclasses.replace(part, checks=tuple(check for check in part.checks if check.name != name))


@pytest.mark.parametrize(("symbol", "mistake"), WRONG_SAVES.items())
def test_wrong_saving_fails_and_is_named(show: Callable, symbol: str, mistake: str) -> None:
    """What does not keep the model fails, and the mistake is named."""
    failures = show("save_model", "saving_and_loading_models/wrong_functions.py", symbol).failures()
    assert mistake in {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize(("symbol", "mistake"), WRONG_LOADS.items())
def test_wrong_loading_fails_and_is_named(show: Callable, symbol: str, mistake: str) -> None:
    """What does not bring the model back, or is silent about a broken file, fails and is named."""
    loads = show("load_model", "saving_and_loading_models/wrong_functions.py", symbol)
    failures = dataclasses.replace(loads, part=_without(loads.part, "works_in_a_new_process")).failures()
    assert mistake in {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize(("symbol", "mistake"), WRONG_TORCH.items())
def test_wrong_saving_in_torch_fails_and_is_named(show: Callable, symbol: str, mistake: str) -> None:
    """A state that is not put into the model, or running statistics that are left out, are found."""
    failures = show("save_model", "saving_and_loading_models/wrong_torch.py", symbol).failures()
    assert mistake in {failure.mistake for failure in failures.values()}


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


def test_an_exercise_is_unfinished() -> None:
    """Functions without a body are not begun."""
    found = discover(HERE.parent, WANTED, excluded=sorted(set(HERE.glob("*.py")) - {HERE / "unfinished.py"}))
    assert {"save_model", "load_model"} == {part for part, one in found.candidates.items() if one.unfinished}
