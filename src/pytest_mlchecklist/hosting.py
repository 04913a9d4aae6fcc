"""What hosts of code say of a change: who made it, and whether it was merged.

Asked are the public interfaces of GitHub, GitLab and Codeberg, without an account.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from pytest_mlchecklist.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.error import HTTPError

TIMEOUT = 10.0
LARGEST = 4 << 20
GITHUB, GITLAB, CODEBERG = "github.com", "gitlab.com", "codeberg.org"
ADDRESSES = {
    GITHUB: "https://api.github.com",
    GITLAB: "https://gitlab.com/api/v4",
    CODEBERG: "https://codeberg.org/api/v1",
}
"""Where each host answers programs."""

_BUSY = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY)


class Named(Protocol):
    """What names a change: its kind, 'owner/name#12' or 'owner/name@1a2b3c4', and its site."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def value(self) -> str: ...  # noqa: D102
    @property
    def site(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Change:
    """A change as its host knows it.

    Attributes:
        author: The account that made it; '' when it belongs to none.
        is_merged: Whether the project has taken it.
        title: Its title, or the first line of its message.
    """

    author: str
    is_merged: bool
    title: str = ""


def look_up(change: Named, *, timeout: float = TIMEOUT) -> Change | None:
    """Return what its host says of a pull request or a commit; None when it knows no such change.

    Raises:
        CannotRun: The host can't be reached, is busy, or is none that can be asked.
    """
    ask = _ASKED.get((change.site, change.kind))
    if ask is None:
        known = ", ".join(ADDRESSES)
        raise CannotRun(f"{change.kind}s at {change.site} can't be confirmed; pull requests at {known} can")
    try:
        return ask(change.value, lambda path: _get(change.site, path, timeout))
    except LookupError:
        return None


def _get(site: str, path: str, timeout: float) -> dict[str, Any]:
    """Return the table that a host answers with; LookupError when there is no such thing."""
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    headers = {"Accept": "application/json", "User-Agent": "pytest-mlchecklist"}
    request = Request(ADDRESSES[site] + path, headers=headers)  # noqa: S310 - an address of our own
    try:
        with urlopen(request, timeout=timeout) as answer:  # noqa: S310 - the same
            table = json.loads(answer.read(LARGEST))
    except HTTPError as error:
        raise _refusal(site, error) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise CannotRun(f"{site} could not be asked: {reason}") from None
    if not isinstance(table, dict):
        raise CannotRun(f"{site} gave an answer that is no table")
    return table


def _refusal(site: str, error: HTTPError) -> Exception:
    error.close()
    if error.code in _GONE:
        return LookupError(error.code)
    if error.code in _BUSY:
        return CannotRun(f"{site} answers no more questions for a while ({error.code}); try again in an hour")
    return CannotRun(f"{site} answered with an error ({error.code})")


def _of_github(value: str, get: Callable[[str], dict[str, Any]]) -> Change:
    project, _, number = value.partition("#")
    came = get(f"/repos/{quote(project)}/pulls/{number}")
    return Change(_login(came.get("user")), bool(came.get("merged")), str(came.get("title", "")))


def _commit_of_github(value: str, get: Callable[[str], dict[str, Any]]) -> Change:
    """Return a commit; one of a fork answers under the project's address too, so its branch is asked for."""
    project, _, number = value.partition("@")
    came = get(f"/repos/{quote(project)}/commits/{number}")
    branch = str(get(f"/repos/{quote(project)}").get("default_branch", ""))
    status = get(f"/repos/{quote(project)}/compare/{quote(branch, safe='')}...{number}").get("status")
    message = str(came.get("commit", {}).get("message", ""))
    return Change(_login(came.get("author")), status in {"behind", "identical"}, message.partition("\n")[0])


def _of_gitlab(value: str, get: Callable[[str], dict[str, Any]]) -> Change:
    project, _, number = value.partition("#")
    came = get(f"/projects/{quote(project, safe='')}/merge_requests/{number}")
    return Change(_login(came.get("author")), came.get("state") == "merged", str(came.get("title", "")))


def _login(account: Any) -> str:
    found = account if isinstance(account, dict) else {}
    return str(found.get("login") or found.get("username") or "")


_ASKED: dict[tuple[str, str], Callable[[str, Callable[[str], dict[str, Any]]], Change]] = {
    (GITHUB, "pull request"): _of_github,
    (GITHUB, "commit"): _commit_of_github,
    (GITLAB, "pull request"): _of_gitlab,
    (CODEBERG, "pull request"): _of_github,  # Forgejo's answers are alike
}
