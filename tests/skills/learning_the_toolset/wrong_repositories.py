from pathlib import Path


def dependency_file__conda_list(folder: Path):
    (folder / "requirements.txt").write_text("numpy=1.26.4=py311h1234\n")


def dependency_file__notebook_magic(folder: Path):
    (folder / "requirements.txt").write_text("!pip install torch\n")


def dependency_file__table_of_pip(folder: Path):
    (folder / "requirements.txt").write_text("Package    Version\n---------- -------\nnumpy      1.26.4\n")


def dependency_file__broken_toml(folder: Path):
    (folder / "pyproject.toml").write_text("[project]\ndependencies = [numpy]\n")


def compiling_code__merge_marker(folder: Path):
    (folder / "train.py").write_text("a = 1\n<<<<<<< HEAD\nb = 2\n")


def compiling_code__old_exception(folder: Path):
    (folder / "train.py").write_text("try:\n    pass\nexcept ValueError, error:\n    print error\n")


def compiling_code__tabs_and_blanks(folder: Path):
    (folder / "train.py").write_text("if True:\n        a = 1\n\tb = 2\n")


def editor_or_linter_settings__unquoted(folder: Path):
    (folder / "pyproject.toml").write_text("[tool.ruff]\nselect = [E, F]\n")


def editor_or_linter_settings__black_without_tool(folder: Path):
    (folder / "pyproject.toml").write_text("[black]\nline-length = 88\n")


def editor_or_linter_settings__open_list(folder: Path):
    (folder / "ruff.toml").write_text('select = ["E", "F"\n')


def readme__badges_alone(folder: Path):
    (folder / "README.md").write_text("# Moons\n\n[![build](https://x.org/b.svg)](https://x.org)\n")


def readme__lorem(folder: Path):
    (folder / "README.md").write_text("# Moons\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n")


def readme__code_alone(folder: Path):
    (folder / "README.md").write_text(
        "# Moons\n\n```\npip install -r requirements.txt\npython train.py\n```\n"
    )


def collected_tests__syntax(folder: Path):
    (folder / "test_sums.py").write_text("def test_sum(:\n    pass\n")


def collected_tests__methods_without_test(folder: Path):
    (folder / "test_sums.py").write_text("class TestSums:\n    def sum(self):\n        assert 1 + 1 == 2\n")
