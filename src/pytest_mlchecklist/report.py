"""The report: one frozen model from which every renderer writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA_VERSION = 1


class Severity(StrEnum):
    """Whether a check is about the skill itself or about robustness beyond it."""

    REQUIRED = "required"
    REMARK = "remark"


class Outcome(StrEnum):
    """What became of one check."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    COULD_NOT_RUN = "could not run"
    NOT_RUN = "not run"


class Verdict(StrEnum):
    """What is known of a part or a skill."""

    VERIFIED = "verified"
    ATTESTED = "attested"
    PARTIAL = "partial"
    FAILING = "failing"
    COULD_NOT_RUN = "could not run"
    NOT_STARTED = "not started"


@dataclass(frozen=True)
class CheckReport:
    """One check's line in the ledger.

    Attributes:
        name: The check's name, as in its item's id.
        severity: Required or remark.
        outcome: What became of it.
        message: The lines a learner reads when it did not pass: what we called,
            what came, what we expected, what to try; '' when it passed.
        counterexample: The smallest input found, by argument name, as text; {} when none.
        hint: The check's own hint.
        mistake: The named mistake that gives the same result, or ''.
        notes: What a reader should know although nothing is wrong, such as
            'the gradient was measured by differencing'.
        examples: How many inputs were tried.
        seconds: How long it took.
    """

    name: str
    severity: Severity
    outcome: Outcome
    message: str = ""
    counterexample: dict[str, str] = field(default_factory=dict)
    hint: str = ""
    mistake: str = ""
    notes: tuple[str, ...] = ()
    examples: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class BindingReport:
    """Which object was shown for a part, and how it was called.

    Attributes:
        target: The object, such as 'src/layers.py:Dense'.
        how: 'declared' or 'discovered'.
        why: Why discovery chose it; '' when it was declared.
        also_seen: Other places that define the same, such as twins in notebooks.
        convention: How it was called, such as "Dense(3, 5), weights set through .W (in, out)".
        source_hash: The first 16 hexadecimal digits of the SHA-256 of the file's bytes.
        output: What the code printed, capped; '' when nothing.
    """

    target: str
    how: str
    why: str = ""
    also_seen: tuple[str, ...] = ()
    convention: str = ""
    source_hash: str = ""
    output: str = ""


@dataclass(frozen=True)
class PartReport:
    """One part: its binding, its checks and what they amount to."""

    name: str
    verdict: Verdict
    binding: BindingReport | None = None
    remarks: tuple[str, ...] = ()
    checks: tuple[CheckReport, ...] = ()
    needed: bool = True


@dataclass(frozen=True)
class SkillReport:
    """One item of the checklist.

    Attributes:
        id: Such as 'entry/networks/dense_neural_networks'.
        title: Such as 'Dense Neural Networks'.
        level: 'entry', 'intermediate' or 'advanced' (or a pack's own).
        category: Such as 'networks'.
        about: What the skill is about, in a sentence or two.
        why: Why it matters, in a sentence.
        next_step: What to do once it is learnt, or ''.
        needs: What the tick takes, in words, such as 'leaky_relu, and any 2 of relu, tanh'.
        missing: What is still missing for the tick, in words; '' when verified.
        lacking: How many parts it still takes at the least; 0 when ticked, or when nothing checks it.
        excuse: The manifest's reason for leaving it out, or ''.
        ongoing: Whether the checklist sets it as never quite done.
    """

    id: str
    title: str
    level: str
    category: str
    verdict: Verdict
    about: str = ""
    why: str = ""
    next_step: str = ""
    needs: str = ""
    missing: str = ""
    lacking: int = 0
    excuse: str = ""
    ongoing: bool = False
    parts: tuple[PartReport, ...] = ()


@dataclass(frozen=True)
class LevelSummary:
    """How much of one level is done."""

    level: str
    verified: int
    attested: int
    total: int


@dataclass(frozen=True)
class Summary:
    """How much of the checklist is done, in whole numbers; excused skills are not counted."""

    verified: int
    attested: int
    total: int
    levels: tuple[LevelSummary, ...] = ()


@dataclass(frozen=True)
class GateReport:
    """Whether the gate is met, and if not, why not; `asked` is false when nothing was asked."""

    asked: bool = False
    met: bool = True
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Environment:
    """Where and how the run was made; the only place for what differs from run to run."""

    created: str
    python: str
    platform: str
    plugin: str
    versions: dict[str, str]
    seed: int
    effort: str
    isolation: str
    interrupted: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """The whole report: everything that a renderer may use."""

    schema_version: int
    project: str
    summary: Summary
    skills: tuple[SkillReport, ...]
    gate: GateReport
    environment: Environment
