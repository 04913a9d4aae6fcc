"""The kind `stateful`, on early stopping, checkpoints and a schedule in the forms that learners give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.skill import Part
from shown import sample, show

PACK = Path(__file__).parents[1] / "packs" / "stateful_pack"
RIGHT = {
    ("early_stopping", "callbacks/right_stopping"): (
        "EarlyStopping Stopper OfAccuracy OfScore WithMode KerasStyle Asked Raises should_stop "
        "early_stopping stopping_epoch check_stop"
    ),
    ("early_stopping", "callbacks/right_torch"): "EarlyStopping",
    ("model_checkpoint", "callbacks/right_torch"): "ModelCheckpoint save_best",
    ("model_checkpoint", "callbacks/right_checkpoints"): (
        "ModelCheckpoint Pickles Arrays OfAccuracy save_if_better HardCoded"
    ),
    ("cyclical_learning_rate", "right_schedules"): "triangular CyclicLR OnOptimizer KeepsIt",
    ("tracker", "experiment_tracking/right_trackers"): "ExperimentTracker MetricByMetric CsvLogger Tracker",
}
RIGHT_ONES = [(part, file, symbol) for (part, file), symbols in RIGHT.items() for symbol in symbols.split()]
DESCRIBED = {
    "EarlyStopping": "EarlyStopping(path, patience, delta).__call__(val_loss, model), reads .early_stop",
    "OfAccuracy": "reads .should_stop, higher is better",
    "OfScore": "takes what it returns, higher is better",
    "KerasStyle": "on_epoch_end(logs, epoch), reads stop_training of its model",
    "Asked": "add(loss), reads .should_stop",
    "check_stop": "takes item 0 of what it returns",
}
WRONG = {
    ("early_stopping", "NeverResets"): "the count is not set back when the loss improves",
    (
        "early_stopping",
        "ComparesWithTheLast",
    ): "each loss is compared with the one before it, not with the best",
    ("early_stopping", "TooPatient"): "it waits one step too long",
    ("early_stopping", "CountsEpochs"): "the patience counts all steps",
    ("model_checkpoint", "SavesAlways"): "it saves in every epoch",
    ("model_checkpoint", "SavesWhenItFalls"): "it compares with the epoch before instead of the best one",
    ("model_checkpoint", "SavesTheWorst"): "it takes a higher loss for a better one",
    ("model_checkpoint", "SavesWhatItRemembers"): "the weights of the step before are saved",
}
REFUSED = {
    "NeedsARun": "it needs an argument 'run'",
    "NothingToSee": "gave NoneType where True or False was expected",
    "raises": "raises(losses, patience): KeyError: 'val_loss'",
}


@pytest.fixture(scope="module")
def parts() -> Mapping[str, Part]:
    """Return the parts of the pack, by name."""
    return catalogue.load([PACK]).parts


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_code_passes(part: str, file: str, symbol: str, parts: Mapping[str, Part]) -> None:
    """A right object passes every required check, whatever it is told and wherever its answer lies."""
    failures = show(parts[part], sample("stateful", file), symbol).failures()
    assert {} == {name: report.message for name, report in failures.items()}


@pytest.mark.parametrize("symbol", DESCRIBED)
def test_where_the_answer_lies_is_described(symbol: str, parts: Mapping[str, Part]) -> None:
    """The report says what the object is told and where its answer was read."""
    shown = show(parts["early_stopping"], sample("stateful", "callbacks/right_stopping"), symbol)
    assert DESCRIBED[symbol] in shown.description


@pytest.mark.parametrize(("part", "symbol"), WRONG)
def test_a_wrong_object_is_caught_and_its_mistake_named(
    part: str, symbol: str, parts: Mapping[str, Part]
) -> None:
    """A wrong object fails a required check, and the mistake is told."""
    failures = show(parts[part], sample("stateful", "callbacks/wrong_callbacks"), symbol).failures()
    assert WRONG[part, symbol] in {report.mistake for report in failures.values()}


@pytest.mark.parametrize("symbol", REFUSED)
def test_what_can_not_be_driven_says_why(symbol: str, parts: Mapping[str, Part]) -> None:
    """The refusal tells the error that matters."""
    with pytest.raises(CannotRun) as refused:
        show(parts["early_stopping"], sample("stateful", "strange"), symbol)
    assert REFUSED[symbol] in refused.value.message


ADAPTED = {
    "early_stopping": "import numpy as np\n\n\ndef told(losses, patience, min_delta):\n"
    "    best, n, out = np.inf, 0, []\n    for loss in losses:\n"
    "        best, n = (loss, 0) if loss < best - min_delta else (best, n + 1)\n"
    "        out.append(n >= patience or 1 in out)\n    return np.array(out, dtype=int)\n\n\n",
    "model_checkpoint": "",
}
FILLED = {
    "early_stopping": ("...", "told(losses, patience, min_delta)"),
    "model_checkpoint": (
        "        ...",
        "        if loss < getattr(self, 'best', np.inf):\n            self.best = loss\n"
        "            model.save(self.path)",
    ),
}


@pytest.mark.parametrize("part", FILLED)
def test_the_adapter_can_be_driven(part: str, tmp_path: Path, parts: Mapping[str, Part]) -> None:
    """The adapter to paste works once it is filled in."""
    with pytest.raises(CannotRun) as refused:
        show(parts[part], sample("stateful", "strange"), "NeedsARun")
    text = "import numpy as np\n" + ADAPTED[part] + refused.value.adapter.replace(*FILLED[part])
    (tmp_path / "adapter.py").write_text(text)
    assert {} == show(parts[part], tmp_path / "adapter.py", part).failures()


@pytest.fixture
def stops(tmp_path: Path, parts: Mapping[str, Part]) -> Callable[..., list[int]]:
    """Return a function that gives the trace of a source text's `Stop` on 3, 1, 2, 2, 0."""

    def trace(told: str, after: str = "return self.n >= self.patience", made: str = "patience") -> list[int]:
        text = (
            f"class Stop:\n    def __init__(self, {made}=9):\n"
            f"        self.{made}, self.best, self.n, self.stop = {made}, 1e9, 0, None\n\n"
            f"    def {told}\n        better = loss < self.best\n"
            "        self.best, self.n = (loss, 0) if better else (self.best, self.n + 1)\n"
            f"        {after}\n"
        )
        (tmp_path / "own.py").write_text(text)
        convention = show(parts["early_stopping"], tmp_path / "own.py", "Stop").convention
        losses = np.array([3.0, 1.0, 2.0, 2.0, 0.0])
        return list(convention.run("call", [], {"losses": losses, "patience": 2, "min_delta": 0.0}))

    return trace


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ("step(self, loss):", "return self.n >= self.patience"),
        ("__call__(self, loss, model, epoch):", "return self.n >= self.patience, better"),
        ("update(self, loss):", "self.stop = self.n >= self.patience; return better"),
        ("check(self, acc):\n        loss = -acc", "return self.n >= self.patience"),
        (
            "on_epoch_end(self, epoch, logs):\n        loss = logs['val_loss']",
            "return self.n >= self.patience",
        ),
        ("on_epoch_end(self, logs):\n        loss = -logs['val_acc']", "return self.n >= self.patience"),
        ("step(self, losses):\n        loss = losses[-1]", "return self.n >= self.patience"),
        ("step(self, loss, net):", "net.stop_training = self.n >= self.patience"),
        ("step(self, loss):", "if self.n >= self.patience: raise StopIteration"),
    ],
)
def test_a_step_in_any_form_stops_after_its_patience(
    stops: Callable[..., list[int]], told: str, after: str
) -> None:
    """Two losses that are no better are the end, whatever the step is told; and it stays stopped."""
    assert [0, 0, 0, 1, 1] == stops(told, after)


@pytest.mark.parametrize("name", ["patience", "tolerance", "max_wait", "wait", "n_patience"])
def test_patience_is_known_by_many_names(stops: Callable[..., list[int]], name: str) -> None:
    """What the contract makes optional reaches the constructor under the learner's name."""
    assert [0, 0, 0, 1, 1] == stops(f"step(self, loss):\n        self.patience = self.{name}", made=name)


TRACKERS = {
    "OneFile": "both runs write to one place",
    "OnlyTheLast": "only the last record is kept",
    "WritesAtTheEnd": "what was logged is written when the run ends",
}


@pytest.mark.parametrize("symbol", TRACKERS)
def test_a_wrong_tracker_is_caught_and_its_mistake_named(symbol: str, parts: Mapping[str, Part]) -> None:
    """A tracker that loses or mixes records fails a required check, and the mistake is told."""
    failures = show(
        parts["tracker"], sample("stateful", "experiment_tracking/wrong_trackers"), symbol
    ).failures()
    assert TRACKERS[symbol] in {report.mistake for report in failures.values()}


def test_a_tracker_that_loads_nothing_could_not_run(parts: Mapping[str, Part]) -> None:
    """A class that can't give back what it was told is refused, with an adapter."""
    with pytest.raises(CannotRun, match="holds none of the metrics") as refused:
        show(parts["tracker"], sample("stateful", "strange"), "NeverLoads")
    assert "def load(self, run):" in refused.value.adapter


def test_the_files_of_a_trace_are_gone_after_it(tmp_path: Path, parts: Mapping[str, Part]) -> None:
    """Nothing that an object writes stays behind, wherever it writes it."""
    before = set(Path.cwd().iterdir())
    shown = show(parts["model_checkpoint"], sample("stateful", "callbacks/right_checkpoints"), "HardCoded")
    shown.ask("call", {"losses": np.array([2.0, 1.0])})
    assert before == set(Path.cwd().iterdir())
