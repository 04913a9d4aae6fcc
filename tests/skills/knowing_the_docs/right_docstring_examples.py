from pathlib import Path

THREE = '''
def mean(numbers):
    """The mean.

    >>> mean([1, 2, 6])
    3.0
    """
    return sum(numbers) / len(numbers)


class Scaler:
    """Scales.

    >>> Scaler(2).scale([1, 2])
    [2, 4]
    """

    def __init__(self, factor):
        self.factor = factor

    def scale(self, numbers):
        """Multiply.

        Examples
        --------
        >>> scaler = Scaler(3)
        >>> scaler.scale([1])
        [3]
        """
        return [self.factor * number for number in numbers]
'''


def one_file(folder: Path):
    (folder / "stats.py").write_text(THREE)


def package_with_relative_imports(folder: Path):
    package = folder / "src" / "moons"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "base.py").write_text("FACTOR = 2\n")
    (package / "stats.py").write_text(
        "from .base import FACTOR\n" + THREE.replace("Scaler(2)", "Scaler(FACTOR)")
    )


def over_several_files(folder: Path):
    for number, name in enumerate(("first", "second", "third"), 1):
        (folder / f"{name}.py").write_text(
            f'def {name}(x):\n    """Times {number}.\n\n    >>> {name}(2)\n    {2 * number}\n    """\n    return {number} * x\n'
        )


def shadowing_a_real_module(folder: Path):
    (folder / "week 2").mkdir()
    (folder / "week 2" / "random.py").write_text("import tempfile\n" + THREE)


def with_errors_and_dots(folder: Path):
    (folder / "stats.py").write_text(
        THREE
        + '''

def safe(numbers):
    """Refuse nothing.

    >>> safe([])
    Traceback (most recent call last):
        ...
    ValueError: no numbers
    >>> print("a", safe([1] * 30))
    a [1, 1, ..., 1]
    """
    if not numbers:
        raise ValueError("no numbers")
    return numbers
'''
    )


def reading_what_lies_beside_it(folder: Path):
    (folder / "course").mkdir()
    (folder / "course" / "factor.txt").write_text("2")
    (folder / "course" / "stats.py").write_text("FACTOR = int(open('factor.txt').read())\n" + THREE)


def printing_and_leaving_at_the_end(folder: Path):
    (folder / "stats.py").write_text(
        "import atexit\n\natexit.register(print, 'bye')\nprint('hello')\n" + THREE
    )


def main_guarded(folder: Path):
    (folder / "stats.py").write_text(
        THREE
        + "\n\nif __name__ == '__main__':\n    import doctest\n\n    doctest.testmod()\n    raise SystemExit(1)\n"
    )
