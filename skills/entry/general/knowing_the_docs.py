"""Knowing the docs: put examples that run into your docstrings, and name the pages you relied on.

Why it matters: Looking up how a function really behaves beats guessing, and a note on where you
read it saves the next search.

Next step: Open the page of a function that you use every day, and find a parameter that you have
never tried.
"""

import ast
import builtins
import doctest
import json
import re
import tokenize
from io import StringIO

from pytest_mlchecklist.api import NotStarted, all_of, assert_that, repository, shown, skill
from pytest_mlchecklist.errors import CannotRun

LEAST = 3
MOST_FILES = 20

# Runs the examples of one file, imported under the name that it has in its package. The learner's
# folders come last, so that their random.py hides no other.
RUN = """
import doctest, importlib.util, json, os, sys
from pathlib import Path

path, where = Path(sys.argv[1]).resolve(), sys.argv[2]
root, name = path.parent, path.stem
while (root / "__init__.py").is_file():
    root, name = root.parent, root.name + "." + name
sys.path[:] = [item for item in sys.path if item] + [str(root), os.getcwd(), os.path.join(os.getcwd(), "src")]
os.chdir(where)
if name in sys.stdlib_module_names:
    name = "their_" + name
if "." in name:
    importlib.import_module(name.rpartition(".")[0])
spec = importlib.util.spec_from_file_location(name, path)
module = sys.modules[name] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
came = {}
for test in doctest.DocTestFinder(exclude_empty=True).find(module, name):
    result = runner.run(test)
    came[test.name[len(name) + 1 :]] = [result.attempted, result.failed]
print("\\n" + "=" * 70 + "\\n" + json.dumps(came) + "\\n")
"""
NOT_INSTALLED = re.compile(r"^ModuleNotFoundError: No module named '(\w+)")
FIRST_FAILURE = re.compile(
    r'^File "[^"\n]*", line (?P<line>\d+|\?), in (?P<name>\S+)\nFailed example:\n(?P<example>(?: {4}.*\n)+)'
    r"(?P<kind>Expected nothing|Expected|Exception raised)(?P<told>[\s\S]*?)(?=^\*{20}|^={20})",
    re.MULTILINE,
)

MODULE = '''
def {name}(numbers):
    """{summary}

    >>> {example}
    {result}
    """
    return {body}
'''
FUNCTIONS = {
    "mean": ("Return the mean.", "mean([1, 2, 6])", "3.0", "sum(numbers) / len(numbers)"),
    "spread": ("Return the largest distance.", "spread([1, 2, 6])", "5", "max(numbers) - min(numbers)"),
    "doubled": ("Return each number twice over.", "doubled([1, 2])", "[2, 4]", "[2 * n for n in numbers]"),
}


def module(**changed):
    """Return a module of three functions with examples; some are changed, or None to leave them out."""
    chosen = {name: fields for name, fields in (FUNCTIONS | changed).items() if fields}
    keys = ("summary", "example", "result", "body")
    return "\n".join(
        MODULE.format(name=name, **dict(zip(keys, item, strict=True))) for name, item in chosen.items()
    )


@repository(files=["*.py"])
def docstring_examples(folder):
    """Three functions whose docstrings show how they are called, and what comes."""
    (folder / "statistic.py").write_text(module())


@docstring_examples.check(hint="An example is >>> and a call, with what it gives on the line below.")
def show_how_to_call_them(repo):
    """Three public functions or classes have an example in their docstring that calls them."""
    found = _examples(repo)
    if not any(found.values()):
        raise NotStarted("no docstring holds an example yet")
    every = [example for examples in found.values() for example in examples]
    calling = [example for example in every if example["calls"] and not example["skipped"]]
    mistake = "there are fewer than three"
    if len(every) >= LEAST:
        skips = sum(example["skipped"] for example in every) >= sum(not example["calls"] for example in every)
        mistake = "the examples are skipped" if skips else "the examples call something else"
    came = f"{_counted(calling, 'function')} with an example that is run and calls it"
    assert_that(len(calling) >= LEAST, came=came, expected="three", mistake=mistake)
    for example in calling[:LEAST]:
        repo.found(example["name"], example["path"], example["line"])


@docstring_examples.check(
    hint="Run `python -m doctest` on the file, and read what it got beside what you wrote."
)
def hold_when_they_are_run(repo):
    """Run by doctest, each example gives what it shows."""
    found = {path: examples for path, examples in _examples(repo).items() if examples}
    if not found:
        raise NotStarted("no docstring holds an example yet")
    asked = 0
    for path in sorted(found, key=lambda path: -len(found[path]))[:MOST_FILES]:
        output, counts = _run(repo, path)
        failure = FIRST_FAILURE.search(output)
        came = f"{path}:{failure['line']}: {_told(failure)}" if failure else ""
        assert_that(not failure, came=came, expected="what the example shows", mistake=_slip(failure))
        asked += sum(attempted for attempted, _ in counts.values())
    assert_that(
        asked > 0, came="no example that doctest finds", expected="examples of functions that can be imported"
    )
    repo.found(f"doctest ran {asked} lines", ", ".join(list(found)[:3]))


def _examples(repo):
    """Return what is shown in docstrings, by file: of public functions, methods and classes."""
    return {path: list(_of_tree(tree, path)) for path, tree in repo.trees().items()}


def _of_tree(tree, path):
    for node in _public(tree):
        own = _parsed(ast.get_docstring(node) or "")
        names = {node.name} | (
            {item.name for item in _public(node)} if isinstance(node, ast.ClassDef) else set()
        )
        if own:
            yield {
                "name": node.name,
                "path": path,
                "line": node.lineno,
                "calls": any(names & _words(example.source) for example in own) or node.name.startswith("__"),
                "skipped": all(example.options.get(doctest.SKIP) for example in own),
            }


def _public(node):
    """Yield the public functions and classes of a module, and the methods of its classes."""
    for item in ast.iter_child_nodes(node):
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if not re.match(r"_(?!_\w+__$)", item.name):
                yield item
            if isinstance(item, ast.ClassDef):
                yield from _public(item)
        elif isinstance(item, (ast.If, ast.Try, ast.With)):
            yield from _public(item)


def _parsed(docstring):
    try:
        return doctest.DocTestParser().get_examples(docstring)
    except ValueError:  # a prompt without a blank behind it, say: running it tells
        return []


def _words(text):
    return set(re.findall(r"\w+", text))


def _run(repo, path):
    """Return what doctest printed, and for each docstring how many lines were run and how many failed."""
    folder = path.rpartition("/")[0] or "."
    for where in dict.fromkeys([".", folder]):  # some code opens what lies beside it
        came = repo.run(["python", "-c", RUN, path, where])
        if came.is_good and not FIRST_FAILURE.search(came.output):
            break
    last = (came.output.strip().splitlines() or ["it ended at once"])[-1]
    counts = came.output.rpartition("=" * 70 + "\n")[2].partition("\n")[0]
    is_done = came.is_good and counts.startswith("{")
    missing = NOT_INSTALLED.search(last)
    if missing and not repo.files(f"**/{missing[1]}.py", f"**/{missing[1]}/*.py"):
        raise CannotRun(f"{path} imports {missing[1]}, which is not installed: install it, and run again")
    mistake = "the file can't be imported"
    assert_that(is_done, came=f"{path}: {last}", expected="a file that can be imported", mistake=mistake)
    return came.output, json.loads(counts)


def _told(failure):
    example, told = failure["example"].strip(), failure["told"].strip(" :\n")
    if failure["kind"] == "Exception raised":
        return f"{example} raised {told.splitlines()[-1].strip()}"
    expected, _, came = told.partition("Got:\n")
    if failure["kind"] == "Expected nothing":
        return f"{example} gave {shown(came.strip())}, and nothing stands below it"
    return f"{example} gave {shown(came.strip())}, and not {shown(expected.strip())}"


def _slip(failure):
    """Return the mistake that a failure of doctest shows."""
    if failure is None:
        return ""
    if failure["kind"] == "Exception raised":
        return "an example uses a name that it did not define" if "NameError" in failure["told"] else ""
    is_bare = failure["kind"] == "Expected nothing"
    return "an example leaves out what it gives" if is_bare else "an example shows another result"


@docstring_examples.mistake("an example shows another result")
def another_result(folder):
    wrong = ("Return the mean.", "mean([1, 2, 6])", "3", "sum(numbers) / len(numbers)")
    (folder / "statistic.py").write_text(module(mean=wrong))


@docstring_examples.mistake("an example uses a name that it did not define")
def undefined_name(folder):
    wrong = ("Return the mean.", "mean(np.array([1, 2, 6]))", "3.0", "sum(numbers) / len(numbers)")
    (folder / "statistic.py").write_text(module(mean=wrong))


@docstring_examples.mistake("an example leaves out what it gives")
def no_result(folder):
    wrong = ("Return the mean.", "mean([1, 2, 6])", "", "sum(numbers) / len(numbers)")
    (folder / "statistic.py").write_text(module(mean=wrong))


@docstring_examples.mistake("there are fewer than three")
def too_few(folder):
    (folder / "statistic.py").write_text(module(spread=None))


@docstring_examples.mistake("the examples are skipped")
def skipped(folder):
    (folder / "statistic.py").write_text(module().replace("6])\n", "6])  # doctest: +SKIP\n"))


@docstring_examples.mistake("the examples call something else")
def nothing_called(folder):
    wrong = ("Return the mean.", "(1 + 2 + 6) / 3", "3.0", "sum(numbers) / len(numbers)")
    (folder / "statistic.py").write_text(module(mean=wrong))


@docstring_examples.mistake("the file can't be imported")
def not_imported(folder):
    (folder / "statistic.py").write_text("from math import total\n\n" + module())


CLIPPED = """
import numpy as np


def clipped(gradient, most):
    {note}
    return {body}
"""
NOTE = '"""Keep each number within ±most: https://numpy.org/doc/stable/reference/generated/numpy.clip.html"""'

# Where people answer and tell, but not what the makers of a library say of it.
NO_DOCS = """
    stackoverflow.com stackexchange.com medium.com towardsdatascience.com youtube.com youtu.be
    geeksforgeeks.org w3schools.com kaggle.com reddit.com quora.com chatgpt.com chat.openai.com
    claude.ai dev.to tutorialspoint.com realpython.com datacamp.com machinelearningmastery.com
    analyticsvidhya.com towardsai.net substack.com linkedin.com www.google.com bing.com
"""
URL = re.compile(r"https?://([\w.\-]+)([^\s<>\"'`)\]]*)")
DOCS = re.compile(
    r"\bdocs?\b|documentation|readthedocs|\bapi\b|reference|manual|generated|/stable/|/library/"
    r"|//(?:www\.)?(?:keras\.io|(?:numpy|scipy|pytorch|python|scikit-learn|pydata|matplotlib|tensorflow)\.org)",
    re.IGNORECASE,
)
# 'docs', 'documentation', 'Dokumentation', 'documentación'; the roles of Sphinx; what numpydoc calls it.
SPEAKS_OF_DOCS = re.compile(
    r"\bdo[ck]s?\b|\bdo[ck]umenta|\bmanual\b|\bhelp\(|:(?:func|class|meth|mod):|see also", re.IGNORECASE
)
NEAR = 90


@repository(files=["*.py"])
def cited_documentation(folder):
    """A function that says on which page it was read how another one behaves."""
    (folder / "clipping.py").write_text(CLIPPED.format(note=NOTE, body="np.clip(gradient, -most, most)"))


@cited_documentation.check(
    hint="Which page did you have open when you wrote the call? Put its address beside it."
)
def names_the_page_of_what_it_calls(repo):
    """A function names the documentation of a library function that it calls."""
    near = []
    for path, tree in repo.trees().items():
        text = _text_of(repo, path)
        if "http" not in text and not SPEAKS_OF_DOCS.search(text):
            continue
        for node, notes in _with_notes(tree, text):
            called = _called(node, tree)
            for line, note in notes:
                cited = _cited(note, called)
                if cited:
                    return repo.found(f"{node.name} cites {cited}", path, line)
                near += _near(note, path, line)
        near += _far(tree, path)
    if not near:
        raise NotStarted("no function names a page of documentation yet")
    came, mistake = near[0]
    return assert_that(
        holds=False, came=came, expected="the page of a function that is called there", mistake=mistake
    )


def _text_of(repo, path):
    try:
        return repo.text(path)
    except AssertionError:  # Python reads other encodings too
        return ""


def _with_notes(tree, text):
    """Yield each function and class with its docstring and its comments, each with its line."""
    comments = _comments(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            first = min(item.lineno for item in (node, *node.decorator_list))
            while first - 1 in comments:
                first -= 1
            lines = range(first, (node.end_lineno or first) + 1)
            notes = [(line, comments[line]) for line in lines if line in comments]
            joined = " ".join(note for _, note in notes)  # an address and the name may stand on two lines
            docstring = ast.get_docstring(node) or ""
            yield node, [(node.lineno, docstring), *notes, (notes[0][0] if notes else first, joined)]


def _comments(text):
    try:
        tokens = list(tokenize.generate_tokens(StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return {}
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _called(node, tree):
    """Return the names of what a function uses of libraries."""
    everything = list(ast.walk(tree))
    own = {item.name for item in everything if isinstance(item, (ast.FunctionDef, ast.ClassDef))}
    imports = [item for item in everything if isinstance(item, ast.ImportFrom) and not item.level]
    known = {alias.asname or alias.name for item in imports for alias in item.names} | {*dir(builtins)}
    found = set()
    for item in ast.walk(node):
        if isinstance(item, ast.MatMult):
            found.add("matmul")
        elif isinstance(item, ast.Attribute) and not _is_self(item):
            found.add(item.attr)
        elif isinstance(item, ast.Name) and item.id in known - own:
            found.add(item.id)
    return found


def _is_self(item):
    return isinstance(item.value, ast.Name) and item.value.id in ("self", "cls")


def _cited(note, called):
    """Return the name of a called function whose documentation the note names, or ''."""
    pages = [match for match in URL.finditer(note) if _is_docs(match)]
    steps = {step.lower() for match in pages for step in re.split(r"[/#.?=&:]", match[2])}
    words = URL.sub(" ", note)
    for name in sorted(called):
        if name.lower() in steps:
            return name
        # Without an address, 'numpy.clip' must stand near a word such as 'docs'.
        for match in re.finditer(rf"\b[A-Za-z]\w*\.{re.escape(name)}\b", words):
            around = words[max(0, match.start() - NEAR) : match.end() + NEAR]
            if pages or SPEAKS_OF_DOCS.search(around):
                return name
    return ""


def _is_docs(match):
    return not _is_answer(match) and bool(DOCS.search(match[0]))


def _is_answer(match):
    return any(match[1] == host or match[1].endswith(f".{host}") for host in NO_DOCS.split())


def _near(note, path, line):
    """Yield what a note names instead, with the mistake that this is."""
    for match in URL.finditer(note):
        place = f"{path}:{line} names {match[0].split('#', 1)[0].rstrip('.,;')}"
        if _is_answer(match):
            yield place, "an answer of somebody is named, not the documentation"
        elif _is_docs(match):
            is_front = len(re.findall(r"[\w\-]+", match[2])) < LEAST
            yield place, "only the front page is named" if is_front else "what is named there is not called"


def _far(tree, path):
    pages = [match for match in URL.finditer(ast.get_docstring(tree) or "") if _is_docs(match)]
    mistake = "the page is named at the top of the file"
    return [(f"{path}:1 names {match[0]} far from any call", mistake) for match in pages]


@cited_documentation.mistake("what is named there is not called")
def other_function(folder):
    body = "np.minimum(most, np.maximum(-most, gradient))"
    (folder / "clipping.py").write_text(CLIPPED.format(note=NOTE, body=body))


@cited_documentation.mistake("an answer of somebody is named, not the documentation")
def answer(folder):
    note = "# https://stackoverflow.com/questions/36/how-to-use-numpy-clip"
    (folder / "clipping.py").write_text(CLIPPED.format(note=note, body="np.clip(gradient, -most, most)"))


@cited_documentation.mistake("only the front page is named")
def front_page(folder):
    note = "# see https://numpy.org/doc/"
    (folder / "clipping.py").write_text(CLIPPED.format(note=note, body="np.clip(gradient, -most, most)"))


@cited_documentation.mistake("the page is named at the top of the file")
def far_away(folder):
    text = CLIPPED.format(note='"""Keep each number within ±most."""', body="np.clip(gradient, -most, most)")
    (folder / "clipping.py").write_text(f"{NOTE}\n{text}")


def _counted(things, word):
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


skill(needs=all_of(docstring_examples, cited_documentation))
