"""The entry point: options and hooks. Nothing heavy is imported until the checklist is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pytest_mlchecklist.flags import FLAGS, SWITCH, destination, used_without_switch

if TYPE_CHECKING:
    from pytest_mlchecklist.binding import Bindings
    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.plan import Plan
    from pytest_mlchecklist.selection import Selection
    from pytest_mlchecklist.session import Checks

_CHECKS = "mlchecklist-checks"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("mlchecklist", "machine-learning checklist")
    for flag, settings in FLAGS:
        group.addoption(f"{SWITCH}{flag}", dest=destination(flag), **settings)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the hooks that others may implement."""
    from pytest_mlchecklist import hookspecs

    pluginmanager.add_hookspecs(hookspecs)


def pytest_configure(config: pytest.Config) -> None:
    """Plan the run and register who carries it out, when the checklist is asked for."""
    if stray := used_without_switch(config.option):
        message = f"{stray} does nothing without {SWITCH}"
        raise pytest.UsageError(message)
    if not config.option.mlchecklist:
        return
    from pytest_mlchecklist.errors import ChecklistError

    try:
        _set_up(config)
    except ChecklistError as error:
        raise pytest.UsageError(*str(error).splitlines()) from error


def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add our items.

    This module is registered after pytest's own plugins, which choose by -k, -m and --lf, and
    before any conftest.py. Later ones are called first, so the hooks of a conftest.py, which
    are written for test functions, never stumble over our items, and pytest's own see them.
    """
    checks: Checks | None = config.pluginmanager.get_plugin(_CHECKS)
    if checks is not None:
        items.extend(checks.items(session))


def _set_up(config: pytest.Config) -> None:
    from pytest_mlchecklist import standard
    from pytest_mlchecklist.plan import make_plan
    from pytest_mlchecklist.session import Checks

    config.pluginmanager.register(standard, standard.NAME)
    chosen, bindings = _select(config)
    if not chosen.is_wanted:
        config.pluginmanager.register(_Absent(), "mlchecklist-absent")
        return
    packs = [folder for given in config.hook.pytest_mlchecklist_packs(config=config) for folder in given]
    plan = make_plan(config.option, chosen, packs, bindings=bindings)
    _register_marks(config, plan.catalogue)
    config.pluginmanager.register(Checks(plan), _CHECKS)
    if not hasattr(config, "workerinput"):
        _register_reporter(config, plan)


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Show on a terminal how long checks get on; pytest-xdist's workers have none."""
    config = session.config
    if config.pluginmanager.get_plugin(_CHECKS) is not None and _has_screen(config):
        from pytest_mlchecklist import progress

        config.pluginmanager.register(progress.Progress(config), progress.NAME)


def _has_screen(config: pytest.Config) -> bool:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return bool(reporter is not None and reporter.isatty and not hasattr(config, "workerinput"))


def _select(config: pytest.Config) -> tuple[Selection, Bindings | None]:
    """Return what the command line means; a pytest-xdist worker is told by the controller."""
    from pytest_mlchecklist.plan import from_json
    from pytest_mlchecklist.selection import select

    sent = getattr(config, "workerinput", {}).get("mlchecklist")
    if sent is not None:
        return from_json(sent)
    are_given = config.args_source is pytest.Config.ArgsSource.ARGS
    cwd, top = config.invocation_params.dir, config.rootpath
    return select(config.args, cwd=cwd, top=top, are_given=are_given), None


def _register_reporter(config: pytest.Config, plan: Plan) -> None:
    from pytest_mlchecklist.collect import Reporter
    from pytest_mlchecklist.plan import read_gate

    given = config.hook.pytest_mlchecklist_renderers(config=config)
    renderers = [renderer for those in given for renderer in those]
    rules, ratchet = read_gate(config.option, plan)
    reporter = Reporter(plan, rules, ratchet=ratchet, renderers=renderers)
    config.pluginmanager.register(reporter, "mlchecklist-reporter")


def _register_marks(config: pytest.Config, catalogue: Catalogue) -> None:
    steps: dict[str, Any] = {step: None for skill in catalogue.skills for step in skill.id.split("/")}
    for name in ("mlchecklist", "required", "remark", *steps):
        config.addinivalue_line("markers", f"{name}: a check of the machine-learning checklist")


class _Absent:
    """Says that the checklist is left out, because the command line names other paths."""

    def pytest_report_header(self) -> str:
        """Say how to add it."""
        return "mlchecklist: not run, for other paths are named; add mlchecklist.toml to run it as well"
