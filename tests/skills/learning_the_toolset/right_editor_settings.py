from pathlib import Path


def ruff(folder: Path):
    (folder / "ruff.toml").write_text('line-length = 100\n[lint]\nselect = ["E", "F"]\n')


def black(folder: Path):
    (folder / "pyproject.toml").write_text('[project]\nname = "moons"\n\n[tool.black]\nline-length = 88\n')


def flake8(folder: Path):
    (folder / ".flake8").write_text("[flake8]\nmax-line-length = 100\nexclude =\n    .git,\n    build\n")


def in_setup_cfg(folder: Path):
    (folder / "setup.cfg").write_text("[metadata]\nname = moons\n\n[tool:isort]\nprofile = black\n")


def mypy(folder: Path):
    (folder / "mypy.ini").write_text(
        "[mypy]\nstrict = True\n\n[mypy-torch.*]\nignore_missing_imports = True\n"
    )


def pylint(folder: Path):
    (folder / ".pylintrc").write_text("[MESSAGES CONTROL]\ndisable=C0114,\n        C0115\n")


def editorconfig(folder: Path):
    (folder / ".editorconfig").write_text(
        "root = true\n\n[*]\nindent_style = space\n\n[*.{py,md}]\nindent_size = 4\n"
    )


def pre_commit(folder: Path):
    (folder / ".pre-commit-config.yaml").write_text(
        "repos:\n  - repo: https://github.com/psf/black\n    rev: 24.4.2\n    hooks:\n      - id: black\n"
    )


def vscode(folder: Path):
    (folder / ".vscode").mkdir()
    (folder / ".vscode" / "settings.json").write_text(
        '{\n  // format with each save\n  "editor.formatOnSave": true, /* always */\n'
        '  "python.analysis.extraPaths": ["https://x.org/a//b"],\n}\n'
    )


def pyright(folder: Path):
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "basic"}')
