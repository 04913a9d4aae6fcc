"""The forms in which vectors go in: as they are, as one column or row, or labels as scores of the classes.

A part lists those that learners use in its option `forms`. They are tried by shape alone; what shapes
don't tell is seen by a change: code that looks for the place of the largest score takes a vector of
labels for the scores of a single example, and does not notice when other labels change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..shapes import Signature

AS_THEY_ARE, SCORES, ONE_HOT, NUMBERED = "", "scores", "one-hot", "numbered"
_LABELS = ("prediction", "target")
_ARRAYS, _TABLE = ("weight", "bias"), 2


@dataclass(frozen=True)
class Form:
    """One form of a part's vectors.

    Attributes:
        text: The form in words; '' for the contract's own.
        axis: The axis of size one that each vector gets, or None.
        encoded: The arguments whose labels become scores of the classes.
        decoded: The arguments whose one-hot rows become labels.
        in_columns: Whether the scores of one example are a column.
        as_bytes: Whether arrays are bytes, as pixels lie in a file.
        apart: Whether each row is a 'mapping' or a 'list' of a layer's two arrays, as gradients come.
        as_floats: Whether labels are fractions, as PyTorch's losses of two classes want them.
        as_paths: Whether texts are paths of the standard library, with methods such as `open`.
        samples: What each sample of a list is, of which the contract has pairs (values, label): 'pairs',
            'labels first', 'alone' or 'named'.
        as_sentences: Whether a list of words is one text, with blanks between them.
        single: Whether a number may come as an array of one, for the only row or each pair of rows.
    """

    text: str = ""
    axis: int | None = None
    encoded: tuple[str, ...] = ()
    decoded: tuple[str, ...] = ()
    in_columns: bool = False
    as_bytes: bool = False
    as_floats: bool = False
    as_paths: bool = False
    samples: str = ""
    apart: str = ""
    as_sentences: bool = False
    single: bool = False

    def turn(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments in this form."""
        turned = {name: self._stretched(value) for name, value in values.items()}
        classes = self._classes(values)
        turned |= {name: np.argmax(values[name], axis=1) for name in self.decoded}
        return turned | {name: self._scores(values[name], classes) for name in self.encoded}

    def shapes(self, shape: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Return the shapes in which a result of the contract's shape may come."""
        if self.axis is None or len(shape) > 1:
            return [shape]
        if not shape:
            return [shape, (1,), (1, 1)] if self.single else [shape]
        return [(1, *shape) if self.axis == 0 else (*shape, 1)]

    def wrapped(self, value: Any, wrap: Callable[[Any], Any]) -> Any:
        """Return a value in the learner's array type; of a list of samples each part of each."""
        if not self.samples or not isinstance(value, list):
            return self.parted(wrap(value))
        make = _SAMPLES[self.samples]
        return [make(wrap(np.asarray(values)), wrap(np.asarray(label))) for values, label in value]

    def _classes(self, values: Mapping[str, Any]) -> int:
        """Return how many classes there are: as many as predictions have scores, or as labels name."""
        labels = [values[name] for name in _LABELS if name in self.encoded]
        if self.encoded == ("target",):
            return int(np.shape(values["prediction"])[1])
        return int(max(2, *(np.max(some) + 1 for some in labels))) if labels else 0

    def back(self, result: Any) -> Any:
        """Return a result as the contract has it."""
        if self.axis is None or not isinstance(result, np.ndarray) or result.ndim != 2:
            return result
        return result.reshape(-1) if result.shape[self.axis] == 1 else result

    def restore(self, name: str, after: np.ndarray, before: np.ndarray) -> np.ndarray:
        """Return an argument as the contract has it, from what the code was given."""
        if name in self.encoded:
            labels: np.ndarray = np.argmax(after, axis=0 if self.in_columns else 1)
            return labels
        if name in self.decoded:
            rows: np.ndarray = np.eye(before.shape[1])[after]
            return rows
        is_stretched = self.axis is not None and after.size == before.size
        return after.reshape(before.shape) if is_stretched else after

    def parted(self, value: Any) -> Any:
        """Return rows as a list, each as the arrays of a layer: all numbers but the last, and the last."""
        if not self.apart or np.ndim(value) != _TABLE:
            return value
        pairs = ([row[:-1], row[-1:]] for row in value)
        return [dict(zip(_ARRAYS, pair, strict=True)) if self.apart == "mapping" else pair for pair in pairs]

    def joined(self, came: Any) -> Any:
        """Return the arrays of a layer as one row."""
        if not self.apart or not isinstance(came, (dict, list, tuple)):
            return came
        pieces = [came[name] for name in _ARRAYS] if isinstance(came, dict) else came
        return np.concatenate([np.ravel(to_array(piece)) for piece in pieces])

    def _stretched(self, value: Any) -> Any:
        if self.as_paths and isinstance(value, str):
            return Path(value)
        if self.as_floats and isinstance(value, np.ndarray) and value.dtype.kind == "i":
            value = value.astype(float)
        if self.as_sentences and isinstance(value, list):
            return _joined(value)
        if self.as_bytes and isinstance(value, np.ndarray):
            return np.clip(np.round(value), 0, 255).astype(np.uint8)
        if self.axis is None or not isinstance(value, np.ndarray) or value.ndim != 1:
            return value
        return np.expand_dims(value, self.axis)

    def _scores(self, labels: Any, classes: int) -> Any:
        scores = np.eye(classes)[np.asarray(labels, dtype=int)]
        return scores.T if self.in_columns else scores


class _Named(dict[str, Any]):
    """A sample that is asked for its parts by name, whatever they are called."""

    def __init__(self, values: Any, label: Any) -> None:
        super().__init__(values=values, label=label)

    def __missing__(self, name: str) -> Any:
        return self["label" if re.search("label|target|class|^y", name, re.IGNORECASE) else "values"]


_SAMPLES: Mapping[str, Callable[[Any, Any], Any]] = {
    "pairs": lambda values, label: (values, label),
    "labels first": lambda values, label: (label, values),
    "alone": lambda values, _: values,
    "named": _Named,
}


def _joined(words: list[Any]) -> Any:
    """Return a list of words as one text; of several lists, each."""
    if words and all(isinstance(word, list) for word in words):
        return [_joined(some) for some in words]
    return " ".join(words) if words and all(isinstance(word, str) for word in words) else words


FORMS: Mapping[str, tuple[Form, ...]] = {
    "columns": (Form("vectors as (n, 1)", axis=1),),
    "rows": (Form("vectors as (1, n)", axis=0),),
    "paths": (Form("the path as a pathlib.Path", as_paths=True),),
    "samples": (
        # Code for pairs can't take a longer sample apart; code for samples may take a pair for one of two.
        Form("samples without labels", samples="alone"),
        Form("each sample with its label", samples="pairs"),
        Form("each label with its sample", samples="labels first"),
        Form("each sample as a mapping", samples="named"),
    ),
    "apart": (
        Form("each row as a list of two arrays", apart="list"),
        Form("each row as a mapping of two arrays", apart="mapping"),
    ),
    "sentences": (Form("words as one text", as_sentences=True),),
    "bytes": (Form("pixels as bytes", as_bytes=True),),
    "floats": (
        Form("labels as fractions", as_floats=True),
        Form("labels as fractions, vectors as (n, 1)", axis=1, as_floats=True),
    ),
    NUMBERED: (Form("targets as numbers of classes", decoded=("targets",)),),
    ONE_HOT: (
        Form("targets as one-hot rows", encoded=("target",)),
        Form("targets as one-hot columns", encoded=("target",), in_columns=True),
    ),
    SCORES: (
        Form("predictions as scores of the classes", encoded=("prediction",)),
        Form("both as scores of the classes", encoded=_LABELS),
        Form("predictions as scores of the classes in columns", encoded=("prediction",), in_columns=True),
        Form("both as scores of the classes in columns", encoded=_LABELS, in_columns=True),
    ),
}


def forms_of(signature: Signature, source: str, *, features_first: bool = False) -> Iterator[Form]:
    """Yield the forms to try, the contract's own first.

    Where a single number comes shapes do not tell one row from one column, nor labels from scores. What
    the code asks for does: who writes `shape[1]` has as many columns as examples, who looks for a
    largest number has scores. Otherwise the part's own order holds.

    Args:
        signature: The contract.
        source: The text of the learner's file.
        features_first: Whether the file keeps examples in columns: then one-hot labels are columns.
    """
    forms = signature.options.get("forms", ())
    if features_first and ONE_HOT in forms:
        yield from (*reversed(FORMS[ONE_HOT]), Form())
        return
    if "samples" not in forms:  # a list of samples has no form of its own
        yield Form()
    places = {SCORES: 0 if "max" in source else 2, "rows": 0 if "shape[1]" in source else 1}
    for name in sorted(forms, key=lambda name: places.get(name, 1)):
        yield from FORMS[name]


def misreads(run: Callable[[Mapping[str, Any]], Any], signature: Signature, form: Form) -> bool:
    """Return whether code that took labels in this form reads something else in them.

    It looks for the largest along the wrong axis, or computes with the numbers of the classes: where
    all are of class zero, it heeds no prediction then.
    """
    if ONE_HOT in signature.options.get("forms", ()) and not form.encoded:
        return _computes_with_labels(run, signature)
    if SCORES not in signature.options.get("forms", ()) or form.axis is not None:
        return False
    heedless = any(_heeds_nothing(run, signature, form, changed=name) for name in _LABELS)
    return heedless or ("prediction" not in form.encoded and _cuts_at_one_half(run, signature))


def _cuts_at_one_half(run: Callable[[Mapping[str, Any]], Any], signature: Signature) -> bool:
    """Return whether code for many classes takes labels for chances: all above one half are one class."""
    if "classes" not in {argument.name for argument in signature.arguments}:
        return False
    right, exchanged = np.array([0, 1, 2, 2, 1]), np.array([0, 2, 1, 1, 2])
    values = {**signature.probe(), "target": right}
    try:
        return bool(
            np.array_equal(run({**values, "prediction": right}), run({**values, "prediction": exchanged}))
        )
    except Exception:  # noqa: BLE001 - then it is called and fails
        return False


def _computes_with_labels(run: Callable[[Mapping[str, Any]], Any], signature: Signature) -> bool:
    values = signature.probe()
    values |= {"target": np.zeros_like(values["target"])}
    turned = {**values, "prediction": values["prediction"][:, ::-1].copy()}
    return bool(np.allclose(run(values), run(turned)))


def _heeds_nothing(
    run: Callable[[Mapping[str, Any]], Any], signature: Signature, form: Form, *, changed: str
) -> bool:
    """Return whether other labels that change leave the result as it was."""
    right, fewer_right = _examples() if changed in form.encoded else _vectors()
    others = {**signature.probe(), **dict.fromkeys(_LABELS, right)}
    try:
        return bool(np.array_equal(run(others), run({**others, changed: fewer_right})))
    except Exception:  # noqa: BLE001 - code for two classes may refuse a third: it reads labels
        return False


def _vectors() -> tuple[np.ndarray, np.ndarray]:
    """Labels of which the first is the largest, before and after the others change."""
    return np.array([2, 1, 1, 1, 1]), np.array([2, 0, 0, 0, 0])


def _examples() -> tuple[np.ndarray, np.ndarray]:
    """Labels, before and after some change that are not the first of their class."""
    return np.array([1, 0, 1, 1, 1]), np.array([1, 0, 0, 0, 1])
