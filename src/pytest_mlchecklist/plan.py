"""The plan of a run: everything that is known before the first check runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pytest_mlchecklist import binding, catalogue, manifest, options, ratchet, rules, selection
from pytest_mlchecklist.binding import Binding, Bindings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.gate import Rules
    from pytest_mlchecklist.manifest import Manifest
    from pytest_mlchecklist.options import Options
    from pytest_mlchecklist.selection import Selection
    from pytest_mlchecklist.skill import Check, Part, Skill


@dataclass(frozen=True)
class Plan:
    """What a run knows before the first check.

    Attributes:
        selection: The repository, and which of its checks are asked for.
        manifest: What the repository declares.
        catalogue: The skills; under strict without remarks, offline without what asks the network.
        bindings: What is shown for each part.
        options: How the run is made.
        chosen: The names of the parts that the chosen skills take.
    """

    selection: Selection
    manifest: Manifest
    catalogue: Catalogue
    bindings: Bindings
    options: Options
    chosen: frozenset[str]

    @property
    def root(self) -> Path:
        """The repository."""
        return self.selection.root

    def checks(self) -> Iterator[tuple[Skill, Part, Check, Binding]]:
        """Yield every check of this run, in the catalogue's order."""
        for skill in self.catalogue.skills:
            for part in skill.parts:
                shown = self.bindings.started(part.name)
                if shown is not None and part.name in self.chosen:
                    yield from ((skill, part, check, shown) for check in self._asked(part))

    def _asked(self, part: Part) -> Iterator[Check]:
        # A part may be asked for through any skill that takes it, not only the one that defines it.
        skills = self.catalogue.skills_taking(part)
        for check in part.checks:
            if any(self.selection.has(f"{skill.id}::{part.name}::{check.name}") for skill in skills):
                yield check


def make_plan(
    given: Any,
    chosen: Selection,
    folders: Iterable[Path],
    *,
    bindings: Bindings | None = None,
) -> Plan:
    """Return the plan of a run.

    Args:
        given: The parsed command line.
        chosen: The repository and the ids that the command line names.
        folders: The packs that plugins give; those of the manifest are added.
        bindings: What was found already, in another process of the same run.

    Raises:
        ChecklistError: The manifest, a pack or an option cannot stand as it is.
    """
    read = manifest.read(chosen.root)
    asked = options.read_options(given, read)
    skills = catalogue.load([*folders, *(chosen.root / folder for folder in read.settings.packs)])
    manifest.refuse_unknown(read, skills)
    selection.refuse_unknown_ids(chosen, skills)
    only = options.find_skills("-only", asked.only, skills) if asked.only else [s.id for s in skills.skills]
    parts = {part.name for skill in skills.skills if skill.id in only for part in skills.parts_of(skill)}
    if bindings is None:
        bindings = binding.bind(read, skills, chosen.root, discovery=asked.discovery)
    skills = skills.strict() if asked.strict else skills
    skills = skills if asked.online else skills.offline()
    return Plan(chosen, read, skills, bindings, asked, frozenset(parts))


class _Sent(msgspec.Struct):
    """What one process of a run tells another."""

    root: str
    ids: tuple[str, ...]
    is_wanted: bool
    bindings: str


def to_json(plan: Plan) -> str:
    """Return what another process of this run can't find out for itself, as a text."""
    chosen = plan.selection
    sent = _Sent(str(chosen.root), chosen.ids, chosen.is_wanted, plan.bindings.to_json())
    return msgspec.json.encode(sent).decode()


def from_json(text: str) -> tuple[selection.Selection, Bindings]:
    """Return what `to_json` told."""
    sent = msgspec.json.decode(text, type=_Sent)
    chosen = selection.Selection(Path(sent.root), sent.ids, sent.is_wanted)
    return chosen, Bindings.from_json(sent.bindings)


def read_gate(given: Any, plan: Plan) -> tuple[Rules, Path | None]:
    """Return what the gate asks for, and the file of the ratchet if there is one.

    Raises:
        ChecklistError: An option or the ratchet's file makes no sense.
    """
    asked = rules.read_rules(given, plan.manifest, plan.catalogue)
    file = rules.read_ratchet(given, plan.manifest, plan.root)
    return (asked, None) if file is None else (replace(asked, kept=ratchet.read_ticks(file)), file)
