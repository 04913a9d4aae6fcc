from pathlib import Path

PAGE = "https://numpy.org/doc/stable/reference/generated/numpy.einsum.html"


def written(folder: Path, text: str, name: str = "nets.py"):
    (folder / name).write_text(text, encoding="utf-8")


def in_a_comment(folder: Path):
    written(
        folder,
        f"import numpy as np\n\n\ndef product(a, b):\n    # {PAGE}\n    return np.einsum('ij,jk', a, b)\n",
    )


def above_the_function(folder: Path):
    written(
        folder,
        f"from numpy import einsum\n\n\n# See {PAGE}.\ndef product(a, b):\n    return einsum('ij,jk', a, b)\n",
    )


def by_its_name(folder: Path):
    written(
        folder,
        'import numpy as np\n\n\ndef product(a, b):\n    """Multiply; the NumPy docs of np.einsum say how."""\n'
        "    return np.einsum('ij,jk', a, b)\n",
    )


def with_an_anchor(folder: Path):
    written(
        folder,
        'def ordered(x):\n    """Sort: https://docs.python.org/3/library/functions.html#sorted"""\n    return sorted(x)\n',
    )


def of_a_class(folder: Path):
    written(
        folder,
        "from torch import nn\n\n\nclass Net(nn.Module):\n"
        '    """One layer (https://pytorch.org/docs/stable/generated/torch.nn.Linear.html)."""\n\n'
        "    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(2, 1)\n",
    )


def of_sphinx(folder: Path):
    written(
        folder,
        'import numpy as np\n\n\ndef product(a, b):\n    """Multiply, by :func:`numpy.einsum`."""\n'
        "    return np.einsum('ij,jk', a, b)\n",
    )


def of_numpydoc(folder: Path):
    written(
        folder,
        "import numpy as np\n\n\ndef product(a, b):\n"
        '    """Multiply.\n\n    See Also\n    --------\n    numpy.einsum : in one line\n    """\n'
        "    return np.einsum('ij,jk', a, b)\n",
    )


def of_a_method(folder: Path):
    written(
        folder,
        "def flat(x):\n    # https://numpy.org/doc/stable/reference/generated/numpy.ndarray.reshape.html\n"
        "    return x.reshape(-1)\n",
    )


def of_an_operator(folder: Path):
    written(
        folder,
        'def product(a, b):\n    """https://numpy.org/doc/stable/reference/generated/numpy.matmul.html"""\n    return a @ b\n',
    )


def name_and_page_apart(folder: Path):
    written(
        folder,
        "import numpy as np\n\n\ndef product(a, b):\n    # np.einsum sums over the letters that are left out,\n"
        "    # https://numpy.org/doc/stable/user/basics.html\n    return np.einsum('ij,jk', a, b)\n",
    )


def in_german(folder: Path):
    written(
        folder,
        'import numpy as np\n\n\ndef product(a, b):\n    """Produkt, siehe Dokumentation von `np.einsum`."""\n'
        "    return np.einsum('ij,jk', a, b)\n",
    )
