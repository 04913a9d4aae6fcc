from pathlib import Path


def contribution_record__a_fork(folder: Path):
    (folder / "contributions.md").write_text(
        "# Contributions\n\n- https://github.com/learner/numpy/tree/my-fix mends the sum of empty arrays\n"
    )


def contribution_record__a_comparison(folder: Path):
    (folder / "contributions.md").write_text(
        "- https://github.com/numpy/numpy/compare/main...learner:fix mends the sum of empty arrays\n"
    )


def contribution_record__stories(folder: Path):
    (folder / "contributions.md").write_text(
        "# Contributions\n\nI helped NumPy with a misprint, and pandas with an error message.\n"
    )


def contribution_record__a_list_of_pulls(folder: Path):
    (folder / "contributions.md").write_text("- https://github.com/numpy/numpy/pulls?q=author:learner is my list\n")


def contribution_record__one_without_a_line(folder: Path):
    (folder / "contributions.md").write_text(
        "- https://github.com/numpy/numpy/pull/27000 says in an error message which axis is too long\n"
        "- [numpy#27001](https://github.com/numpy/numpy/pull/27001)\n"
    )


def contribution_record__to_be_done(folder: Path):
    (folder / "contributions.md").write_text(
        "- https://github.com/numpy/numpy/pull/27000 TODO: write what it does, in words\n"
    )


def contribution_record__issues(folder: Path):
    (folder / "contributions.md").write_text(
        "- https://github.com/numpy/numpy/issues/27000 says that an error message names the wrong axis\n"
    )


def contribution_record__own_alone(folder: Path):
    (folder / "contributions.toml").write_text(
        'github = "https://github.com/Learner"\n\n[[pr]]\n'
        'link = "https://github.com/learner/homework/pull/3"\nwhat = "adds a plot of the loss to week two"\n'
    )
