from pathlib import Path


def in_a_folder(folder: Path):
    (folder / "nets.py").write_text("def twice(x):\n    return 2 * x\n")
    (folder / "tests").mkdir()
    (folder / "tests" / "conftest.py").write_text("import sys\n\nsys.path.append('.')\n")
    (folder / "tests" / "test_nets.py").write_text(
        "from nets import twice\n\n\nclass TestTwice:\n    def test_two(self):\n        assert twice(1) == 2\n"
    )


def unittest(folder: Path):
    (folder / "sums_test.py").write_text(
        "import unittest\n\n\nclass Sums(unittest.TestCase):\n    def test_sum(self):\n        self.assertEqual(2, 1 + 1)\n"
    )


def with_options_that_are_not_installed(folder: Path):
    (folder / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\naddopts = "--cov=nets --nobody-knows"\n'
    )
    (folder / "test_sums.py").write_text("def test_sum():\n    assert 1 + 1 == 2\n")


def failing(folder: Path):
    (folder / "test_sums.py").write_text("def test_sum():\n    assert 1 + 1 == 3\n")


def with_names_of_their_own(folder: Path):
    (folder / "pytest.ini").write_text("[pytest]\npython_files = tests.py\n")
    (folder / "tests.py").write_text("def test_sum():\n    assert 1 + 1 == 2\n")
