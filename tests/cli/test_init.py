"""`mlchecklist init`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pytest_mlchecklist import binding, bundled, catalogue, manifest


def _declared(folder):
    return {part: str(entry.target) for part, entry in manifest.read(folder).code.items()}


def test_it_writes_what_is_found(type_in, repository):
    """With --yes the manifest declares what is begun, and asks nothing."""
    result = type_in("init", "--yes")
    assert (0, "mlchecklist.toml names code for 2 parts. Next: pytest --mlchecklist\n") == (
        result.exit_code,
        result.output,
    )
    assert {"dense_layer": "nets.py:Dense", "leaky_relu": "nets.py:leaky_relu"} == _declared(repository)


def test_every_line_has_its_reason(type_in, repository):
    """Comments say why a line is there, what is not begun, and what was not found."""
    type_in("init", "--yes")
    lines = (repository / "mlchecklist.toml").read_text("utf-8").splitlines()
    assert (
        "# chosen for its name and its `(x, slope)`"
        == lines[lines.index('leaky_relu = "nets.py:leaky_relu"') - 1]
    )
    assert '# softmax = "nets.py:softmax"  # not started' in lines
    assert any(line.startswith('# selu = "path/to/your_file.py:your_code"  # not found: ') for line in lines)
    assert {"# [gate]", "# [excuse]"} < set(lines)


def test_its_examples_are_right(type_in, repository):
    """With every commented example taken in, it is still a manifest."""
    type_in("init", "--yes")
    path = repository / "mlchecklist.toml"
    text = path.read_text("utf-8")
    gate = text.index("# What a run has to reach")
    examples = [line.removeprefix("# ") for line in text[gate:].splitlines() if " = " in line or "[" in line]
    path.write_text(text[:gate] + "\n".join(examples), encoding="utf-8")
    read = manifest.read(repository)
    manifest.refuse_unknown(read, catalogue.load([bundled.folder("skills")]))
    assert (5, 1) == (read.settings.gate.fail_under, len(read.settings.excuse))


def test_one_may_leave_out_parts(type_in, repository):
    """Asked once, a learner names what to leave out; a slip is answered and asked again."""
    result = type_in("init", answer="dense_leyer\ndense_layer\n")
    assert "dense_layer  nets.py:Dense" in result.output
    assert "dense_leyer is not among them; did you mean 'dense_layer'?" in result.output
    assert {"leaky_relu": "nets.py:leaky_relu"} == _declared(repository)
    assert '# dense_layer = "nets.py:Dense"  # left out' in (repository / "mlchecklist.toml").read_text(
        "utf-8"
    )


def test_without_an_answer_nothing_is_written(type_in, repository):
    """Where nobody can answer, it stops."""
    assert (1, False) == (type_in("init", answer="").exit_code, (repository / "mlchecklist.toml").exists())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("mlchecklist.toml", "strict = true\n", "mlchecklist.toml is there already"),
        ("pyproject.toml", "[tool.mlchecklist]\n", "pyproject.toml has a table [tool.mlchecklist] already"),
    ],
)
def test_a_manifest_is_never_overwritten(type_in, repository, name, text, said):
    """Neither form of a manifest is touched."""
    (repository / name).write_text(text, encoding="utf-8")
    result = type_in("init", "--yes")
    assert (1, f"Error: {said}, and is left as it is\n") == (result.exit_code, result.stderr)
    assert text == (repository / name).read_text("utf-8")


def test_an_empty_repository_gets_a_manifest_too(type_in, folder):
    """Where nothing is found nothing is asked, and the manifest lists what there could be."""
    assert 0 == type_in("init").exit_code
    assert {} == _declared(folder)


def test_names_of_files_are_quoted(type_in, folder):
    """Whatever stands in a path, the manifest that names it can be read."""
    name = 'a "b" é.py'
    (folder / name).write_text("def relu(x):\n    return max(x, 0)\n", encoding="utf-8")
    type_in("init", "--yes")
    read = manifest.read(folder)
    shown = binding.bind(read, catalogue.load([bundled.folder("skills")]), folder, discovery=False)
    assert name == shown.by_part["relu"].path.name


@pytest.mark.parametrize("name", ["a\x1bb.py", "a\\b.py"])
def test_a_name_that_no_manifest_can_hold_is_left_out(type_in, folder, name):
    """The manifest can be read, and says which part it leaves out."""
    (folder / name).write_text("def relu(x):\n    return max(x, 0)\n", encoding="utf-8")
    type_in("init", "--yes")
    assert {} == _declared(folder)
    assert "  # left out\n" in (folder / "mlchecklist.toml").read_text("utf-8")


def test_the_run_takes_it(type_in, repository):
    """A run collects the checks of what the manifest declares."""
    type_in("init", "--yes")
    words = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--mlchecklist",
        "--collect-only",
        "mlchecklist.toml",
    ]
    done = subprocess.run(
        [sys.executable, *words], cwd=repository, capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    assert "mlchecklist.toml::entry/networks/dense_neural_networks::dense_layer::" in done.stdout
