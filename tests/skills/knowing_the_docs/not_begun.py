from pathlib import Path


def docstring_examples__no_docstrings(folder: Path):
    (folder / "sums.py").write_text("def add(a, b):\n    return a + b\n")


def cited_documentation__no_notes(folder: Path):
    (folder / "sums.py").write_text('def add(a, b):\n    """Add."""\n    return sum([a, b])\n')


def cited_documentation__a_paper(folder: Path):
    (folder / "nets.py").write_text(
        "import numpy as np\n\n\ndef selu(x):\n"
        '    """np.exp below zero (https://arxiv.org/abs/1706.02515); the well documented constants."""\n'
        "    return np.where(x > 0, x, np.exp(x) - 1)\n"
    )
