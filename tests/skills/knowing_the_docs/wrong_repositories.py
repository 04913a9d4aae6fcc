from pathlib import Path

ADD = '''
def {name}(a, b):
    """Add.

    {example}
    """
    return a + b
'''


def _three(folder: Path, *examples: str, head: str = ""):
    names = ("add", "plus", "total")
    text = "\n".join(ADD.format(name=name, example=item) for name, item in zip(names, examples, strict=True))
    (folder / "sums.py").write_text(head + text)


def docstring_examples__no_blank_behind_the_prompt(folder: Path):
    _three(folder, ">>>add(1, 2)\n    3", ">>> plus(1, 2)\n    3", ">>> total(1, 2)\n    3")


def docstring_examples__wrong_sum(folder: Path):
    _three(folder, ">>> add(1, 2)\n    4", ">>> plus(1, 2)\n    3", ">>> total(1, 2)\n    3")


def docstring_examples__old_name(folder: Path):
    _three(
        folder, ">>> add(1, 2)\n    3", ">>> plus(1, 2); sum_up(1, 2)\n    3\n    3", ">>> total(1, 2)\n    3"
    )


def docstring_examples__no_result(folder: Path):
    _three(folder, ">>> add(1, 2)", ">>> plus(1, 2)", ">>> total(1, 2)")


def docstring_examples__needs_a_file(folder: Path):
    _three(
        folder, *(f">>> {name}(1, 2)\n    3" for name in ("add", "plus", "total")), head="open('none.csv')\n"
    )


def docstring_examples__private_ones(folder: Path):
    text = "\n".join(
        ADD.format(name=f"_{n}", example=f">>> _{n}(1, 2)\n    3") for n in ("add", "plus", "total")
    )
    (folder / "sums.py").write_text(text + ADD.format(name="sum_up", example=">>> sum_up(1, 2)\n    3"))


def cited_documentation__another_function(folder: Path):
    (folder / "nets.py").write_text(
        "import numpy as np\n\n\ndef product(a, b):\n"
        "    # https://numpy.org/doc/stable/reference/generated/numpy.einsum.html\n    return np.dot(a, b)\n"
    )


def cited_documentation__in_another_function(folder: Path):
    (folder / "nets.py").write_text(
        "import numpy as np\n\n\ndef product(a, b):\n    return np.einsum('ij,jk', a, b)\n\n\n"
        'def other(a):\n    """https://numpy.org/doc/stable/reference/generated/numpy.einsum.html"""\n    return a\n'
    )


def cited_documentation__a_blog(folder: Path):
    (folder / "nets.py").write_text(
        "import numpy as np\n\n\ndef product(a, b):\n"
        "    # https://medium.com/somebody/numpy-einsum-explained\n    return np.einsum('ij,jk', a, b)\n"
    )


def cited_documentation__its_own_function(folder: Path):
    (folder / "nets.py").write_text(
        "def twice(x):\n    return 2 * x\n\n\ndef four(x):\n"
        '    """See https://example.org/my/docs/on/twice.html"""\n    return twice(twice(x))\n'
    )


def cited_documentation__a_formula(folder: Path):
    (folder / "nets.py").write_text(
        "import numpy as np\n\n\ndef softplus(x):\n"
        '    """log(1 + np.exp(x)), see https://docs.python.org/3/library/math.html"""\n    return np.logaddexp(0, x)\n'
    )
