"""Learning the toolset: what surrounds code so that others can run it.

Why it matters: code that runs on one machine alone helps one person.
"""

import re
from pathlib import Path

from pytest_mlchecklist.api import NotStarted, any_of, assert_that, repository, skill

DEPENDENCIES = ["/requirements*.txt", "/pyproject.toml", "/environment*.y*ml"]


@repository(files=DEPENDENCIES)
def dependency_file(folder: Path) -> None:
    """The packages that the code needs, one a line."""
    (folder / "requirements.txt").write_text("numpy>=1.26\nmatplotlib\n")


@dependency_file.check(
    hint="A line is a package's name and, if need be, its versions: numpy>=1.26.",
    reveals="a line names no package",
)
def names_packages(repo):
    """Each line names a package, and at least one does."""
    for path in repo.files(*DEPENDENCIES):
        asked = repo.requirements(path)
        if asked:
            return repo.found(f"{len(asked)} packages", path)
    raise NotStarted("no package is named yet")


@dependency_file.mistake("a line names no package")
def command(folder):
    (folder / "requirements.txt").write_text("pip install numpy\n")


@repository(files=["*.py"])
def compiling_files(folder: Path) -> None:
    """Two modules without a slip."""
    (folder / "nets").mkdir()
    (folder / "nets" / "layers.py").write_text("def twice(x):\n    return 2 * x\n")
    (folder / "train.py").write_text("from nets.layers import twice\n\nprint(twice(2))\n")


@compiling_files.check(hint="Run `python -m compileall .`: it stops where Python does.")
def compiles(repo):
    """Every Python file compiles."""
    broken = repo.broken()
    came = "; ".join(f"{path} {problem}" for path, problem in broken.items())
    is_old = any("Python 2" in problem for problem in broken.values())
    bracket = "a bracket is not closed" if "was never closed" in came else ""
    mistake = "a file is written for Python 2" if is_old else bracket
    assert_that(not broken, came=came, expected="files that Python can read", mistake=mistake)


@compiling_files.mistake("a bracket is not closed")
def open_bracket(folder):
    (folder / "train.py").write_text("print(2\n")


@compiling_files.mistake("a file is written for Python 2")
def python_2(folder):
    (folder / "train.py").write_text("print 'loss'\n")


@repository(files=["test_*.py", "*_test.py"])
def collected_tests(folder: Path) -> None:
    """One test."""
    (folder / "test_sums.py").write_text("def test_sum():\n    assert 1 + 1 == 2\n")


@collected_tests.check(hint="Run `pytest --collect-only` and read its first error.")
def pytest_collects_a_test(repo):
    """Pytest collects at least one test, and stumbles over no file."""
    came = repo.run(
        ["python", "-m", "pytest", "--collect-only", "-q", "-o", "addopts=", "-p", "no:cacheprovider"]
    )
    last = re.sub(r" in [\d.]+s$", "", came.output.strip().splitlines()[-1])
    fails = "an import fails" if "ModuleNotFoundError" in came.output else ""
    mistake = "no function's name begins with test_" if came.status == 5 else fails
    assert_that(came.is_good, came=last, expected="tests", mistake=mistake)
    repo.found(last, repo.files("test_*.py", "*_test.py")[0])


@collected_tests.mistake("no function's name begins with test_")
def no_test(folder):
    (folder / "test_sums.py").write_text("def check_sum():\n    assert 1 + 1 == 2\n")


@collected_tests.mistake("an import fails")
def broken_import(folder):
    (folder / "test_sums.py").write_text("import a_module_that_nobody_wrote\n")


skill(needs=any_of(2, dependency_file, compiling_files, collected_tests))
