from datetime import UTC, datetime
from pathlib import Path

from pytest_mlchecklist.api import commit

MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
TEMPLATE = """
# Byte-compiled / optimized / DLL files
__pycache__/
*.py[codz]
*$py.class

# Jupyter Notebook
.ipynb_checkpoints

# Environments
.env
.envrc
.venv
env/
venv/
ENV/
env.bak/
venv.bak/
"""


def kept(folder, rules, **files):
    (folder / ".gitignore").write_text(rules)
    for name, text in {"train.py": "print(1)\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    commit(folder, "Begin", when=MAY)


def template_of_github(folder: Path):
    kept(folder, TEMPLATE)


def template_and_weights(folder: Path):
    kept(folder, TEMPLATE + "*.pth\n", **{"train.py": "import torch\ntorch.save({}, 'net.pth')\n"})


def by_suffixes(folder: Path):
    kept(folder, "*.pyc\nvenv\n*.ckpt\n", **{"nets/dense.py": "x = 1\n"})


def everything_but_code(folder: Path):
    kept(folder, "*\n!*/\n!*.py\n!*.md\n!.gitignore\n")


def environment_that_ignores_itself(folder: Path):
    (folder / "my_env").mkdir()
    (folder / "my_env" / ".gitignore").write_text("*\n")
    (folder / "my_env" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    kept(folder, "__pycache__\nruns/\n")


def notes_on_merging(folder: Path):
    text = "# Git\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n```\n\nHeading\n=======\n\ntext\n"
    kept(folder, TEMPLATE, **{"notes/git.md": text})


def small_final_model(folder: Path):
    kept(folder, "__pycache__/\n.venv\n*.pt\n!app/model.pt\n", **{"app/model.pt": "weights"})


def large_file_of_lfs(folder: Path):
    # git keeps a pointer of three lines; the index has the size of what lies on the disk.
    from dulwich.repo import Repo

    kept(folder, TEMPLATE, **{"data.bin": "version https://git-lfs.github.com/spec/v1\n"})
    with Repo(str(folder)) as repo:
        index = repo.open_index()
        entry = index[b"data.bin"]
        entry.size = 200_000_000
        index[b"data.bin"] = entry
        index.write()


def in_another_encoding(folder: Path):
    kept(folder, TEMPLATE)
    (folder / "alt.py").write_bytes("# -*- coding: latin-1 -*-\nname = 'für'\n".encode("latin-1"))
