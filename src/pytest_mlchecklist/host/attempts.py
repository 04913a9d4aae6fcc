"""What is said when code could not be called: what was tried, and an adapter to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .shapes import Signature

LONGEST = 160


def first_words(error: BaseException) -> str:
    """Return an exception in one short line."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - a learner's exception may not even have a text
        text = ""
    line = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def adapter_for(signature: Signature) -> str:
    """Return a function to paste, whose signature is the part's own."""
    arguments = [argument.name for argument in signature.arrays]
    arguments += [f"{argument.name}={argument.default!r}" for argument in signature.optional]
    shapes = "; ".join(
        f"{argument.name} has the axes ({', '.join(argument.axes)})"
        for argument in signature.arrays
        if argument.axes
    )
    result = f" -> ({', '.join(signature.returns)})" if signature.returns else ""
    return (
        f"def {signature.part}({', '.join(arguments)}):\n"
        f"    # {shapes}{result}\n"
        f"    return ...  # call your own code here\n"
    )
