"""The engine of one pytest process: opens the learner's code in hosts, and has it examined."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.asking import request_for
from pytest_mlchecklist.client import Hosts
from pytest_mlchecklist.code import Code
from pytest_mlchecklist.errors import CannotRun
from pytest_mlchecklist.examination import examine, refusal_text
from pytest_mlchecklist.facts import judging
from pytest_mlchecklist.facts.repository import Repository
from pytest_mlchecklist.process import nobody
from pytest_mlchecklist.report import BindingReport, CheckReport, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pytest_mlchecklist.binding import Binding
    from pytest_mlchecklist.process import Watch
    from pytest_mlchecklist.skill import Check, Part

MODULES_THAT_TAKE_LONG = {
    "torch": (b"torch",),
    "torch._dynamo": (b"torch.optim", b"torch import optim"),
    "tensorflow": (b"tensorflow", b"keras"),
}
"""Imported once, where a learner's file has one of these words, for all hosts to share.

The first optimizer of torch imports its compiler, which takes as long as torch itself.

JAX is not: it reads its settings when it is imported, and a file may make some.
"""
SETS_UP_KERAS = b"KERAS_BACKEND"
"""With TensorFlow comes Keras, which then has its backend."""


class Run:
    """Checks the learner's code for one pytest process.

    Args:
        root: The learner's repository.
        seed: Chooses the inputs.
        effort: 'quick', 'standard' or 'thorough'.
        isolation: 'process', or 'none' to run the learner's code in this process.
        timeout: How many seconds a call may take.
        python: The interpreter for the learner's code, a path from the root or a command; None for this one.
        files: The learner's files that will be checked.
        watch: Told what the learner's code prints while it works.

    Attributes:
        error: What ended the last check that failed in this process, for a debugger.
    """

    def __init__(  # noqa: PLR0913 - what a run is made of
        self,
        root: Path,
        *,
        seed: int = 0,
        effort: str = "standard",
        isolation: str = "process",
        timeout: float = 10.0,
        python: str | None = None,
        files: Iterable[Path] = (),
        watch: Watch = nobody,
    ) -> None:
        self.seed, self.effort = seed, effort
        self.error: BaseException | None = None
        self._root, self._python = root, _interpreter(root, python)
        self._repositories: dict[Path, Repository] = {}
        self._codes: dict[str, Code] = {}
        self._requests: dict[str, dict[str, Any]] = {}
        self._hosts = Hosts(
            root=root,
            timeout=timeout,
            python=self._python,
            preload=tuple(_taking_long(files)),
            isolated=isolation != "none",
            seed=seed % 2**32,
            watch=watch,
        )

    def check(self, part: Part, check: Check, binding: Binding) -> CheckReport:
        """Run one check on the bound code; never raises because of that code."""
        if part.is_read:
            report, self.error = judging.ask(part, check, self._repository(part, binding), binding.files)
            return report
        try:
            code = self._code(part, binding)
        except CannotRun as error:
            message = refusal_text(error)
            return CheckReport(
                check.name, check.severity, Outcome.COULD_NOT_RUN, message=message, hint=check.hint
            )
        report, self.error = examine(check, code, seed=self.seed, effort=self.effort)
        return report

    def binding_report(self, part: Part, binding: Binding) -> BindingReport:
        """Return what the report says of a binding: how it was called, and what it printed."""
        key = _key(part, binding)
        known = key in self._codes
        return BindingReport(
            target=binding.target(self._hosts.root),
            how=binding.how,
            why=binding.why,
            also_seen=binding.also_seen,
            convention=self._hosts.convention(key) if known else judging.read_from(binding.files),
            source_hash=_hash_of(binding.path),
            output=self._hosts.output(key) if known else "",
        )

    def close(self) -> None:
        """End the hosts."""
        self._hosts.close()
        for repository in self._repositories.values():
            repository.close()

    def _repository(self, part: Part, binding: Binding) -> Repository:
        folder = binding.path if part.kind == "repository" else self._root
        if folder not in self._repositories:
            self._repositories[folder] = Repository(folder, python=self._python)
        return self._repositories[folder]

    def _code(self, part: Part, binding: Binding) -> Code:
        key = _key(part, binding)
        if key not in self._requests:
            self._requests[key] = request_for(part, binding.path, binding.symbol, binding.options)
        self._hosts.open(key, self._requests[key])
        if key not in self._codes:
            asked, facts = functools.partial(self._ask, key), self._hosts.facts(key)
            self._codes[key] = Code(part, asked, facts, binding.options)
        return self._codes[key]

    def _ask(self, key: str, operation: str, arguments: Mapping[str, Any]) -> Any:
        limit = self._codes[key].time_limit
        return self._hosts.call(key, operation, [], arguments, timeout=limit)


def _interpreter(root: Path, python: str | None) -> str | None:
    """Return the interpreter; a path is taken from the root, for a host lives in a folder of its own."""
    return str(root / python) if python and ("/" in python or "\\" in python) else python


def _key(part: Part, binding: Binding) -> str:
    return f"{part.name}={binding.path}:{binding.symbol}"


def _taking_long(files: Iterable[Path]) -> Iterator[str]:
    texts = [path.read_bytes() for path in set(files) if path.is_file()]
    for name, words in MODULES_THAT_TAKE_LONG.items():
        wanted = any(word in text for text in texts for word in words)
        spoils = name == "tensorflow" and any(SETS_UP_KERAS in text for text in texts)
        if wanted and not spoils:
            yield name


def _hash_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""
