"""Which meaning a learner's code gives to an argument: to drop or to keep, the new or the old share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytest_mlchecklist.code import Code
    from pytest_mlchecklist.skill import Reading


def readings_of(code: Code) -> dict[str, Reading]:
    """Return the meanings that this code gives to its arguments, where they are not the contract's.

    A name tells first, then what the code does; each that is found is said beside the verdict.
    """
    found: dict[str, Reading] = {}
    spelt = code.facts.get("spelt", {})
    for reading in code.part.readings:
        own = spelt.get(reading.argument, "")
        named = _normal(own) in {_normal(name) for name in reading.spelled}
        if named or (reading.told_by is not None and reading.told_by(code)):
            found[reading.argument] = reading
            code.note(f"its {own or reading.argument} is {reading.name}")
    return found


def _normal(name: str) -> str:
    return name.replace("_", "").lower()
