"""How a project trains, and how it predicts: by functions, by a class, or by its command line."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from ..callees import without_self
from ..loading import load
from ..naming import roles_of
from ..refusal import CannotRun
from .roles import PREDICTING, TRAINING, Filled, filled, required_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded
    from ..naming import Words

PREDICTORS = (
    "predict_project", "predict", "predict_files", "predict_batch", "predict_all", "predict_paths",
    "predict_many", "infer", "inference", "run_inference", "classify", "forecast", "sample", "generate",
    "sample_project", "generate_samples", "transform", "__call__",
)  # fmt: skip
TRAINERS = ("train_project", "fit", "train", "run", "train_model", "main")
_SIBLINGS = ("predict", "inference", "infer", "predictor", "serve", "sample", "generate", "model")
_TYPED = ("data", "seed", "folder", "file", "asked")
_FLAG = re.compile(r"""add_argument\(\s*(?:["']-\w["'],\s*)?["'](--)?([\w-]+)["']""")


@dataclass(frozen=True)
class Trained:
    """What a training left.

    Attributes:
        model: What it returned, or the object that was trained.
        returned: What it returned.
    """

    model: Any
    returned: Any


@dataclass(frozen=True)
class Training:
    """One way to train.

    Attributes:
        text: The way in words.
        train: Returns what is left, for the values of roles.
        is_whole: Whether it predicts in the same go.
        seeded: Whether it takes a seed.
    """

    text: str
    train: Callable[[Mapping[str, Any]], Trained]
    is_whole: bool
    seeded: bool


@dataclass(frozen=True)
class Predicting:
    """One way to predict.

    Attributes:
        text: The way in words.
        predict: Returns what came, for the values of roles.
        is_one_at_a_time: Whether it is likely to take one input at a time.
    """

    text: str
    predict: Callable[[Mapping[str, Any]], Any]
    is_one_at_a_time: bool


def training_of(loaded: Loaded, words: Words) -> Training:
    """Return how the project trains.

    Args:
        loaded: What is shown for it.
        words: The names of each role.

    Raises:
        NoMatch: It needs what we don't have.
    """
    value = loaded.value
    if inspect.isclass(value):
        return _training_of_class(value, words)
    if isinstance(loaded.owner, type):
        return _training_of_class(loaded.owner, words, method=loaded.name)
    if not callable(value):
        raise NoMatch("it is neither a function nor a class")
    found = filled(value, words, then=("data",))
    if "data" not in found and _flags(loaded.source):
        return _training_by_command(loaded, found)
    if "data" not in found:
        raise NoMatch("it takes no folder of data")
    text = f"{loaded.name}({', '.join(found.roles)})"
    return Training(
        text, lambda values: _as_trained(found.call(value, values)), "asked" in found, "seed" in found
    )


def _as_trained(returned: Any) -> Trained:
    """Return a model alone, or the first of (model, metrics)."""
    return Trained(returned[0] if isinstance(returned, tuple) and returned else returned, returned)


def _training_of_class(kind: Any, words: Words, *, method: str = "") -> Training:
    name = method or next((name for name in TRAINERS if callable(getattr(kind, name, None))), "")
    if not name:
        raise NoMatch(f"{kind.__name__} has no method such as {TRAINERS[1]} or {TRAINERS[2]}")
    asked = filled(without_self(getattr(kind, name)), words, then=("data",))
    made = filled(kind, words, then=() if "data" in asked else ("data",))
    if "data" not in asked and "data" not in made:
        raise NoMatch("it takes no folder of data")

    def train(values: Mapping[str, Any]) -> Trained:
        instance = made.call(kind, values)
        return Trained(instance, asked.call(getattr(instance, name), values))

    text = f"{kind.__name__}({', '.join(made.roles)}).{name}({', '.join(asked.roles)})"
    return Training(text, train, "asked" in asked, "seed" in asked or "seed" in made)


def _training_by_command(loaded: Loaded, found: Filled) -> Training:
    """Return how a script's main is called: with the words that would be typed."""
    flags = _flags(loaded.source)
    text = f"{loaded.name}({' '.join(flag for flag, _ in flags)})"

    def train(values: Mapping[str, Any]) -> Trained:
        words = [word for flag, role in flags for word in _typed(flag, values[role])]
        typed, sys.argv = sys.argv, [loaded.name, *words]
        try:
            return _as_trained(found.call(loaded.value, {**values, "argv": words}))
        finally:
            sys.argv = typed

    return Training(
        text, train, any(role == "asked" for _, role in flags), any(role == "seed" for _, role in flags)
    )


def _typed(flag: str, value: Any) -> list[str]:
    words = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return [flag, *words] if flag.startswith("--") else words


def _flags(source: str) -> list[tuple[str, str]]:
    """Return each word of a command line that has a role, with that role."""
    found: dict[str, str] = {}
    for dashes, name in _FLAG.findall(source):
        word = plain(name.replace("-", "_"))
        role = next((role for role in _TYPED if word in TRAINING[role]), "")
        if role and role not in found:
            found[role] = dashes + name
    return [(flag, role) for role, flag in found.items()] if "data" in found else []


def predictings(loaded: Loaded, trained: Any) -> Iterator[Predicting]:
    """Yield the ways to predict, the likeliest first: methods of the model, then functions beside it."""
    for text, function, is_method in _predictors(loaded, trained):
        # A model that comes from a file is no second argument.
        places = {"file", "folder"} & set(roles_of(function, PREDICTING).values())
        alone = is_method or len(required_of(function)) == 1 + len(places)
        try:
            found = filled(function, PREDICTING, then=("asked",) if alone else ("model", "asked"))
        except NoMatch:
            continue
        if "asked" in found:
            yield Predicting(
                f"{text}({', '.join(found.roles)})",
                lambda values, found=found, function=function: found.call(function, values),  # type: ignore[misc]
                found.is_one_at_a_time,
            )


def _predictors(loaded: Loaded, trained: Any) -> Iterator[tuple[str, Callable[..., Any], bool]]:
    """Yield functions with their text, and whether they are methods of the model."""
    yield from _functions(loaded.namespace, {"predict_project"})
    for name in PREDICTORS:
        method = getattr(trained, name, None) if trained is not None else None
        if callable(method) and not isinstance(trained, type) and parameters_of(method):
            yield f"{type(trained).__name__}.{name}", method, True
    yield from _functions(loaded.namespace, set(PREDICTORS))
    for namespace in _siblings(loaded):
        yield from _functions(namespace, set(PREDICTORS))


def _functions(namespace: Mapping[str, Any], names: set[str]) -> Iterator[tuple[str, Any, bool]]:
    listed = [name for name in PREDICTORS if name in names]
    others = [
        name for name in namespace if name.startswith("predict_") and name not in listed and len(names) > 1
    ]
    for name in (*listed, *others):
        if inspect.isfunction(namespace.get(name)):
            yield name, namespace[name], False


def _siblings(loaded: Loaded) -> Iterator[Mapping[str, Any]]:
    """Yield the names of the project's other modules that are likely to predict."""
    place = loaded.namespace.get("__file__")
    if not place:
        return
    for stem in _SIBLINGS:
        path = Path(place).with_name(f"{stem}.py")
        if path.is_file() and path != Path(place):
            name = next(
                (name for name in PREDICTORS if f"def {name}(" in path.read_text("utf-8", "replace")), ""
            )
            try:
                yield load(path, name, path.parent).namespace
            except CannotRun:
                continue
