"""The checks within a pytest session: collected, run and reported, in every process that runs tests."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.nodes import CheckItem, ManifestFile, NotPassed
from pytest_mlchecklist.selection import is_id

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from pytest_mlchecklist.engine import Run
    from pytest_mlchecklist.plan import Plan
    from pytest_mlchecklist.skill import Part


class Checks:
    """Collects the checks of a plan and runs them.

    Attributes:
        plan: What is to be run.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._run: Run | None = None
        self._config: pytest.Config | None = None
        self._collected: list[pytest.Item] = []
        self._deselected: set[pytest.Item] = set()

    @property
    def run(self) -> Run:
        """The engine, started when the first check needs it."""
        if self._run is None:
            from pytest_mlchecklist.engine import Run

            asked = self.plan.options
            self._run = Run(
                self.plan.root,
                seed=asked.seed,
                effort=asked.effort,
                isolation=asked.isolation,
                timeout=asked.timeout,
                python=asked.python,
                files={binding.path for *_, binding in self.plan.checks()},
                watch=self._tell,
            )
        return self._run

    def marks_of(self, part: Part) -> Iterator[str]:
        """Yield the levels, categories and names of every skill that takes the part."""
        steps = (step for skill in self.plan.catalogue.skills_taking(part) for step in skill.id.split("/"))
        yield from dict.fromkeys(steps)

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Pass over a link that leads back to a folder above it: pytest would follow two such for hours."""
        if not collection_path.is_symlink():
            return None
        end, here = realpath(collection_path), Path(realpath(collection_path.parent))
        return True if here.is_relative_to(end) else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Take our ids out of what pytest looks for on the disk."""
        session.config.args[:] = [argument for argument in session.config.args if not is_id(argument)]

    def items(self, session: pytest.Session) -> Iterator[pytest.Item]:
        """Return the items of the plan."""
        self._config = session.config
        self._collected = list(session.genitems(ManifestFile.from_plan(session, self)))
        return iter(self._collected)

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Remember what was left out on purpose, by -k, -m or --lf."""
        self._deselected.update(items)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> Generator[None, None, None]:
        """Put back the checks that a conftest.py dropped while it chose among its own tests."""
        yield
        kept = {*items, *self._deselected}
        items.extend(item for item in self._collected if item not in kept)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Run our items where pytest would run none, because a test file could not be collected."""
        option, broken = session.config.option, session.testsfailed
        is_worker = hasattr(session.config, "workerinput")
        if not broken or option.continue_on_collection_errors or option.collectonly or is_worker:
            return
        own = [item for item in session.items if isinstance(item, CheckItem)]
        for item, following in zip(own, [*own[1:], None], strict=False):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
        raise session.Interrupted(f"{broken} error{'s' * (broken != 1)} during collection")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Give a check's report its outcome, and its line of the ledger."""
        report = yield
        is_ours = call.excinfo is None or call.excinfo.errisinstance(NotPassed)
        if isinstance(item, CheckItem) and call.when == "call" and is_ours:
            item.shape(report)
        return report

    def _tell(self, seconds: float, line: str) -> None:
        """Tell every plugin that wants to know how the learner's code gets on."""
        if self._config is not None:
            self._config.hook.pytest_mlchecklist_progress(config=self._config, seconds=seconds, line=line)

    def pytest_unconfigure(self) -> None:
        """Stop the engine."""
        if self._run is not None:
            self._run.close()
