from pathlib import Path


def markdown(folder: Path):
    (folder / "README.md").write_text(
        "# Digits\n\n[![build](https://x.org/b.svg)](https://x.org)\n\nReads handwritten digits with a small network.\n"
    )


def plain_text(folder: Path):
    (folder / "README").write_text("Solutions to the exercises of a course on neural networks.\n")


def restructured(folder: Path):
    (folder / "README.rst").write_text(
        "Digits\n======\n\nA network that reads handwritten digits, and how to train it.\n"
    )


def chinese(folder: Path):
    (folder / "readme.md").write_text("# 手写数字\n\n用一个小型神经网络识别手写数字。\n", encoding="utf-8")


def in_a_list(folder: Path):
    (folder / "README.md").write_text("# Course\n\n- week 1: regression by hand\n- week 2: a first network\n")


def with_a_todo(folder: Path):
    (folder / "README.md").write_text(
        "# Moons\n\nTells two half moons apart with a network of two layers.\n\n## TODO\n\n- TODO: plots\n"
    )


def of_github(folder: Path):
    (folder / ".github").mkdir()
    (folder / ".github" / "README.md").write_text("# Moons\n\nTells two half moons apart by their points.\n")
