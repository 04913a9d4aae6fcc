"""Discovery: which of the learner's definitions shows which part, found without running any of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pytest_mlchecklist.assignments import APP_MAKERS, WRAPPERS
from pytest_mlchecklist.definitions import define
from pytest_mlchecklist.errors import nearest
from pytest_mlchecklist.evidence import has, required
from pytest_mlchecklist.inheritance import Bases, with_heirs
from pytest_mlchecklist.likeness import fit
from pytest_mlchecklist.likeness.functions import is_model, takes_fewer
from pytest_mlchecklist.likeness.loaders import unasked
from pytest_mlchecklist.lookalikes import is_for_tests, is_look_alike, is_stale, resembles
from pytest_mlchecklist.sources import read, walk
from pytest_mlchecklist.spelling import likeness, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pytest_mlchecklist.definitions import Definition
    from pytest_mlchecklist.sources import Piece, Source

_CALLED = rf"(?:\w+\.)*(?:{'|'.join(sorted(APP_MAKERS | WRAPPERS))})\("
_DEFINED = re.compile(
    rf"^\s*(?:async\s+)?(?:def|class)\s+(\w+)|^\s*(\w+)\s*=\s*(?:lambda\b|{_CALLED})",
    re.MULTILINE,
)
_KATA = "kata_"
_MARKED = re.compile(r"#\s*mlchecklist:")
_PAGE = re.compile(r"^\s*(?:import|from)\s+streamlit\b", re.MULTILINE)

# A name that nobody listed counts less, and its arguments must then leave no doubt.
_BY_RESEMBLANCE, _LEAST_DEGREE = 0.6, 0.7
_MARKED_BY_HAND = 2.0


@dataclass(frozen=True)
class Wanted:
    """A part that is looked for.

    Attributes:
        part: Its name.
        kind: Its kind: 'function', 'layer', 'model', 'splitter', 'trainer' …
        names: Other names under which learners define it, the likeliest first.
        arguments: The names of its contract's arguments.
        needed: How many arrays must be given in a call; code that takes fewer shows something else.
        spelled: Further names of an argument.
    """

    part: str
    kind: str
    names: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    needed: int = 0
    spelled: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Candidate:
    """The definition that is proposed for a part.

    Attributes:
        part: The part.
        target: Such as 'src/layers.py:Dense' or 'week 2/nets.ipynb:MLP.fit'.
        score: From 0 to 1.
        why: Why it was chosen, in words for the learner.
        also_seen: Further places that define the same.
        unfinished: Whether it is an exercise not begun.
    """

    part: str
    target: str
    score: float
    why: str
    also_seen: tuple[str, ...] = ()
    unfinished: bool = False


@dataclass(frozen=True)
class Discovery:
    """What was found.

    Attributes:
        candidates: The one candidate of each part that has any, in the order in which they were wanted.
        notes: What could not be read or understood, and why.
    """

    candidates: dict[str, Candidate]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sighting:
    """One definition that could show a part."""

    name: str
    definition: Definition
    score: float
    why: str
    is_spelt_out: bool = False  # its arguments are those of the contract, by their names
    is_denied: bool = False  # its arguments are others

    @property
    def target(self) -> str:
        return f"{self.name}:{self.definition.qualified}"

    @property
    def order(self) -> tuple[float, bool, int, str]:
        """What the sightings of a part are sorted by, the best first; no two are equal."""
        is_private = self.definition.name.startswith("_")
        doubt = 0.15 * self.definition.unfinished + 0.1 * is_stale(self.name) + 0.05 * is_private
        return round(doubt - self.score, 3), self.name.endswith(".ipynb"), self.name.count("/"), self.target


def discover(root: Path, wanted: Sequence[Wanted], *, excluded: Sequence[Path] = ()) -> Discovery:
    """Return which definitions under `root` show the wanted parts; nothing is imported or run.

    Args:
        root: The learner's repository.
        wanted: Every part of the catalogue: a comment `# mlchecklist: name` that names no part is a slip.
        excluded: Folders that hold no code of the learner's, such as packs of skills.
    """
    sightings: dict[str, list[_Sighting]] = {item.part: [] for item in wanted}
    names, bases, notes = _Names(wanted), Bases(), []
    for source in _promising_sources(root, names, excluded, bases=bases):
        definitions, problems = define(source)
        notes += [f"{source.name} {problem}" for problem in (source.problem, *problems) if problem]
        for definition, owner in _with_methods(bases.complete(item, source) for item in definitions):
            notes += _slips(source.name, definition, sightings)
            for item, spelt in names.meant_by(definition, source.name):
                notes += unasked(source.name, definition, owner, part=item.part, kind=item.kind)
                sightings[item.part] += _look(source.name, definition, owner, item=item, spelt=spelt)
    found = {part: _choose(part, seen) for part, seen in _own(sightings).items() if seen}
    return Discovery(found, tuple(notes))


class _Names:
    """Which parts a name may stand for, looked up once for each name."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self._wanted = {item.part: item for item in wanted}
        self._known: dict[str, list[tuple[Wanted, float]]] = {}

    def meant_by(self, definition: Definition, place: str) -> list[tuple[Wanted, float]]:
        """Return the parts that a definition may show, and how surely its name says so.

        A program that we wrote for the learner to mend shows itself alone, and nothing by its functions.
        """
        if definition.marker:
            marked = self._wanted.get(definition.marker)
            return [(marked, _MARKED_BY_HAND)] if marked else []
        if definition.kind == "page":
            return [(item, 1.0) for item in self._wanted.values() if item.kind == "app"]
        meant, program = self._meant(definition.name), self._wanted.get(PurePosixPath(place).stem)
        is_kata = program is not None and program.part.startswith(_KATA)
        return [(item, score) for item, score in meant if item is program] if is_kata else meant

    def is_promising(self, piece: Piece) -> bool:
        """Whether a piece defines a wanted name, has a marker, or may be a page."""
        names = (match[1] or match[2] for match in _DEFINED.finditer(piece.text))
        told = _MARKED.search(piece.text) or _PAGE.search(piece.text)
        return bool(told) or any(map(self.is_meant, names))

    def is_meant(self, name: str) -> bool:
        """Whether a name may stand for a part."""
        return bool(self._meant(name))

    def _meant(self, name: str) -> list[tuple[Wanted, float]]:
        if name not in self._known:
            scores = ((item, _name_score(name, item)) for item in self._wanted.values())
            self._known[name] = [(item, score) for item, score in scores if score]
        return self._known[name]


def _promising_sources(root: Path, names: _Names, excluded: Sequence[Path], *, bases: Bases) -> list[Source]:
    """Return the sources with only those pieces that may define a wanted name: parsing is what costs."""
    sources = []
    for path in walk(root):
        is_excluded = any(path.is_relative_to(folder) for folder in excluded)
        if not is_excluded and not is_for_tests(path.relative_to(root).as_posix()):
            source = read(path, root)
            bases.add(source)
            sources.append(source)
    pieces = [piece for source in sources for piece in source.pieces]
    promising = with_heirs(set(filter(names.is_promising, pieces)), pieces, names.is_meant)
    return [replace(one, pieces=tuple(filter(promising.__contains__, one.pieces))) for one in sources]


def _with_methods(definitions: Iterable[Definition]) -> Iterator[tuple[Definition, Definition | None]]:
    for definition in definitions:
        yield definition, None
        for method in (*definition.methods, *definition.inherited):
            yield method, definition


def _slips(name: str, definition: Definition, parts: Iterable[str]) -> list[str]:
    if not definition.marker or definition.marker in parts:
        return []
    line = f"line {definition.line}" if definition.cell is None else f"cell {definition.cell}"
    said = f"{definition.marker!r} in the comment above {definition.qualified} is not a part"
    return [f"{name} {line}: {said}{nearest(definition.marker, parts)}"]


def _look(
    name: str, definition: Definition, owner: Definition | None, *, item: Wanted, spelt: float
) -> list[_Sighting]:
    """Return the definition as the one sighting of the part, or nothing when it is something else."""
    if spelt == _MARKED_BY_HAND:
        return [_Sighting(name, definition, spelt, "chosen because the comment above it says so")]
    if is_look_alike(definition, (item.part, *item.names)) or (owner and is_look_alike(owner)):
        return []
    found = fit(item.kind, item.arguments, definition, owner=owner)
    if item.kind == "function" and (
        is_model(definition) or takes_fewer(definition, item.needed, owner=owner)
    ):
        return []
    if found is None or (spelt == _BY_RESEMBLANCE and found.degree < _LEAST_DEGREE):
        return []
    closeness = "a name close to it" if spelt == _BY_RESEMBLANCE else "its name"
    why = f"chosen for {closeness} and its `{found.signature}`"
    why = f"chosen as a page of Streamlit, for `{found.signature}`" if definition.kind == "page" else why
    told = _told_by_arguments(definition, item) if item.kind == "function" else (False, False)
    return [_Sighting(name, definition, 0.6 * spelt + 0.4 * found.degree, why, *told)]


def _told_by_arguments(definition: Definition, item: Wanted) -> tuple[bool, bool]:
    """Return whether a function's arguments are those of the contract, and whether they are others."""
    given, spelled = definition.arguments, dict(item.spelled)
    named = [has(given, one) or bool({*given} & {*spelled.get(one, ())}) for one in item.arguments]
    needs_more = len(required(definition)) > len(named)
    return all(named) and not needs_more, needs_more or (len(named) > 1 and not any(named))


def _own(sightings: Mapping[str, list[_Sighting]]) -> dict[str, list[_Sighting]]:
    """Return the sightings without those of code whose arguments tell that it shows another part.

    `kl_loss(mu, logvar)` is the divergence of two normal distributions, and not that of p from q.
    """
    spelt_out = {one.target for seen in sightings.values() for one in seen if one.is_spelt_out}
    return {
        part: [one for one in seen if not (one.is_denied and one.target in spelt_out)]
        for part, seen in sightings.items()
    }


def _name_score(name: str, item: Wanted) -> float:
    return likeness(name, (item.part, *item.names)) or _BY_RESEMBLANCE * resembles(
        item.kind, name, item.arguments
    )


def _choose(part: str, sightings: list[_Sighting]) -> Candidate:
    best, *others = sorted(sightings, key=lambda sighting: sighting.order)
    twins = tuple(other.target for other in others if _are_twins(best.definition, other.definition))
    score = round(min(best.score, 1.0), 3)
    return Candidate(part, best.target, score, best.why, twins, best.definition.unfinished)


def _are_twins(one: Definition, other: Definition) -> bool:
    # Methods of one name in two classes do two things; in two copies of a class they do one.
    same_owner = one.qualified.rpartition(".")[0] == other.qualified.rpartition(".")[0]
    # One page of Streamlit is not another, though each is shown by `st`.
    return normal(one.name) == normal(other.name) and same_owner and one.kind != "page"
