"""Where the bundled folders lie: beside the checkout's src, or inside the wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Return the bundled folder `name` ('skills' or 'templates').

    An editable install has it at the root of the checkout, a wheel inside the package.

    Raises:
        FileNotFoundError: Neither place has it.
    """
    for candidate in (_CHECKOUT / name, _PACKAGE / name):
        if candidate.is_dir() and any(candidate.glob("[!_]*")):
            return candidate
    message = f"the bundled folder {name!r} is missing from this installation"
    raise FileNotFoundError(message)
