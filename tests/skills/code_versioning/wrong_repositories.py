from datetime import UTC, datetime, timedelta
from pathlib import Path

from pytest_mlchecklist.api import commit

MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
RULES = "__pycache__/\n.venv/\n*.pt\n"


def commits(folder, messages, apart=timedelta(hours=9)):
    for number, message in enumerate(messages):
        (folder / f"file_{number}.py").write_text(f"print({number})\n")
        commit(folder, message, when=MAY + number * apart)


def kept(folder, rules, **files):
    (folder / ".gitignore").write_text(rules)
    for name, text in {"train.py": "print(1)\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    commit(folder, "Begin", when=MAY)


def commit_history__pages_of_github(folder: Path):
    commits(folder, ["Initial commit", "Add files via upload", "Update train.py", "Update train.py", "Update net.py"])


def commit_history__chores(folder: Path):
    commits(folder, ["chore: update", "fix: fix", "wip: more changes", "feat: stuff", "Add a layer", "Plot it"])


def commit_history__dots_and_numbers(folder: Path):
    commits(folder, [".", "1", "v2", "x", "...", "-"])


def commit_history__in_one_evening(folder: Path):
    steps = ["Add a model", "Read the data", "Plot the loss", "Lower the rate", "Explain it", "Test it well"]
    commits(folder, steps, timedelta(minutes=10))


def commit_history__four_commits(folder: Path):
    commits(folder, ["Add a model", "Read the data", "Plot the loss", "Lower the rate"])


def clean_repository__rules_at_the_root_alone(folder: Path):
    kept(folder, "/__pycache__/\n.venv/\n*.pt\n", **{"nets/dense.py": "x = 1\n"})


def clean_repository__another_environment(folder: Path):
    kept(folder, RULES)
    (folder / "my_env").mkdir()
    (folder / "my_env" / "pyvenv.cfg").write_text("home = /usr/bin\n")


def clean_repository__weights_of_a_training(folder: Path):
    rules = "__pycache__/\n.venv/\n.ipynb_checkpoints/\n"
    kept(folder, rules, **{"train.py": "import torch\ntorch.save({}, 'net.pth')\n"})


def clean_repository__comments_alone(folder: Path):
    kept(folder, "# __pycache__/\n# .venv/\n")


def clean_repository__epochs(folder: Path):
    kept(folder, "__pycache__/\n.venv/\nruns/\n", **{"saved/epoch_3.pth": "weights", "saved/epoch_4.pth": "weights"})


def clean_repository__notebook_checkpoints(folder: Path):
    kept(folder, RULES, **{".ipynb_checkpoints/week_1-checkpoint.ipynb": "{}"})


def clean_repository__markers_in_a_notebook(folder: Path):
    text = '{\n "cells": [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> 1a2b3c4\n ]\n}\n'
    kept(folder, RULES, **{"week_1.ipynb": text})


def clean_repository__typing_error(folder: Path):
    (folder / ".gitingore").write_text(RULES)
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Begin", when=MAY)
