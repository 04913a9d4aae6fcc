"""The manifest is read whole, and each mistake in it is named with its line."""

from __future__ import annotations

import pytest

from pytest_mlchecklist import bundled, catalogue, manifest
from pytest_mlchecklist.errors import ManifestError
from pytest_mlchecklist.targets import Target
from toy_pack import write_pack

WHOLE = """
python = "/usr/bin/python3"
timeout = 3
strict = true
discovery = false
packs = ["ours"]
effort = "quick"

[code]
double = "src/sums.py:double"
square = { target = "areas:Square.of", axes = "features-first" }

[gate]
fail_under = 66.7
require = ["entry/*"]
level_under = { entry = 50 }
ratchet = "ticks.json"

[excuse]
"advanced/areas/listening" = "nobody to listen to"
"""


def _read(folder, text, name="mlchecklist.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return manifest.read(folder)


def _problem(folder, text, name="mlchecklist.toml"):
    with pytest.raises(ManifestError) as raised:
        _read(folder, text, name)
    return str(raised.value)


def test_everything_can_be_said(tmp_path):
    """Every field is read as it is written."""
    read = _read(tmp_path, WHOLE)
    assert read.settings == manifest.Settings(
        python="/usr/bin/python3",
        timeout=3.0,
        strict=True,
        discovery=False,
        packs=("ours",),
        effort="quick",
        code={
            "double": "src/sums.py:double",
            "square": {"target": "areas:Square.of", "axes": "features-first"},
        },
        gate=manifest.Gate(66.7, ("entry/*",), {"entry": 50.0}, "ticks.json"),
        excuse={"advanced/areas/listening": "nobody to listen to"},
    )


def test_an_entry_keeps_what_the_convention_is_told(tmp_path):
    """The keys beside `target` are the convention's."""
    expected = manifest.Entry(Target("areas", "Square.of"), {"axes": "features-first"})
    assert expected == _read(tmp_path, WHOLE).code["square"]


def test_no_manifest_gives_the_defaults(tmp_path):
    """A repository without a manifest is read like one with an empty manifest."""
    assert manifest.read(tmp_path) == manifest.Manifest()


def test_the_same_may_stand_in_pyproject_toml(tmp_path):
    """[tool.mlchecklist] says what mlchecklist.toml says."""
    text = (
        '[project]\nname = "x"\n\n[tool.mlchecklist]\ntimeout = 2\n[tool.mlchecklist.gate]\nfail_under = 5\n'
    )
    settings = _read(tmp_path, text, "pyproject.toml").settings
    assert (settings.timeout, settings.gate.fail_under) == (2.0, 5.0)


def test_a_pyproject_toml_of_others_is_no_manifest(tmp_path):
    """Without our table, pyproject.toml says nothing to us, whatever stands in it."""
    assert _read(tmp_path, "[tool.other]\nbroken = \n", "pyproject.toml") == manifest.Manifest()


def test_two_manifests_are_refused(tmp_path):
    """Only one place may speak."""
    (tmp_path / "pyproject.toml").write_text("[tool.mlchecklist]\n")
    expected = "mlchecklist.toml and [tool.mlchecklist] in pyproject.toml are both there; keep one of them"
    assert expected == _problem(tmp_path, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n[gate]\nfail_undr = 3", "3: [gate] fail_undr: unknown field; did you mean 'fail_under'?"),
        ("timeot = 1", "1: timeot: unknown field; did you mean 'timeout'?"),
        ('timeout = "x"', "1: timeout: expected a number, got a text"),
        ("timeout = 0", "1: timeout: expected a number > 0.0"),
        ('effort = "slow"', "1: effort: 'slow' is none of quick, standard, thorough"),
        ("[gate]\nfail_under = 101", "2: [gate] fail_under: expected a number <= 100.0"),
        ("[gate]\nfail_under = nan", "2: [gate] fail_under: expected a number >= 0.0"),
        ("[gate]\nfail_under = true", "2: [gate] fail_under: expected a number, got true or false"),
        ("gate = { fail_under = -1 }", "1: [gate] fail_under: expected a number >= 0.0"),
        ('gate.fail_under = "y"', "1: [gate] fail_under: expected a number, got a text"),
        ('[gate]\nrequire = "x"', "2: [gate] require: expected a list, got a text"),
        ("[gate]\nrequire = [1]", "2: [gate] require: expected a text, got a number"),
        (
            '[gate.level_under]\nentry = 50\nadvanced = "x"',
            "3: [gate.level_under] advanced: expected a number, got a text",
        ),
        ("[code]\ndouble = 3", "2: [code] double: expected a text or a table, got a number"),
        ('[code]\ndouble = { axes = "a" }', '2: [code] double: needs target = "path/file.py:Symbol"'),
        ("[code.double]\ntarget = 3", '1: [code] double: needs target = "path/file.py:Symbol"'),
        ("gate = 3", "1: gate: expected a table, got a number"),
        ('[excuse]\n"a/b/c" = " "', "2: [excuse] a/b/c: say why, in a few words"),
        ("a = 1\na = 2", "2: is not valid TOML: Cannot overwrite a value"),
        ("strict = true\na = ", "2: is not valid TOML: Invalid value"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, text, expected):
    """One line says where the mistake stands, what it is, and the nearest right spelling."""
    assert f"mlchecklist.toml:{expected}" == _problem(tmp_path, text)


def test_the_line_of_a_mistake_in_pyproject_toml_is_found(tmp_path):
    """Tables of others with the same keys are passed over."""
    text = "[tool.other]\ntimeout = 1\n[tool.mlchecklist]\ntimeout = -1\n"
    expected = "pyproject.toml:4: timeout: expected a number > 0.0"
    assert expected == _problem(tmp_path, text, "pyproject.toml")


def test_a_manifest_that_is_not_utf_8_is_refused(tmp_path):
    """The line of the first wrong byte is named."""
    (tmp_path / "mlchecklist.toml").write_bytes(b"strict = true\n# \xff\n")
    with pytest.raises(ManifestError) as raised:
        manifest.read(tmp_path)
    assert str(raised.value) == "mlchecklist.toml:2: is not UTF-8"


def test_a_byte_order_mark_does_no_harm(tmp_path):
    """Notepad's mark at the beginning is passed over."""
    (tmp_path / "mlchecklist.toml").write_bytes(b"\xef\xbb\xbfstrict = true\n")
    assert manifest.read(tmp_path).settings.strict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[code]\ndoubel = "a.py:b"', "2: [code] doubel: there is no such part; did you mean 'double'?"),
        (
            '[excuse]\n"entry/sums/dubling" = "x"',
            "2: [excuse] entry/sums/dubling: there is no such skill; did you mean 'entry/sums/doubling'?",
        ),
        (
            "[gate.level_under]\nentri = 5",
            "2: [gate.level_under] entri: there is no such level; did you mean 'entry'?",
        ),
        (
            '[gate]\nrequire = ["entry/*", "doubling"]',
            "2: [gate] require: no skill matches doubling; did you mean 'entry/sums/doubling'?",
        ),
    ],
)
def test_a_name_that_the_catalogue_lacks_is_refused(tmp_path, text, expected):
    """Parts, skills, levels and globs must exist."""
    skills = catalogue.load([write_pack(tmp_path / "pack")])
    with pytest.raises(ManifestError) as raised:
        manifest.refuse_unknown(_read(tmp_path, text), skills)
    assert str(raised.value) == f"mlchecklist.toml:{expected}"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('axes = "x"', "axes: 'x' is none of features-first, examples-first"),
        ("axis = 1", "unknown field 'axis'; did you mean 'axes'?"),
        ("most_gigabytes = 1", "unknown field 'most_gigabytes'; did you mean 'most_megabytes'?"),
        ("most_megabytes = 0", "most_megabytes: 0 is no number above zero"),
        ("most_megabytes = true", "most_megabytes: True is no number above zero"),
    ],
)
def test_what_a_line_says_besides_its_target_is_known(tmp_path, said, expected):
    """A line of [code] may say what any part, or the page of this one, understands."""
    text = f'[code]\nload_dataset = {{ target = "data.py:load", {said} }}'
    with pytest.raises(ManifestError) as raised:
        manifest.refuse_unknown(_read(tmp_path, text), catalogue.load([bundled.folder("skills")]))
    assert f"mlchecklist.toml:2: [code] load_dataset: {expected}" == str(raised.value)
