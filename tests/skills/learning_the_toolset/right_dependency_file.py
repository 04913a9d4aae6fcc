from pathlib import Path


def frozen(folder: Path):
    (folder / "requirements.txt").write_text(
        "# pip freeze\nnumpy==1.26.4\ntorch==2.3.0+cpu\nscikit-learn[alldeps]>=1.4,<2 ; python_version >= '3.10'\n"
    )


def frozen_by_powershell(folder: Path):
    (folder / "requirements.txt").write_text("numpy==1.26.4\r\npandas==2.2.2\r\n", encoding="utf-16")


def frozen_by_conda(folder: Path):
    (folder / "requirements.txt").write_text("numpy @ file:///croot/numpy_1707233400000/work\nsix==1.16.0\n")


def in_a_folder(folder: Path):
    (folder / "requirements.txt").write_text("-r requirements/base.txt\n-e .\n")
    (folder / "requirements").mkdir()
    (folder / "requirements" / "base.txt").write_text("numpy\nmatplotlib>=3\n")


def project(folder: Path):
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "moons"\nversion = "0.1"\ndependencies = [\n  "numpy>=1.26",\n]\n'
    )


def groups(folder: Path):
    (folder / "pyproject.toml").write_text(
        '[dependency-groups]\ndev = ["ruff"]\n\n[tool.ruff]\nline-length = 100\n'
    )


def poetry(folder: Path):
    (folder / "pyproject.toml").write_text('[tool.poetry.dependencies]\npython = "^3.11"\nnumpy = "^1.26"\n')


def conda(folder: Path):
    (folder / "environment.yml").write_text(
        "name: ml\nchannels: [conda-forge]\ndependencies:\n  - python=3.11\n  - numpy=1.26\n  - pip:\n    - torch>=2\n"
    )


def pipenv(folder: Path):
    (folder / "Pipfile").write_text('[packages]\nnumpy = "*"\n')


def setup_py(folder: Path):
    (folder / "setup.py").write_text(
        "from setuptools import setup\n\nsetup(name='moons', install_requires=['numpy', 'torch>=2'])\n"
    )


def setup_cfg(folder: Path):
    (folder / "setup.cfg").write_text("[options]\ninstall_requires =\n    numpy\n    torch>=2\n")
