"""What a record says is confirmed by the host of the code: a server of our own stands in for it."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import pytest_mlchecklist
from pytest_mlchecklist import bundled, catalogue, hosting
from pytest_mlchecklist.errors import CannotRun
from pytest_mlchecklist.facts.identifiers import identifiers_in
from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome, Severity
from toy_pack import PLUGIN

PART = catalogue.load([bundled.folder("skills")]).parts["contribution_record"]
PULL, REVIEWED = "https://github.com/o/r/pull/12", "https://github.com/o/r/pull/13"
MERGE = "https://gitlab.com/g/sub/r/-/merge_requests/3"
COMMIT = "https://github.com/o/r/commit/1a2b3c4"
ONLINE = "are_confirmed_by_the_host"


@dataclass
class Host:
    """A host of code that answers what a test tells it to.

    Attributes:
        answers: A status and a table, or bytes, by path.
        asked: The paths that were asked for.
    """

    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def pull(self, path: str, login: str = "learner", **told: object) -> None:
        """Answer with a pull request."""
        self.answers[path] = (200, {"user": {"login": login}, "title": "A fix", "merged": True, **told})


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(self.path)
            status, told = host.answers.get(self.path, (404, {"message": "Not Found"}))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(told if isinstance(told, bytes) else json.dumps(told).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch):
    """Return a host that stands in for all hosts."""
    found = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(hosting, "ADDRESSES", dict.fromkeys(hosting.ADDRESSES, address))
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def look_up(link: str, **options: float) -> hosting.Change | None:
    """Return what the host says of a link."""
    (identifier,) = identifiers_in(link)
    return hosting.look_up(identifier, **options)


def report_on(*lines: str, account: str = "Account: learner"):
    """Return what the check that asks the host says of a record."""

    def write(folder: Path) -> None:
        items = "".join(f"- {line} mends the legend of a plot\n" for line in lines)
        (folder / "contributions.md").write_text(f"# Contributions\n\n{account}\n\n{items}")

    return next(report for report in ask_written(PART, write, online=True) if report.name == ONLINE)


def test_a_pull_request_is_known_by_its_author_and_whether_it_was_merged(host):
    """GitHub's and Codeberg's answers say both."""
    host.pull("/repos/o/r/pulls/12")
    host.pull("/repos/o/r/pulls/13", "somebody", merged=False)
    assert hosting.Change("learner", is_merged=True, title="A fix") == look_up(PULL)
    assert hosting.Change("somebody", is_merged=False, title="A fix") == look_up(REVIEWED)
    assert "learner" == look_up("https://codeberg.org/o/r/pulls/12").author


def test_a_merge_request_lies_in_nested_groups(host):
    """GitLab wants the whole path of the project as one word."""
    path = "/projects/g%2Fsub%2Fr/merge_requests/3"
    host.answers[path] = (200, {"author": {"username": "learner"}, "state": "merged", "title": "A fix"})
    assert hosting.Change("learner", is_merged=True, title="A fix") == look_up(MERGE)


@pytest.mark.parametrize(
    ("status", "is_merged"), [("behind", True), ("identical", True), ("diverged", False)]
)
def test_a_commit_is_merged_when_the_main_branch_holds_it(host, status, is_merged):
    """A commit of a fork answers under the project's address too."""
    told = {"author": {"login": "learner"}, "commit": {"message": "A fix\n\nof a plot"}}
    host.answers["/repos/o/r/commits/1a2b3c4"] = (200, told)
    host.answers["/repos/o/r"] = (200, {"default_branch": "release/2"})
    host.answers["/repos/o/r/compare/release%2F2...1a2b3c4"] = (200, {"status": status})
    assert hosting.Change("learner", is_merged, "A fix") == look_up(COMMIT)


def test_a_change_that_is_not_there_is_none(host):
    """The host says 404."""
    assert look_up(PULL) is None


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((403, {}), r"answers no more questions for a while \(403\)"),
        ((429, {}), r"answers no more questions for a while \(429\)"),
        ((502, b"Bad gateway"), r"github.com answered with an error \(502\)"),
        ((200, b"<html>"), "github.com could not be asked: Expecting value"),
        ((200, b"[]"), "an answer that is no table"),
    ],
)
def test_a_host_that_gives_no_answer_is_told(host, answer, message):
    """Each trouble has words of its own."""
    host.answers["/repos/o/r/pulls/12"] = answer
    with pytest.raises(CannotRun, match=message):
        look_up(PULL)


def test_a_host_that_can_not_be_reached_is_told(monkeypatch):
    """Nobody listens at this port."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setitem(hosting.ADDRESSES, "github.com", "http://127.0.0.1:9")
    with pytest.raises(CannotRun, match=r"github\.com could not be asked: .*refused"):
        look_up(PULL)


def test_a_host_that_never_answers_is_given_up(monkeypatch):
    """The time limit ends it."""
    import socket

    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        monkeypatch.setitem(hosting.ADDRESSES, "github.com", address)
        with pytest.raises(CannotRun, match="timed out"):
            look_up(PULL, timeout=0.1)


def test_a_host_that_nobody_knows_is_not_asked(host):
    """A record does not send requests wherever it likes."""
    with pytest.raises(CannotRun, match=r"pull requests at 10\.0\.0\.1 can't be confirmed"):
        look_up("https://10.0.0.1/o/r/pull/12")
    assert [] == host.asked


def test_a_merged_change_of_the_learner_is_confirmed(host):
    """One merged change is enough, beside one that is still open."""
    host.pull("/repos/o/r/pulls/12")
    host.pull("/repos/o/r/pulls/13", merged=False)
    assert (
        Outcome.PASSED
        is report_on(PULL, REVIEWED, account="GitHub: [@Learner](https://github.com/Learner)").outcome
    )


@pytest.mark.parametrize(
    ("told", "mistake", "found"),
    [
        ({"login": "somebody"}, "the change is by somebody else", "o/r#12 is by somebody"),
        ({"merged": False}, "no change has been merged yet", "not merged: o/r#12"),
        (None, "the host knows no such change", "github.com knows no pull request o/r#12"),
    ],
)
def test_a_claim_that_the_host_denies_fails(host, told, mistake, found):
    """What is not so is told, with the host's word for it."""
    if told is not None:
        host.pull("/repos/o/r/pulls/12", **told)
    report = report_on(PULL)
    assert (Outcome.FAILED, mistake) == (report.outcome, report.mistake)
    assert f"we found     {found}" in report.message


def test_a_review_is_of_a_change_by_somebody_else(host):
    """Whoever says that it was a review need not be its author."""
    host.pull("/repos/o/r/pulls/13", "somebody")
    assert Outcome.PASSED is report_on(f"I have reviewed {REVIEWED}, which").outcome


@pytest.mark.parametrize("account", ["", "Account: learner"])
def test_what_can_not_be_confirmed_is_only_remarked(host, account):
    """Neither a host that is down nor a record without an account takes the attestation away."""
    host.pull("/repos/o/r/pulls/12")
    if account:
        host.answers["/repos/o/r/pulls/12"] = (503, {})
    report = report_on(PULL, account=account)
    assert (Outcome.COULD_NOT_RUN, Severity.REMARK) == (report.outcome, report.severity)


@pytest.mark.parametrize(
    ("arguments", "answer", "expected"),
    [
        ((), 200, ("attested", 0)),
        (("--mlchecklist-online",), 200, ("verified", 0)),
        (("--mlchecklist-online",), 503, ("attested", 0)),
        (("--mlchecklist-online",), 404, ("failing", 1)),
    ],
)
def test_online_a_record_is_verified(learner, host, arguments, answer, expected):
    """Offline it is attested; where the host confirms it, verified; where it is silent, still attested."""
    host.pull("/repos/o/r/pulls/12")
    host.answers["/repos/o/r/pulls/12"] = (answer, host.answers["/repos/o/r/pulls/12"][1])
    skill = "--mlchecklist-only=*/contributing_to_projects"
    options = ("-p", "no:randomly", "-p", "no:cacheprovider", "--mlchecklist", skill)
    result = learner.runpytest_inprocess(*PLUGIN, *options, *arguments)
    report = json.loads((learner.path / "mlchecklist-report" / "report.json").read_text("utf-8"))
    (part,) = (part for one in report["skills"] for part in one["parts"] if part["name"] == PART.name)
    assert expected == (part["verdict"], result.ret)
    assert bool(arguments) == bool(host.asked)


@pytest.fixture
def learner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(Path(pytest_mlchecklist.__file__).parents[1]), prepend=os.pathsep)
    record = f"Account: learner\n\n- {PULL} mends the legend of a plot\n"
    (pytester.path / "contributions.md").write_text(record)
    manifest = '[code]\ncontribution_record = "contributions.md"\n'
    (pytester.path / "mlchecklist.toml").write_text(manifest)
    return pytester
