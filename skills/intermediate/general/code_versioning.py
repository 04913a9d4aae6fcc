"""Code versioning: a git history that tells how the project came to be, and carries no ballast.

Why it matters: On the day when something stops working, yesterday's version is the best
debugger there is.

Next step: Break something on purpose, and let `git bisect` find the commit that did it.
"""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from pytest_mlchecklist.api import NotStarted, all_of, assert_that, commit, repository, shown, skill

LEAST_COMMITS, LEAST_DAYS = 5, 2
LATEST = 20
LONGEST_RUN = 2
MOST_EMPTY = 1 / 3
MONDAY = datetime(2026, 5, 4, 18, tzinfo=UTC)
MESSAGES = (
    "Add a dense layer",
    "Add the softmax and its gradient",
    "Train on two moons",
    "Stop when the validation loss rises",
    "Plot the decision boundary",
)
KEPT_OUT = "__pycache__/\n.venv/\ncheckpoints/\n*.pt\n"

# Words that fit every commit alike. What a message says besides, in whatever language, counts.
FILLERS = """
    a all and another asdf bug bugs bugfix change changed changes chore code commit commits committed done
    edit edited edits feat few file files final fix fixed fixes fixing for hotfix latest lot lots many
    message minor misc miscellaneous modified more my new no of ok other qwerty save saved several
    small some stuff style temp test testing tests the thing things this tmp to try tweak tweaks
    update updated updates updating upload uploaded via version wip work working
"""
TYPE = re.compile(r"(?i)^(?:feat|fix|chore|docs|style|refactor|test|perf|build|ci|wip)(?:\([^)]*\))?!?:")
OPENING = re.compile(r"(?i)\W*(?:first|initial|init)\b")
# What GitHub's pages write of themselves: it tells which file, which git knows anyhow.
BY_A_PAGE = re.compile(
    r"(?i)^(?:update[sd]?|modif\w+|edit(?:ed)?|changed?)\s+\S+\.\w{1,6}$|^add files via upload$"
)


def write_history(folder, messages=MESSAGES, *, apart=timedelta(days=1)):
    """Write a repository with a commit for each message."""
    (folder / ".gitignore").write_text(KEPT_OUT)
    for number, message in enumerate(messages):
        (folder / f"step_{number}.py").write_text(f"print({message!r})\n")
        commit(folder, message, when=MONDAY + number * apart)


@repository(files=[".git"])
def commit_history(folder):
    """Five commits or more, on two days or more, each with a message that says what it does."""
    write_history(folder)


@commit_history.check(hint="Commit when a step is done and works, not once at the end.")
def grew_step_by_step(repo):
    """There are five commits at least, on two days at least."""
    commits = repo.commits()
    days = {commit.date.date() for commit in commits}
    came = f"{_counted(commits, 'commit')} on {_counted(days, 'day')}"
    mistake = "everything came on one day" if len(days) < LEAST_DAYS else "there are fewer than five commits"
    mistake = "everything is one commit" if len(commits) == 1 else mistake
    is_enough = len(commits) >= LEAST_COMMITS and len(days) >= LEAST_DAYS
    assert_that(is_enough, came=came, expected="five commits on two days", mistake=mistake)
    repo.found(f"{came}, the last by {commits[0].author.partition(' <')[0]}", commits[0].id[:8])


@commit_history.check(hint="Finish the sentence: with this commit, the project can …")
def says_what_changed(repo):
    """Of the latest twenty messages most say what changed, and no three in a row say nothing."""
    told = [commit for commit in repo.commits()[:LATEST] if not _is_made_by_a_program(commit)]
    empty = [not _says_something(commit.message) for commit in told]
    same = [again.message == before.message for again, before in pairwise(told)]
    examples = ", ".join(
        shown(commit.subject) for commit, is_empty in zip(told, empty, strict=True) if is_empty
    )
    is_often = sum(empty) > MOST_EMPTY * len(told) or _longest_run(empty) > LONGEST_RUN
    mistake = "messages say nothing but that something changed"
    came = f"{sum(empty)} of {_counted(told, 'message')} say nothing: {examples[:150]}"
    assert_that(not is_often, came=came, expected="messages that tell the steps apart", mistake=mistake)
    repeats = _longest_run(same) >= LONGEST_RUN
    came = (
        f"one message, {_counted(told, 'commit')}" if all(same) else "the same message three times in a row"
    )
    assert_that(
        not repeats, came=came, expected="a message of its own", mistake="one message serves many commits"
    )


def _is_made_by_a_program(commit):
    return "[bot]" in commit.author or re.match(
        r"Merge (?:branch|pull request|remote|tag|commit)\b", commit.subject
    )


def _says_something(message):
    """Whether a message, all of it, holds a word that would not fit any other commit as well."""
    if BY_A_PAGE.search(message.strip()):
        return False
    if OPENING.match(message):
        return True
    words = re.findall(r"[^\W\d_]+", TYPE.sub("", message.strip()).lower())
    return any(word not in FILLERS.split() and (len(word) > 2 or not word.isascii()) for word in words)


def _longest_run(truths):
    longest = current = 0
    for truth in truths:
        current = current + 1 if truth else 0
        longest = max(longest, current)
    return longest


@commit_history.mistake("everything is one commit")
def one_commit(folder):
    write_history(folder, ["Add my project"])


@commit_history.mistake("everything came on one day")
def one_day(folder):
    write_history(folder, apart=timedelta(minutes=5))


@commit_history.mistake("there are fewer than five commits")
def few_commits(folder):
    write_history(folder, MESSAGES[:3])


@commit_history.mistake("messages say nothing but that something changed")
def updates(folder):
    write_history(folder, ["Add a dense layer", "update", "Update", "fixed", "update 2", "final version"])


@commit_history.mistake("one message serves many commits")
def one_message(folder):
    write_history(folder, ["Work on the homework"] * 5)


MOST_BYTES = 50_000_000
SMALL = 1_000_000
CACHE = re.compile(r"(?:^|/)(?:__pycache__|\.ipynb_checkpoints|\.(?:pytest|mypy|ruff)_cache)/|\.py[co]$")
ENVIRONMENT = re.compile(r"(?:^|/)(?:pyvenv\.cfg$|(?:site-packages|node_modules|conda-meta)/)")
CHECKPOINT = re.compile(
    r"(?i)(?:^|/)[^/]*(?:epoch|ckpt|checkpoint|step)[^/]*\.(?:pth?|h5|keras|npz|pkl|safetensors|bin)$|\.ckpt$"
)
ENVIRONMENTS = [".venv/", "venv/", "env/", ".env/", "ENV/", "virtualenv/", ".conda/", ".virtualenv/", "envs/"]
WEIGHTS = """
    checkpoints/ checkpoint/ ckpt/ ckpts/ models/ saved_models/ saved_model/ weights/ runs/ outputs/ output/
    results/ logs/ artifacts/ lightning_logs/ mlruns/ wandb/ model.pt model.pth model.ckpt model.h5
    model.keras model.pkl model.joblib model.npz model.npy model.safetensors model.onnx model.bin
"""
SAVES = re.compile(
    r"torch\.save\(|ModelCheckpoint|save_weights\(|\.save_pretrained\(|joblib\.dump|pickle\.dump\("
    r"|save_file\(|np\.savez|model\.save\("
)
OTHER_NAMES = ["gitignore", "gitignore.txt", ".gitignore.txt", ".git_ignore", ".gitingore", ".gitignore.md"]
TEXTS = re.compile(
    r"(?i)(?:^|/)[^./]*$|\.(?:py|ipynb|md|rst|txt|toml|ya?ml|json|cfg|ini|csv|tsv|sh|js|ts|html|css|tex"
    r"|gitignore|gitattributes)$"
)
MARKERS = re.compile(r"(?ms)^<{7} [^\n]*$.*?^={7}\r?$.*?^>{7} ")
FENCED = re.compile(r"(?ms)^([`~]{3,})[^\n]*\n.*?^\1")


@repository(files=[".git"])
def clean_repository(folder):
    """A .gitignore that keeps out what programs make, and nothing large or half merged in git."""
    write_history(folder)


@clean_repository.check(
    hint="Type `git status` after a run: what it lists below untracked files, git would take."
)
def keeps_out_what_programs_make(repo):
    """A .gitignore keeps caches, virtual environments and checkpoints out."""
    _begun(repo)
    _has_rules(repo)
    sorts = {
        "caches": _caches(repo),
        "virtual environments": _environments(repo),
        "checkpoints": _weights(repo),
    }
    taken = {sort: path for sort, path in sorts.items() if path}
    came = "git would take " + ", ".join(f"{sort} such as {path}" for sort, path in taken.items())
    mistake = f"the .gitignore forgets {' and '.join(taken)}" if len(taken) == 1 else ""
    assert_that(not taken, came=came, expected="a .gitignore that leaves them out", mistake=mistake)
    repo.found("what is kept out", ".gitignore")


def _begun(repo):
    if not repo.tracked():
        raise NotStarted("the git repository holds no file yet")


def _has_rules(repo):
    """There is a file of rules, under its right name, that git reads and keeps."""
    rules = repo.root / ".gitignore"
    other = next((name for name in OTHER_NAMES if (repo.root / name).is_file()), "")
    if not rules.is_file():
        is_elsewhere = repo.ignored("__pycache__/")
        mistake = "the file of rules has another name" if other else "there is no .gitignore"
        came = f"no .gitignore{f', but {other}' if other else ''}"
        assert_that(is_elsewhere, came=came, expected="a .gitignore", mistake=mistake)
        return
    is_wide = rules.read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")
    came, mistake = ".gitignore is UTF-16, as PowerShell writes it", "git cannot read the .gitignore"
    assert_that(not is_wide, came=came, expected="a .gitignore in UTF-8", mistake=mistake)
    is_kept = any(tracked.path == ".gitignore" for tracked in repo.tracked()) or repo.ignored(".gitignore")
    came, mistake = ".gitignore is not in git itself", "the .gitignore itself is not committed"
    assert_that(is_kept, came=came, expected="a .gitignore that a clone brings along", mistake=mistake)


def _caches(repo):
    """Return a cache that git would take, beside any of the Python files; '' when none."""
    folders = {path.rpartition("/")[0] for path in repo.files("*.py")} or {""}
    paths = [f"{folder}/__pycache__/".lstrip("/") for folder in sorted(folders)]
    return next((path for path in paths if not _is_out(repo, path, f"{path}net.cpython-312.pyc")), "")


def _environments(repo):
    """Return an environment that git would take: those that are here, or else one under its usual names."""
    here = [f"{found.parent.name}/" for found in sorted(repo.root.glob("*/pyvenv.cfg"))]
    if here:
        return next((path for path in here if not _is_out(repo, path, f"{path}pyvenv.cfg")), "")
    return "" if any(_is_out(repo, path, f"{path}pyvenv.cfg") for path in ENVIRONMENTS) else ENVIRONMENTS[0]


def _weights(repo):
    """Return a checkpoint that git would take; of notebooks', too, where no code saves weights."""
    saves = any(SAVES.search(_text_of(repo, path)) for path in repo.files("*.py", "*.ipynb"))
    paths = [*WEIGHTS.split(), *([] if saves else [".ipynb_checkpoints/"])]
    return "" if any(_is_out(repo, path, f"{path}epoch_1.pt") for path in paths) else "checkpoints/"


def _text_of(repo, path):
    try:
        return repo.text(path)
    except AssertionError:  # Python reads other encodings too
        return ""


def _is_out(repo, folder, inside):
    return repo.ignored(folder) or (folder.endswith("/") and repo.ignored(inside))


@clean_repository.check(
    hint="A rule in .gitignore does not concern what git has taken already. See `git rm --cached`.",
    reveals="what programs make is in git all the same",
)
def holds_nothing_that_programs_make(repo):
    """Git keeps no cache, no virtual environment and no checkpoint of a training."""
    _begun(repo)
    made = [
        one.path
        for one in repo.tracked()
        if CACHE.search(one.path) or ENVIRONMENT.search(one.path) or CHECKPOINT.search(one.path)
    ]
    came = f"{_counted(made, 'file')} such as {made[0]}" if made else ""
    assert_that(not made, came=came, expected="only files that somebody wrote")


@clean_repository.check(
    hint="Whoever clones the project fetches it too. Where else could it lie, and how would they get it?",
    reveals="a file larger than 50 MB is kept",
)
def carries_nothing_heavy(repo):
    """No file in git is larger than 50 MB."""
    _begun(repo)
    large = [one for one in repo.tracked() if one.size > MOST_BYTES and len(repo.blob(one)) > MOST_BYTES]
    came = f"{large[0].path} has {large[0].size / 1e6:.0f} MB" if large else ""
    assert_that(not large, came=came, expected="files of 50 MB at most")


@clean_repository.check(
    hint="Search the file for <<<<<<<. Which of the two versions is right, or what of both?",
    reveals="a merge was not finished",
)
def has_no_merge_marker(repo):
    """No file in git holds both sides of a merge."""
    _begun(repo)
    for tracked in repo.tracked():
        if tracked.size < SMALL and TEXTS.search(tracked.path) and not (repo.root / tracked.path).is_dir():
            text = FENCED.sub(_blank, repo.blob(tracked).decode("utf-8", "replace"))
            marker = MARKERS.search(text)
            line = text[: marker.start()].count("\n") + 1 if marker else 0
            assert_that(not marker, came=f"{tracked.path}:{line} is a merge marker", expected="merged text")


def _blank(match):
    return "\n" * match[0].count("\n")


@clean_repository.check(
    severity="remark",
    hint="Is it there on purpose, small and final? Else let the code that made it make it again.",
)
def keeps_no_weights(repo):
    """Git keeps no weights of a model."""
    weights = [one.path for one in repo.tracked() if re.search(r"\.(?:pth?|h5|keras|safetensors)$", one.path)]
    came = f"{_counted(weights, 'file')} such as {weights[0]}" if weights else ""
    assert_that(not weights, came=came, expected="code that makes them")


@clean_repository.mistake("there is no .gitignore")
def no_rules(folder):
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Train", when=MONDAY)


@clean_repository.mistake("the file of rules has another name")
def other_name(folder):
    (folder / "gitignore.txt").write_text(KEPT_OUT)
    commit(folder, "Leave out what programs make", when=MONDAY)


@clean_repository.mistake("git cannot read the .gitignore")
def utf_16(folder):
    (folder / ".gitignore").write_text(KEPT_OUT, encoding="utf-16")
    commit(folder, "Leave out what programs make", when=MONDAY)


@clean_repository.mistake("the .gitignore itself is not committed")
def rules_not_committed(folder):
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Train", when=MONDAY)
    (folder / ".gitignore").write_text(KEPT_OUT)


def _without(folder, *rules):
    (folder / ".gitignore").write_text("".join(line + "\n" for line in KEPT_OUT.split() if line not in rules))
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Train", when=MONDAY)


@clean_repository.mistake("the .gitignore forgets caches")
def caches_forgotten(folder):
    _without(folder, "__pycache__/")


@clean_repository.mistake("the .gitignore forgets virtual environments")
def environments_forgotten(folder):
    _without(folder, ".venv/")


@clean_repository.mistake("the .gitignore forgets checkpoints")
def checkpoints_forgotten(folder):
    _without(folder, "checkpoints/", "*.pt")


@clean_repository.mistake("what programs make is in git all the same")
def taken_before(folder):
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "train.cpython-312.pyc").write_bytes(b"\x00")
    commit(folder, "Begin", when=MONDAY)
    write_history(folder)


@clean_repository.mistake("a file larger than 50 MB is kept")
def large_file(folder):
    (folder / "images.npy").write_bytes(bytes(MOST_BYTES + 1))
    write_history(folder)


@clean_repository.mistake("a merge was not finished")
def merge_marker(folder):
    (folder / "train.py").write_text("<<<<<<< HEAD\nrate = 0.1\n=======\nrate = 0.01\n>>>>>>> schedule\n")
    write_history(folder)


def _counted(things, word):
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


skill(needs=all_of(commit_history, clean_repository))
