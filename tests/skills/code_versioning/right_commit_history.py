from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from pytest_mlchecklist.api import commit

MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)


def commits(folder, messages, apart=timedelta(hours=7), **options):
    for number, message in enumerate(messages):
        (folder / f"file_{number}.py").write_text(f"print({number})\n")
        commit(folder, message, when=MAY + number * apart, **options)


def with_a_few_words_too_few(folder: Path):
    commits(
        folder,
        ["Initial commit", "Add model", "fix", "Train with SGD", "plot loss", "wip", "README", "try dropout"],
    )


def conventional_commits(folder: Path):
    commits(
        folder,
        [
            "feat: dense layer",
            "fix(loss): divide by the batch size",
            "docs: how to run it",
            "refactor!: split the trainer",
            "test: gradient check",
        ],
    )


def german(folder: Path):
    commits(folder, ["Netz angelegt", "Verlust geplottet", "Daten laden", "Lernrate gesenkt", "Tests ergänzt"])


def chinese(folder: Path):
    commits(folder, ["添加模型", "修复损失函数", "画图", "调整学习率", "更新文档"])


def a_bad_start_long_ago(folder: Path):
    steps = [f"Add experiment {word}" for word in "one two three four five six seven eight nine ten".split()]
    commits(folder, ["update"] * 6 + steps + [f"Report on {step}" for step in steps])


def with_merges_and_a_bot(folder: Path):
    commits(folder, ["Add a model", "Read the data", "Plot the loss"])
    for number in range(3):
        (folder / f"merged_{number}.py").write_text("")
        commit(folder, "Merge branch 'plots'", when=MAY + timedelta(days=2 + number))
    for number in range(4):
        (folder / "requirements.txt").write_text(f"numpy=={number}\n")
        author = "dependabot[bot] <bot@example.org>"
        commit(folder, "update", when=MAY + timedelta(days=9 + number), author=author)


def over_midnight_in_the_learners_zone(folder: Path):
    # 23:30 and 00:30 where the learner sat: one UTC day, two of theirs.
    zone = timezone(timedelta(hours=10))
    for number in range(5):
        (folder / "train.py").write_text(f"print({number})\n")
        when = datetime(2026, 5, 1, 23, 30, tzinfo=zone) + number * timedelta(minutes=20)
        commit(folder, f"Step {'abcde'[number]} of the backward pass", when=when)


def bodies_that_tell(folder: Path):
    commits(folder, [f"Update\n\nThe {name} is read now, and checked." for name in ("csv", "json", "png", "wav", "txt")])


