"""What is said when code could not be called: what was tried, and an adapter to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .refusal import CannotRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .shapes import Signature

LONGEST = 160
MOST_ATTEMPTS = 5


def first_words(error: BaseException) -> str:
    """Return an exception in one short line."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - a learner's exception may not even have a text
        text = ""
    line = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def could_not_call(name: str, tried: Sequence[str], *, otherwise: str, adapter: str) -> CannotRun:
    """Return the refusal of an object that no way of calling it fits.

    Args:
        name: The object's name.
        tried: What was tried, each as 'way: what came of it'.
        otherwise: Why there was nothing to try.
        adapter: A function to paste.
    """
    came = dict.fromkeys(attempt.partition(": ")[2] for attempt in tried)
    if (
        len(came) == 1 < len(set(tried))
    ):  # the same error whichever way it is called is most likely the code's own
        message = f"{name} could not be called, whichever way we tried: {next(iter(came))}"
        return CannotRun(message, adapter=adapter)
    first, *rest = dict.fromkeys(tried) or [otherwise]
    return CannotRun(f"{name} could not be called: {first}", tried=rest[:MOST_ATTEMPTS], adapter=adapter)


def adapter_for(signature: Signature) -> str:
    """Return a function to paste, whose signature is the part's own."""
    arguments = [argument.name for argument in signature.arrays]
    arguments += [f"{argument.name}={_as_written(argument.default)}" for argument in signature.optional]
    shapes = "; ".join(
        f"{argument.name} has the axes ({', '.join(argument.axes)})"
        for argument in signature.arrays
        if argument.axes
    )
    result = f" -> ({', '.join(signature.returns)})" if signature.returns else ""
    comment = f"    # {shapes}{result}\n" if shapes or result else ""
    head = f"def {signature.part}({', '.join(arguments)}):\n"
    return f"{head}{comment}    return ...  # call your own code here\n"


def _as_written(default: object) -> str:
    """Return a default value as Python writes it; an array is made by whoever needs one."""
    return repr(default) if isinstance(default, (bool, int, float, str, tuple)) else "None"
