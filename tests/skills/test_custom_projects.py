"""Projects as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

import pytest

from pytest_mlchecklist.strategies import few_draws, realise


@pytest.fixture
def asked(parts):
    """Return a function that gives what a project is asked for."""

    def draw(name):
        arguments = parts[name].contract.arguments
        return realise(arguments, next(few_draws(arguments, 1, 0)))

    return draw


def test_a_failure_counts_and_names(show):
    """It says how many are right, how many should be, and what such answers come from."""
    shown = show("image_project", "custom_image_project/wrong_images.py", "always_sand")
    lines = shown.failures()["beats_the_simplest_guess"].message.splitlines()
    assert lines[0].endswith("inputs=<60 other pictures>, seed=2)")
    assert lines[1] == "it gave      24 of 60 right"
    assert "42 of 60 right, or better; the simplest guess is 24 of 60 right" in lines[2]
    assert "This is what one gets when it says the same of everything." in lines[3]


def test_a_training_is_not_repeated_for_each_check(show, monkeypatch):
    """Four checks train three times: for all, for the same seed, and on classes that all are alike."""
    shown = show("text_project", "custom_text_project/right_functions.py", "train_project")
    asked, ask = [], shown.ask
    monkeypatch.setattr(shown, "ask", lambda *given: asked.append(given[0]) or ask(*given))
    assert ({}, ["call"] * 3) == (shown.failures(), asked)


@pytest.mark.parametrize(
    ("part", "place", "said"),
    [
        ("text_project", "right_sklearn.py:train", "train(csv_path, random_state), then Pipeline.predict"),
        ("time_series_project", "right_pandas.py:Forecaster", "of the last column of the files"),
        ("audio_project", "right_sklearn.py:SoundClassifier", "one at a time of what the files hold"),
        ("image_project", "right_script.py:main", "then predict_images(model_path, image_paths)"),
    ],
)
def test_the_way_of_asking_is_said(show, asked, part, place, said):
    """A table's one file, its values alone, a sound's samples: the report tells what was handed over."""
    shown = show(part, *f"custom_{part}/{place}".split(":"))
    shown.ask("call", asked(part))
    assert said in shown.description


def test_a_learners_own_epochs_stay(show, asked):
    """How long it trains is the project's business, unless it must be told."""
    shown = show("time_series_project", "custom_time_series_project/right_torch.py", "train")
    shown.ask("call", asked("time_series_project"))
    assert "epochs" not in shown.description


def test_a_loss_alone_is_no_reason_to_refuse(parts):
    """A metric that nobody can compute from predictions is taken as it is, and that is said."""
    from pytest_mlchecklist.code import plain_code
    from pytest_mlchecklist.examination import examine

    part = parts["text_project"]
    code = plain_code(part, call=lambda **given: part.reference(**given) | {"metrics": {"loss": 0.1}})
    check = next(check for check in part.checks if check.name == "reports_how_good_it_is")
    report, _ = examine(check, code)
    assert ("passed", ("loss can't be compared with its predictions",)) == (report.outcome, report.notes)
