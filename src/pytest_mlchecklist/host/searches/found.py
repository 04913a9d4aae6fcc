"""What a search gives back: the best settings and their value, wherever they lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .objectives import is_number, settings_in
from .words import PARAMS, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .objectives import Space


def is_study(value: Any) -> bool:
    """Whether a value is a study of Optuna."""
    kind = type(value)
    return kind.__name__ == "Study" and kind.__module__.partition(".")[0] == "optuna"


def found_in(places: Sequence[Any], space: Space) -> tuple[dict[str, float], float | None]:
    """Return the best settings and their value, None where no value is given.

    Args:
        places: What the search returned, and the object that searched.
        space: The names of the settings.

    Raises:
        ValueError: There are no settings.
    """
    places = [place for place in places if place is not None]
    params = next(filter(None, (_params_in(place, space) for place in places)), None)
    if params is None:
        message = f"no settings {', '.join(space)} were found in what it gave"
        raise ValueError(message)
    values = (_value_in(place, space) for place in places)
    return params, next((value for value in values if value is not None), None)


def _params_in(place: Any, space: Space, depth: int = 0) -> dict[str, float] | None:
    found = settings_in(place, space)
    if found is not None or depth > 2:
        return found
    inner = _pieces(place) if isinstance(place, tuple) else _named(place, PARAMS)
    return next(filter(None, (_params_in(piece, space, depth + 1) for piece in inner)), None)


def _pieces(place: Sequence[Any]) -> Iterator[Any]:
    """Yield the pieces of a tuple; a list of many is the history."""
    yield from (piece for piece in place if not isinstance(piece, list) or all(map(is_number, piece)))


def _value_in(place: Any, space: Space, depth: int = 0) -> float | None:
    if is_number(place):
        return float(place)
    if depth > 2 or (depth and settings_in(place, space) and not isinstance(place, Mapping)):
        return None
    inner = _pieces(place) if isinstance(place, tuple) else _named(place, VALUES)
    values = (_value_in(piece, space, depth + 1) for piece in inner)
    return next((value for value in values if value is not None), None)


def _named(place: Any, names: Sequence[str]) -> Iterator[Any]:
    if isinstance(place, Mapping):
        yield from (place[name] for name in names if name in place)
    elif not isinstance(place, (str, int, float, list)):
        for name in names:
            try:
                yield getattr(place, name)
            except Exception:  # noqa: BLE001, S112 - a property may raise what it likes
                continue
