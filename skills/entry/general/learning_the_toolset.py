"""Learning the toolset: a repository that another person can clone, install, read and run.

Why it matters: Half of the frustration in machine learning has nothing to do with learning. A
tidy set-up gives you those hours back.

Next step: Clone your repository into an empty folder, follow your own README word by word, and
mend what stops you.
"""

import configparser
import json
import re
from datetime import UTC, datetime

from pytest_mlchecklist.api import NotStarted, any_of, assert_that, commit, repository, skill

MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)

DEPENDENCIES = """
    /requirements*.txt /requirements*.in /requirements/*.txt /requirements/*.in /pyproject.toml
    /environment*.yml /environment*.yaml /conda*.yml /conda*.yaml /Pipfile /setup.cfg /setup.py
"""

SLIPS = {
    r"'[!%$]?\s*(?:sudo |pip3? |conda |uv |poetry |python )": "a command stands where a package belongs",
    r"'(?:import|from) ": "an import stands where a package belongs",
    r"'[^=<>!~]*[\w\]]\s*=\s*[\d*]": "a version has one = instead of two",
    r"'[\w.\-\[\]]+(?:[=<>~!]=?[\w.*]+)?(?:\s*,\s*|\s+)[A-Za-z]": "several packages stand on one line",
}


@repository(files=DEPENDENCIES.split())
def dependency_file(folder):
    """A file that names the packages which the code needs, for pip, uv or conda to install."""
    (folder / "requirements.txt").write_text("numpy>=1.26\nmatplotlib\n")


@dependency_file.check(hint="A line is a package's name and, if need be, its versions: numpy>=1.26.")
def names_packages(repo):
    """A file names packages, and pip, uv or conda can read it."""
    problems = []
    for path in repo.files(*DEPENDENCIES.split()):
        try:
            packages = repo.requirements(path)
        except AssertionError as problem:
            problems.append(problem)
            continue
        if packages:
            return repo.found(_counted(packages, "package"), path)
    if not problems:
        raise NotStarted("no package is named yet")
    came = problems[0].came
    slips = (mistake for slip, mistake in SLIPS.items() if re.search(rf": {slip}", came))
    return assert_that(holds=False, came=came, expected=problems[0].expected, mistake=next(slips, ""))


@dependency_file.check(
    severity="remark", hint="Read the line that is named aloud: what would pip do with it?"
)
def can_be_read_throughout(repo):
    """Every file that names packages can be read."""
    for path in repo.files(*DEPENDENCIES.split()):
        repo.requirements(path)


@dependency_file.mistake("a command stands where a package belongs")
def command(folder):
    (folder / "requirements.txt").write_text("pip install numpy\n")


@dependency_file.mistake("a version has one = instead of two")
def single_equals(folder):
    (folder / "requirements.txt").write_text("numpy=1.26\npandas\n")


@dependency_file.mistake("several packages stand on one line")
def one_line(folder):
    (folder / "requirements.txt").write_text("numpy, pandas, matplotlib\n")


@dependency_file.mistake("an import stands where a package belongs")
def imports(folder):
    (folder / "requirements.txt").write_text("import numpy as np\nimport torch\n")


@repository(files=["*.py"])
def compiling_code(folder):
    """Python files that Python can read."""
    (folder / "nets").mkdir()
    (folder / "nets" / "layers.py").write_text("def twice(x):\n    return 2 * x\n")
    (folder / "train.py").write_text("from nets.layers import twice\n\nprint(twice(2))\n")


BREAKS = {
    "Python 2": "a file is written for Python 2",
    "was never closed": "a bracket is not closed",
    "outside": "a line stands outside its function",
    "indent": "the indentation does not fit",
}


@compiling_code.check(hint="Run `python -m compileall .`: it says where Python stops reading, and why.")
def compiles(repo):
    """Every Python file compiles."""
    trees = repo.trees()
    broken = repo.broken() | {path: _not_compiled(tree, path) for path, tree in trees.items()}
    came = "; ".join(f"{path} {problem}" for path, problem in broken.items() if problem)
    mistake = next((mistake for words, mistake in BREAKS.items() if words in came), "")
    assert_that(not came, came=came, expected="files that Python can read", mistake=mistake)
    if not any(tree.body for tree in trees.values()):
        raise NotStarted("every Python file is empty")
    repo.found(_counted(trees, "file"), ", ".join(list(trees)[:3]))


def _not_compiled(tree, path):
    """Return why a tree does not compile, such as a return outside of a function; '' when it does."""
    try:
        compile(tree, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as problem:
        return (
            f"is not valid Python (line {getattr(problem, 'lineno', 0)}: {getattr(problem, 'msg', problem)})"
        )
    return ""


@compiling_code.mistake("a bracket is not closed")
def open_bracket(folder):
    (folder / "train.py").write_text("print(2\n")


@compiling_code.mistake("a file is written for Python 2")
def python_2(folder):
    (folder / "train.py").write_text("print 'loss'\n")


@compiling_code.mistake("a line stands outside its function")
def return_outside(folder):
    (folder / "train.py").write_text("def loss(y):\n    total = sum(y)\nreturn total\n")


@compiling_code.mistake("the indentation does not fit")
def indentation(folder):
    (folder / "train.py").write_text("def loss(y):\n    total = sum(y)\n      return total\n")


SETTINGS = """
    /pyproject.toml /ruff.toml /.ruff.toml /setup.cfg /tox.ini /.flake8 /.pylintrc /pylintrc
    /mypy.ini /.mypy.ini /.isort.cfg /.style.yapf
    /.pycodestyle /pyrightconfig.json /.editorconfig /.pre-commit-config.yaml
    /.vscode/settings.json /*.code-workspace /.devcontainer/devcontainer.json /.devcontainer.json
    /.pylintrc.toml /.pre-commit-config.yml /ty.toml
"""
TOOLS = """
    autoflake autopep8 bandit basedpyright black docformatter flake8 interrogate isort mypy pycln pycodestyle
    pydocstyle pydoclint pyflakes pylint pyright pyupgrade ruff ty yapf
"""
LINE = 'line-length = 100\nselect = ["E", "F"]\n'


@repository(files=SETTINGS.split())
def editor_or_linter_settings(folder):
    """Settings of an editor, a linter or a formatter, kept with the code."""
    (folder / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")


@editor_or_linter_settings.check(
    hint="Look up in the program's manual what its file is called and how it begins."
)
def can_be_read(repo):
    """A program that looks after code finds its settings, and can read them."""
    problems = []
    for path in repo.files(*SETTINGS.split()):
        try:
            said = _settings(repo, path)
        except AssertionError as problem:
            problems.append(problem)
            continue
        if said:
            return repo.found(f"settings of {said}", path)
    if problems:
        raise problems[0]
    raise NotStarted("no settings of an editor, a linter or a formatter yet")


def _settings(repo, path):
    """Return whose settings a file holds; '' when there are none yet."""
    name = path.rsplit("/", 1)[-1]
    if name == "pyproject.toml":
        return _of_tools(repo.toml(path), path)
    if name.endswith("ruff.toml"):
        table = _parsed(repo.toml, path)
        misplaced = "ruff" in table.get("tool", {})
        mistake = "ruff.toml begins as if it were pyproject.toml"
        assert_that(
            not misplaced, came=f"[tool.ruff] in {path}", expected="ruff's own words", mistake=mistake
        )
        return "ruff" if table else ""
    if name.endswith(".toml"):
        return name if _parsed(repo.toml, path) else ""
    if name.endswith((".yaml", ".yml")):
        return "pre-commit" if any(_parsed(repo.yaml, path)) else ""
    if name.endswith((".json", ".code-workspace")):
        return "an editor" if _with_comments(path, repo.text(path)) else ""
    return _of_sections(path, repo.text(path))


def _parsed(read, path):
    try:
        return read(path)
    except AssertionError as problem:
        is_tab = "'\\t'" in problem.came
        mistake = "a tab indents YAML" if is_tab else "a bracket or a quote is not closed"
        return assert_that(holds=False, came=problem.came, expected=problem.expected, mistake=mistake)


def _of_tools(table, path):
    table = table if isinstance(table, dict) else {}
    own = [name for name in TOOLS.split() if name in table.get("tool", {})]
    bare = [name for name in TOOLS.split() if name in table]
    came = f"[{bare[0]}] in {path}" if bare else ""
    mistake = "a table in pyproject.toml lacks the word tool"
    assert_that(own or not bare, came=came, expected="a table that the program reads", mistake=mistake)
    return ", ".join(own)


def _of_sections(path, text):
    """Return what the sections of an INI file are called that a program for code reads."""
    read = configparser.RawConfigParser(strict=False, allow_no_value=True)
    name = path.rsplit("/", 1)[-1]
    # .editorconfig says `root = true` before its first section.
    head = "[head]\n" if name == ".editorconfig" else ""
    try:
        read.read_string(head + text, path)
    except configparser.Error as problem:
        is_bare = isinstance(problem, configparser.MissingSectionHeaderError)
        line = getattr(problem, "lineno", 0) or next(
            (number for number, _ in getattr(problem, "errors", ())), 0
        )
        mistake = "a setting stands before the first section" if is_bare else "a line is no setting"
        expected = "sections such as [flake8], each with its settings"
        assert_that(
            holds=False, came=f"{path}:{line} is no setting of a section", expected=expected, mistake=mistake
        )
    filled = [section for section in read.sections() if read.options(section)]
    heads = {re.split(r"[:.\-]", item.removeprefix("tool:"))[0].lower() for item in filled}
    known = ", ".join(sorted(heads & {*TOOLS.split()}))
    shared = name in ("setup.cfg", "tox.ini")
    return known if known or shared or not filled else name.lstrip(".")


def _with_comments(path, text):
    """Return what an editor's JSON file says: comments and a last comma are no fault there."""
    bare = re.sub(
        r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', lambda found: found[1] or "", text, flags=re.DOTALL
    )
    bare = re.sub(r'("(?:\\.|[^"\\\n])*")|,(?=\s*[}\]])', lambda found: found[1] or "", bare)
    try:
        return json.loads(bare or "{}")
    except json.JSONDecodeError as problem:
        mistake = "a bracket or a quote is not closed"
        came = f"{path}:{problem.lineno}: {problem.msg}"
        return assert_that(holds=False, came=came, expected=f"{path} to be valid JSON", mistake=mistake)


@editor_or_linter_settings.mistake("a table in pyproject.toml lacks the word tool")
def without_tool(folder):
    (folder / "pyproject.toml").write_text("[ruff]\nline-length = 100\n")


@editor_or_linter_settings.mistake("ruff.toml begins as if it were pyproject.toml")
def tool_in_ruff(folder):
    (folder / "ruff.toml").write_text(f"[tool.ruff]\n{LINE}")


@editor_or_linter_settings.mistake("a setting stands before the first section")
def without_section(folder):
    (folder / ".flake8").write_text("max-line-length = 100\n")


@editor_or_linter_settings.mistake("a tab indents YAML")
def tab_in_yaml(folder):
    (folder / ".pre-commit-config.yaml").write_text("repos:\n\t- repo: local\n")


@editor_or_linter_settings.mistake("a bracket or a quote is not closed")
def open_quote(folder):
    (folder / ".vscode").mkdir()
    (folder / ".vscode" / "settings.json").write_text(
        '{"editor.formatOnSave": true, "editor.rulers": [100}\n'
    )


READMES = ["/README*", "/docs/README*", "/.github/README*"]
FEW_WORDS = 5
FORMS = r"""(?isx)
    <!--.*?--> | ^\.\.\ .*?$ | ```.*?``` | ~~~.*?~~~   # comments and code
    | !\[[^\]]*\]\([^)]*\) | <[^>\n]{1,200}>           # pictures and tags
    | \]\([^)]*\) | https?://\S+                       # where links lead
"""
COMMAND = r"""(?imx)
    ^(?:\ {4}|\t)\S | ``` | ~~~ | `[^`\n]+` | \w\.(?:py|ipynb)\b
    | \b(?:pip|uv|conda|python3?|make|docker)\ \w | colab
"""
UNWRITTEN = r"(?i)\b(?:TODO|TBD|TBA|FIXME|XXX+)\b|lorem ipsum|\bcoming soon\b|\byour? [\w ]{0,30}\bhere\b"


@repository(files=READMES)
def readme(folder):
    """A README that says in words what the repository is for and how to run it."""
    (folder / "README.md").write_text(
        "# Two moons\n\nA small network that learns to tell two half moons apart.\n\n"
        "```\npip install -r requirements.txt\npython train.py\n```\n"
    )
    (folder / "train.py").write_text("print('learning')\n")


@readme.check(hint="Imagine a friend who opens the page: what is this, and what would they type first?")
def says_what_it_is_for(repo):
    """A README says in a sentence what the repository is for."""
    found = []
    for path in repo.files(*READMES):
        if (text := _text_of(repo, path)).strip():
            lines = _own_lines(text)
            if sum(map(_length, lines)) >= FEW_WORDS:
                return repo.found("what it is for", path, _line_of(text, lines))
            found.append((path, text))
    if not found:
        raise NotStarted("the README is empty")
    path, text = found[0]
    mistake = (
        "its text is still to be written" if re.search(UNWRITTEN, text) else "it says nothing but a name"
    )
    came = f"{path}: {_counted(_own_words(text), 'word')} beside headings, code and links"
    return assert_that(holds=False, came=came, expected="a sentence", mistake=mistake)


@readme.check(severity="remark", hint="Copy what you type yourself, from the install to the first result.")
def says_how_to_run_it(repo):
    """A README shows a command or names a file to run or open."""
    texts = [_text_of(repo, path) for path in repo.files(*READMES)]
    is_shown = any(re.search(COMMAND, text) for text in texts)
    assert_that(is_shown, came="a README without a command", expected="a line to type, or a file to open")


@readme.check(
    severity="remark", hint="Click on each of the links, and look at the pictures, where others see them."
)
def leads_to_files_that_are_there(repo):
    """Its links to files of the repository lead somewhere."""
    for path in repo.files(*READMES):
        folder = (repo.root / path).parent
        for link in re.finditer(r"\]\((?!\w+:|#|//|/)<?([^)\s>#?]+)", _text_of(repo, path)):
            is_there = (folder / link[1].replace("%20", " ")).exists()
            assert_that(is_there, came=f"{path} links to {link[1]}", expected="a file that is there")


def _text_of(repo, path):
    try:
        return repo.text(path)
    except AssertionError as problem:
        mistake = "it is not saved as UTF-8" if "UTF-8" in problem.came else ""
        return assert_that(
            holds=False, came=problem.came, expected="a text that everybody sees alike", mistake=mistake
        )


def _own_lines(text):
    """Return the lines that somebody wrote, without headings, code, pictures, links and places to fill in."""
    seen = re.sub(FORMS, " ", re.sub(r"(?s)\A---\n.*?\n---\n", "", text))
    seen = re.sub(r"(?m)^(?:#.*|.*\n[=\-~^]{3,}\s*)$", " ", seen)
    return [line for line in seen.splitlines() if not re.search(UNWRITTEN, line)]


def _own_words(text):
    return re.findall(r"[^\W\d_]{2,}", "\n".join(_own_lines(text)))


def _length(line):
    """Return how many words a line has; where none are set apart, as in Chinese, two letters count as one."""
    dense = len(re.findall(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", line))
    return dense // 2 + len(
        re.findall(r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}", line)
    )


def _line_of(text, lines):
    first = max(lines, key=_length).strip()
    return next((number for number, line in enumerate(text.splitlines(), 1) if first in line), 1)


@readme.mistake("it says nothing but a name")
def only_a_name(folder):
    (folder / "README.md").write_text("# my-ml-project\n")


@readme.mistake("its text is still to be written")
def to_be_written(folder):
    (folder / "README.md").write_text("# Two moons\n\n## What it does\n\nTODO: describe the project\n")


@readme.mistake("it is not saved as UTF-8")
def other_encoding(folder):
    (folder / "README.md").write_bytes(
        "# Ziffern\n\nEin kleines Netz, das Ziffern für uns liest.\n".encode("latin-1")
    )


@repository(files=[".git"])
def git_repository(folder):
    """A git repository that keeps the code."""
    (folder / "train.py").write_text("print('learning')\n")
    (folder / ".gitignore").write_text(".venv/\n__pycache__/\n")
    commit(folder, "Begin with a training script", when=MAY)


@git_repository.check(
    hint="Run `git status`: what stands under untracked files is not in the repository yet."
)
def keeps_the_code(repo):
    """Git keeps the Python files and notebooks of the repository."""
    kept = {tracked.path for tracked in repo.tracked()}
    last = repo.last_commit()
    if not (kept and last):
        raise NotStarted("the git repository has no commit yet")
    code = repo.files("*.py", "*.ipynb")
    came = f"{_counted(code, 'file')} such as {code[0]}, none of them in git" if code else ""
    mistake = "no file with code is kept"
    assert_that(kept & {*code} or not code, came=came, expected="code in git", mistake=mistake)
    repo.found(f"commit {last[:8]}, {_counted(kept, 'file')}", ".git")


@git_repository.check(
    hint="Is there a second .git folder, further down? Only what git itself keeps reaches another person.",
    reveals="another repository lies inside, whose files are not kept",
)
def holds_no_other_repository(repo):
    """A clone brings all files: no folder is a git repository of its own, unless it is a submodule."""
    modules = repo.text(".gitmodules") if (repo.root / ".gitmodules").is_file() else ""
    inside = [
        one.path for one in repo.tracked() if (repo.root / one.path).is_dir() and one.path not in modules
    ]
    came = f"{inside[0]}/ is a git repository of its own" if inside else ""
    assert_that(not inside, came=came, expected="the files themselves")


@git_repository.check(
    hint="Installed packages are made anew from the list of dependencies: what keeps them out of git?",
    reveals="a virtual environment is kept",
)
def keeps_no_installed_packages(repo):
    """Git keeps no virtual environment."""
    installed = [
        one.path for one in repo.tracked() if re.search(r"(?:^|/)(?:pyvenv\.cfg$|site-packages/)", one.path)
    ]
    came = f"{_counted(installed, 'file')} such as {installed[0]}" if installed else ""
    assert_that(not installed, came=came, expected="only files that somebody wrote")


@git_repository.mistake("no file with code is kept")
def nothing_added(folder):
    (folder / "README.md").write_text("# Two moons\n")
    commit(folder, "Initial commit", when=MAY)
    (folder / "train.py").write_text("print('learning')\n")


@git_repository.mistake("another repository lies inside, whose files are not kept")
def repository_inside(folder):
    from dulwich.index import IndexEntry
    from dulwich.repo import Repo

    (folder / "week_1").mkdir()
    git_repository(folder / "week_1")
    git_repository(folder)
    with Repo(str(folder / "week_1")) as inner, Repo(str(folder)) as outer:
        index = outer.open_index()
        # What `git add` leaves of a folder that is a repository: the id of its last commit.
        index[b"week_1"] = IndexEntry(0, 0, 0, 0, 0o160000, 0, 0, 0, inner.head())
        index.write()


@git_repository.mistake("a virtual environment is kept")
def environment_kept(folder):
    packages = folder / ".venv" / "lib" / "python3.12" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "six.py").write_text("PY3 = True\n")
    (folder / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (folder / "train.py").write_text("print('learning')\n")
    commit(folder, "Begin", when=MAY)


TESTS = ["test_*.py", "*_test.py", "tests.py", "/tests/*.py", "/test/*.py"]
COLLECT = ["python", "-m", "pytest", "--collect-only", "-q", "-o", "addopts=", "-p", "no:cacheprovider"]
NO_TESTS = 5
COLLECTS = {
    "import file mismatch": "two test files have one name",
    "ModuleNotFoundError": "an import fails",
    "ImportError": "an import fails",
    "constructor": "a test class has a constructor",
}


@repository(files=TESTS)
def collected_tests(folder):
    """A test that pytest finds."""
    (folder / "test_sums.py").write_text("def test_sum():\n    assert 1 + 1 == 2\n")


@collected_tests.check(hint="Run `pytest --collect-only` and read its first error.")
def pytest_collects_a_test(repo):
    """Pytest collects a test, and stumbles over no file."""
    came = repo.run(COLLECT, timeout=120)
    last = re.sub(r" in [\d.]+s.*$", "", (came.output.strip().splitlines() or ["nothing"])[-1]).strip("= ")
    usual = repo.files("test_*.py", "*_test.py")
    if came.status == NO_TESTS and not usual:
        raise NotStarted("no file of tests is called test_….py yet")
    seen = (mistake for words, mistake in COLLECTS.items() if words in came.output)
    mistake = next(seen, "no function's name begins with test_" if came.status == NO_TESTS else "")
    assert_that(came.is_good, came=last, expected="a test, and no error", mistake=mistake)
    repo.found(last, (usual or repo.files(*TESTS))[0])


@collected_tests.mistake("no function's name begins with test_")
def no_test(folder):
    (folder / "test_sums.py").write_text("def check_sum():\n    assert 1 + 1 == 2\n")


@collected_tests.mistake("an import fails")
def broken_import(folder):
    (folder / "test_sums.py").write_text("import a_module_that_nobody_wrote\n")


@collected_tests.mistake("two test files have one name")
def same_name(folder):
    for name in ("layers", "losses"):
        (folder / name).mkdir()
        (folder / name / "test_shapes.py").write_text("def test_shape():\n    assert True\n")


@collected_tests.mistake("a test class has a constructor")
def constructor(folder):
    (folder / "test_sums.py").write_text(
        "class TestSums:\n    def __init__(self):\n        self.two = 2\n\n"
        "    def test_sum(self):\n        assert 1 + 1 == self.two\n"
    )


def _counted(things, word):
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


skill(
    needs=any_of(
        3,
        dependency_file,
        compiling_code,
        editor_or_linter_settings,
        readme,
        git_repository,
        collected_tests,
    )
)
