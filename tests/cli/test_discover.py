"""`mlchecklist discover`."""

from __future__ import annotations

import json


def test_it_says_what_was_found_and_why(type_in, repository):
    """Each part comes with its place and the reason; what is not begun stands apart."""
    result = type_in("discover")
    lines = [line.strip() for line in result.output.splitlines()]
    assert "Code for 2 of" in lines[0]
    assert (
        "chosen for its name and its `(x, slope)`"
        == lines[lines.index("leaky_relu  nets.py:leaky_relu, line 2") + 1]
    )
    assert lines.index("Not started: only the place of an answer is there") < lines.index(
        "softmax  nets.py:softmax, line 6"
    )


def test_a_path_is_looked_into(type_in, repository):
    """PATH names another repository."""
    (repository / "other").mkdir()
    assert type_in("discover", "other").output.startswith("Code for 0 of")


def test_all_names_what_was_not_found(type_in, repository):
    """With --all the missing parts are listed with their skill."""
    assert "selu" not in type_in("discover").output
    assert "Not found" in (output := type_in("discover", "--all").output)
    assert ["selu", "Activation functions"] in [line.split(maxsplit=1) for line in output.splitlines()]


def test_twins_are_named(type_in, repository):
    """A second place that defines the same is said."""
    (repository / "nets_2.py").write_text((repository / "nets.py").read_text("utf-8"), encoding="utf-8")
    assert "also seen: nets_2.py:leaky_relu" in type_in("discover").output


def test_what_could_not_be_read_is_said(type_in, repository):
    """A file that is not Python is named, with the reason."""
    (repository / "broken.py").write_text("def leaky_relu(:\n", encoding="utf-8")
    output = type_in("discover").output
    assert "broken.py" in output[output.index("Left out") :]


def test_json_has_every_key(type_in, repository):
    """The JSON is that of docs/command.md."""
    said = json.loads(type_in("discover", "--json").output)
    assert ["schema_version", "parts", "missing", "notes"] == list(said)
    started = {part["part"]: part["started"] for part in said["parts"]}
    assert {"dense_layer": True, "leaky_relu": True, "softmax": False}.items() <= started.items()
    assert {
        "part": "leaky_relu",
        "skill": "intermediate/theory/activation_functions",
        "target": "nets.py:leaky_relu",
        "line": 2,
        "how": "discovered",
        "why": "chosen for its name and its `(x, slope)`",
        "also_seen": [],
        "started": True,
    } == next(part for part in said["parts"] if part["part"] == "leaky_relu")
    assert "selu" in said["missing"]


def test_escape_sequences_in_names_are_not_obeyed(type_in, folder):
    """A file's name can't paint the terminal."""
    (folder / "a\x1b[31mb.py").write_text("def relu(x):\n    return max(x, 0)\n", encoding="utf-8")
    assert "\x1b" not in (output := type_in("discover").output)
    assert "relu  ab.py:relu, line 1" in output
