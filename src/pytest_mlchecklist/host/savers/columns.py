"""Reads predictions and truth in whatever was loaded: names tell which is which, then the order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from ..naming import Words, roles_among, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS: Words = vocabulary(
    prediction="prediction predictions pred preds predicted ypred yhat yhats predictedlabels predlabels p "
    "out outputs output scores score probs probabilities yprob yproba guesses ypredicted logits",
    target="target targets truth true ytrue labels label y groundtruth gt actual actuals ytest expected "
    "truelabels trues answers reference references t targetlabels",
    path="path filepath filename file fname savepath outpath outputpath predictionspath predspath "
    "resultspath dest destination f fp csvpath jsonpath outfile infile output_file location fn",
    folder="folder directory dir outdir outputdir savedir resultsdir dirpath",
    name="name runname run basename prefix experiment",
)
"""The roles of what functions take that write predictions, or read them."""
_TWO = 2


def columns_of(came: Any, order: list[str], names: Mapping[tuple[Any, ...], str]) -> dict[str, Any]:
    """Return what was loaded as predictions and truth.

    Args:
        came: What was loaded.
        order: In which order they were saved.
        names: What the return statement calls each piece.

    Raises:
        ValueError: There are not two columns.
    """
    columns = list(_columns(came, names))
    if len(columns) < _TWO:
        message = f"gave {type(came).__name__} in which we see no predictions beside a truth"
        raise ValueError(message)
    told = roles_among([name for name, _ in columns], {role: WORDS[role] for role in order})
    left = iter([role for role in order if role not in told.values()])
    found = {}
    for name, column in columns:
        role = told.get(name) or (next(left, "") if len(told) < len(order) else "")
        if role:
            found[role] = _plain(column)
    return found


def _columns(came: Any, names: Mapping[tuple[Any, ...], str]) -> Iterable[tuple[str, Any]]:
    """Yield each column with its name, '' and its place where it has none."""
    if isinstance(came, list) and came and all(isinstance(item, Mapping) for item in came):
        return [(str(key), [row[key] for row in came]) for key in came[0]]
    if hasattr(came, "keys") and hasattr(came, "__getitem__"):  # a mapping, an archive or a frame
        return [(str(key), came[key]) for key in came.keys()]  # noqa: SIM118 - a frame gives columns so
    if isinstance(came, tuple):
        return [(names.get((at,), "") or f"#{at}", piece) for at, piece in enumerate(came)]
    table = np.asarray(came)
    if table.dtype.names:
        return [(name, table[name]) for name in table.dtype.names]
    if table.ndim != _TWO or _TWO not in table.shape:
        return []
    return [(f"#{at}", column) for at, column in enumerate(table.T if table.shape[1] == _TWO else table)]


def _plain(column: Any) -> Any:
    """Return a column as an array of numbers; texts as a list, as they came."""
    try:
        return to_array(column)
    except (TypeError, ValueError):
        return np.asarray(column).tolist()
