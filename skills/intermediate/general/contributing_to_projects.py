"""Contributing to projects: improve software that others use, and take part in its reviews.

Why it matters: Few people will read your code as closely as a maintainer does, and your fix
goes on helping people you will never meet.

Next step: Review somebody else's change in a project that you use, as kindly as you would like
yours to be.
"""

import re

from pytest_mlchecklist.api import CannotRun, all_of, assert_that, evidence, look_up, shown, skill

LEAST_WORDS = 4
MOST_ASKED = 5
CHANGES = ("pull request", "commit")
EXAMPLE = re.compile(
    r"(?i)^(?:owner|user|username|org|organi[sz]ation|your\W?\w*|example|someone|me|foo)/"
    r"|/(?:repo|repository|project|name|your\W?\w*|example|foo|bar)[#@]|@(?:0{7,}|1234567|abc1234|abcdef\d*)$"
)
ISSUE = re.compile(r"https?://[\w.\-]+/[\w.\-/]+/(?:-/)?issues/\d+")
REVIEWS = re.compile(r"(?i)\breview")


def write_record(folder, *lines):
    head = "# Contributions\n\nAccount: learner\n\n"
    (folder / "contributions.md").write_text(head + "".join(f"- {line}\n" for line in lines))


@evidence(
    files=[
        "contributions.md", "contributions.txt", "contributions.toml", "contributions.y*ml",
        "contributions/**/*.md",
        "my_contributions.*", "open_source*.md", "open-source*.md", "opensource*.md", "pull_requests.*",
        "pull-requests.*", "prs.md", "contributed.*", "contribution_log.md", "notes/contributions*.md",
    ]
)  # fmt: skip
def contribution_record(folder):
    """Links to changes in a project of others, each with a line on what it does, and your account's name.

    A line such as `Account: your-name` says whose they are.
    """
    write_record(
        folder,
        "https://github.com/mwaskom/seaborn/pull/2417 mends a legend that hid its last entry.",
        "https://github.com/mwaskom/seaborn/commit/9a2b3c4d explains in the docs what `hue_order` expects.",
    )


@contribution_record.check(hint="Open the change itself, not the project or the issue, and copy its address.")
def name_a_change(notes):
    """A link leads to a pull request, a merge request or a commit."""
    changes = _changes(notes)
    own = [change for change, _ in changes if not EXAMPLE.search(change.value)]
    links = [link for note in notes for link in note.links]
    came = f"no change, but {links[0]}" if links else f"{notes[0].place} has no link"
    came = f"{changes[0][0].value}, as in an example" if changes else came
    mistake = (
        "an issue is named, and no change" if any(map(ISSUE.match, links)) else "the link leads to no change"
    )
    mistake = "the link is that of an example" if changes else mistake
    assert_that(own, came=came, expected="the address of a change", mistake=mistake)


@contribution_record.check(hint="What was wrong before, and what is better now? A line for each is enough.")
def say_what_was_changed(notes):
    """Beside each link stands a line that says what was changed."""
    for change, note in _changes(notes):
        words = {word.lower() for word in note.words()} - {*re.findall(r"\w+", change.value.lower())}
        came = f"{note.place} has {shown(note.title)} beside {change.value}"
        is_told = len(words) >= LEAST_WORDS
        assert_that(is_told, came=came, expected="what it does", mistake="nothing says what was changed")


@contribution_record.check(hint="What do you use every day that somebody else takes care of?")
def help_others(notes):
    """One of the changes is in a project of others."""
    changes = _changes(notes)
    others = [change for change, note in changes if not _is_own(change, note)]
    came = f"{changes[0][0].value}, of the account {_account(changes[0][1])}" if changes else ""
    mistake = "the project is one's own"
    assert_that(others or not changes, came=came, expected="a project of others", mistake=mistake)


@contribution_record.check(
    online=True, hint="Open the link without being logged in: whose name stands there, and was it merged?"
)
def are_confirmed_by_the_host(notes):
    """Asked online, the host says that a change is by this account and was merged."""
    confirmed, problems = [], []
    for change, note in [(change, note) for change, note in _changes(notes) if not _is_own(change, note)][
        :MOST_ASKED
    ]:
        try:
            _confirm(change, note, confirmed)
        except CannotRun as problem:
            problems.append(problem)
    if problems and not confirmed:
        raise problems[0]
    came = ", ".join(change.value for change, _ in _changes(notes)[:MOST_ASKED])
    mistake = "no change has been merged yet"
    assert_that(confirmed, came=f"not merged: {came}", expected="a merged change", mistake=mistake)


def _confirm(change, note, confirmed):
    """Ask the host; what it confirms is added."""
    account, found = _account(note), look_up(change)
    came, mistake = f"{change.site} knows no {change.kind} {change.value}", "the host knows no such change"
    assert_that(found, came=came, expected="a change that is there", mistake=mistake)
    if not account:
        raise CannotRun("no line such as 'Account: name' says whose record this is")
    is_theirs = found.author.lower() == account.lower() or bool(REVIEWS.search(note.text))
    came, mistake = f"{change.value} is by {found.author or 'nobody known'}", "the change is by somebody else"
    assert_that(is_theirs, came=came, expected=f"a change by {account}", mistake=mistake)
    confirmed.extend([change] if found.is_merged else [])


def _changes(notes):
    """Return each change that is named, with its note."""
    return [(one, note) for note in notes for one in note.identifiers if one.kind in CHANGES]


def _account(note):
    """Return the account that a record says to be its learner's, be it written @name or as a link."""
    said = str(note.fields.get("account") or note.said("account"))
    found = re.search(r"(?:\w\.\w+/|@)([\w\-]+)", said) or re.search(r"([\w\-]+)", said)
    return found[1] if found else ""


def _is_own(change, note):
    return change.value.split("/")[0].lower() == _account(note).lower()


@contribution_record.mistake("the link leads to no change")
def project_alone(folder):
    write_record(folder, "https://github.com/mwaskom/seaborn where I have mended the legend of a plot.")


@contribution_record.mistake("an issue is named, and no change")
def issue_alone(folder):
    write_record(
        folder, "https://github.com/mwaskom/seaborn/issues/2410 tells of a legend without its last entry."
    )


@contribution_record.mistake("nothing says what was changed")
def bare_links(folder):
    write_record(folder, "https://github.com/mwaskom/seaborn/pull/2417")


@contribution_record.mistake("the link is that of an example")
def example(folder):
    write_record(folder, "https://github.com/owner/repo/pull/123 mends a legend that hid its last entry.")


@contribution_record.mistake("the project is one's own")
def own_project(folder):
    write_record(folder, "https://github.com/learner/homework/pull/3 adds a plot of the loss to week two.")


skill(needs=all_of(contribution_record))
