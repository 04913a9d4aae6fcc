from pathlib import Path


def dependency_file__empty(folder: Path):
    (folder / "requirements.txt").write_text("# to come\n")


def dependency_file__settings_alone(folder: Path):
    (folder / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")


def compiling_code__nothing_in_it(folder: Path):
    (folder / "__init__.py").write_text("")


def editor_or_linter_settings__only_packages(folder: Path):
    (folder / "pyproject.toml").write_text('[project]\nname = "moons"\n')


def editor_or_linter_settings__empty(folder: Path):
    (folder / ".flake8").write_text("")


def readme__empty(folder: Path):
    (folder / "README.md").write_text("\n")


def git_repository__no_commit(folder: Path):
    from dulwich.repo import Repo

    Repo.init(str(folder)).close()


def collected_tests__no_usual_name(folder: Path):
    (folder / "tests").mkdir()
    (folder / "tests" / "__init__.py").write_text("")
