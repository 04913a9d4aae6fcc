from pathlib import Path


def script(folder: Path):
    (folder / "train.py").write_text("import numpy as np\n\nprint(np.zeros(3))\n")


def package(folder: Path):
    (folder / "src" / "moons").mkdir(parents=True)
    (folder / "src" / "moons" / "__init__.py").write_text("")
    (folder / "src" / "moons" / "nets.py").write_text(
        "def kind(x):\n    match x:\n        case 1:\n            return 'one'\n"
    )


def bad_escape(folder: Path):
    (folder / "plot.py").write_text("label = '\\sigma'\n")


def latin_with_a_cookie(folder: Path):
    (folder / "alt.py").write_bytes("# -*- coding: latin-1 -*-\nname = 'Jürgen'\n".encode("latin-1"))


def foreign_code_beside_it(folder: Path):
    (folder / "train.py").write_text("print(1)\n")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "pyvenv.cfg").write_text("")
    (folder / ".venv" / "old.py").write_text("print 1\n")


def top_level_await_in_a_string(folder: Path):
    (folder / "server.py").write_text("import asyncio\n\n\nasync def run():\n    await asyncio.sleep(0)\n")
