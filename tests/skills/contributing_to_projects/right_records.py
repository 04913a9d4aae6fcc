from pathlib import Path


def a_list(folder: Path):
    (folder / "CONTRIBUTIONS.md").write_text(
        "# What I gave back\n\n"
        "- [scikit-learn#31415](https://github.com/scikit-learn/scikit-learn/pull/31415): a misprint in the docs "
        "of KMeans\n"
        "- [pandas](https://github.com/pandas-dev/pandas/commit/1a2b3c4d5e): faster reading of empty columns\n"
    )


def headings(folder: Path):
    (folder / "contributions.md").write_text(
        "# Contributions\n\n## Fix the legend of an empty plot\n\n"
        "https://github.com/matplotlib/matplotlib/pull/9999\n\nReported by a friend, merged in May.\n"
    )


def a_table(folder: Path):
    (folder / "contributions.md").write_text(
        "| Project | PR | What I did | Date |\n| --- | --- | --- | --- |\n"
        "| keras | https://github.com/keras-team/keras/pull/20000 | Corrected the shape in an example | 2026-05-02 |\n"
        "| gensim | https://github.com/piskvorky/gensim/pull/3500/files | Removed a warning of NumPy | 2026-05-09 |\n"
    )


def toml(folder: Path):
    (folder / "contributions.toml").write_text(
        'account = "learner"\n\n[[contribution]]\nproject = "GitLab Runner"\n'
        'pr = "https://gitlab.com/gitlab-org/gitlab-runner/-/merge_requests/4321"\n'
        'what = "Explained in the docs how to limit the memory of a job"\n'
    )


def on_codeberg(folder: Path):
    (folder / "open_source.md").write_text(
        "# Open source\n\n1. https://codeberg.org/forgejo/docs/pulls/88 corrects the German names of months\n"
    )


def own_and_others(folder: Path):
    (folder / "contributions.md").write_text(
        "GitHub: [@learner](https://github.com/learner)\n\n"
        "- https://github.com/learner/homework/pull/3 adds a plot of the loss to week two\n"
        "- https://github.com/huggingface/datasets/pull/7000 lets a loader close its file at the end\n"
    )


def one_paragraph(folder: Path):
    (folder / "contributions.md").write_text(
        "In June I sent https://github.com/numpy/numpy/pull/27000 to NumPy, which says in an error message "
        "which axis is too long.\n"
    )


def in_chinese(folder: Path):
    (folder / "contributions.md").write_text(
        "# 贡献\n\n- https://github.com/numpy/numpy/pull/27000 修复了文档中的错误示例\n", encoding="utf-8"
    )
