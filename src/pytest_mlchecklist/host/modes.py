"""Training or evaluation: how a learner's code is told in which of the two it is.

A contract says it by an argument `training`, True or False. Learners have a switch of that
or of the opposite sense, a word (`mode="train"`), a pair of methods or an attribute; or code reads
one that the whole repository shares.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from .arguments import parameters_of, plain
from .shared_modes import reached, shared_mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODE = "training"
STRAIGHT = {
    "training", "train", "istraining", "istrain", "trainflg", "trainflag", "trainmode", "trainingmode",
    "intraining", "trainingphase",
}  # fmt: skip
INVERTED = {
    "prediction", "predict", "predicting", "inference", "isinference", "deterministic", "evaluate", "eval",
    "evaluation", "iseval", "evalmode", "test", "istest", "testing", "istesting", "testmode",
    "inferencemode", "testtime",
}  # fmt: skip
WORDED = {"mode", "phase", "stage"}
TRAIN_WORDS = ("train", "training", "fit", "learn")
EVAL_WORDS = (
    "test", "eval", "evaluation", "inference", "predict", "prediction", "infer", "val", "valid", "testing",
)  # fmt: skip
ORIGINAL = "__mlchecklist_original__"


def translated(function: Callable[..., Any], written: Any = None) -> Callable[..., Any]:
    """Return a function whose switch is called `training` and takes True or False.

    A function that has no such switch, or already has that one, comes back as it is.

    Args:
        function: The learner's function.
        written: What it runs, where a framework stands between: `forward` of an `nn.Module`'s `__call__`.
    """
    switch = _switch(function)
    if switch is None:
        return _sharing(function, _original(written or function))
    if switch.name == MODE:
        return function
    signature = inspect.signature(function)
    renamed = [
        item.replace(name=MODE, default=_truth(item)) if item.name == switch.name else item
        for item in signature.parameters.values()
    ]
    values = {training: _value(switch, _texts(function), training=training) for training in (True, False)}

    def called(*args: Any, **kwargs: Any) -> Any:
        if MODE in kwargs:
            kwargs[switch.name] = values[bool(kwargs.pop(MODE))]
        return function(*args, **kwargs)

    setattr(called, ORIGINAL, function)
    called.__signature__ = signature.replace(parameters=renamed)  # type: ignore[attr-defined]
    return called


def switch_of(function: Callable[..., Any]) -> tuple[str, dict[bool, Any]] | None:
    """Return the parameter that tells the mode, with what it is given in each; None without one."""
    switch = _switch(function)
    if switch is None:
        return None
    texts = _texts(function)
    return switch.name, {training: _value(switch, texts, training=training) for training in (True, False)}


def _sharing(function: Callable[..., Any], written: Any) -> Callable[..., Any]:
    """Return a function that has the mode which its repository shares as its own; itself if it reads none."""
    mode = shared_mode(written, STRAIGHT | INVERTED)
    if mode is None:
        return function
    straight = plain(mode.name) not in INVERTED

    def called(*args: Any, **kwargs: Any) -> Any:
        if MODE not in kwargs:
            return function(*args, **kwargs)
        with mode.turned(bool(kwargs.pop(MODE)) == straight):
            return function(*args, **kwargs)

    signature = inspect.signature(function)
    several = [item for item in signature.parameters.values() if item.kind is not item.VAR_KEYWORD]
    switch = inspect.Parameter(MODE, inspect.Parameter.KEYWORD_ONLY, default=True)
    setattr(called, ORIGINAL, function)
    called.__signature__ = signature.replace(parameters=[*several, switch])  # type: ignore[attr-defined]
    return called


def set_mode(instance: Any, *, training: bool) -> str:
    """Put an object into training or evaluation; return by what, in words, '' when it has no such thing."""
    for method in ("train", "eval", "train_mode", "eval_mode", "set_training", "set_mode"):
        if callable(getattr(instance, method, None)) and _asked(instance, method, training=training):
            return ".train() and .eval()" if method in ("train", "eval") else f".{method}"
    for name in list(getattr(instance, "__dict__", {})):
        held = getattr(instance, name)
        word = plain(name)
        if word in STRAIGHT | INVERTED and isinstance(held, bool):
            setattr(instance, name, training if word in STRAIGHT else not training)
            return f".{name}"
        if word in WORDED and isinstance(held, str) and held in (*TRAIN_WORDS, *EVAL_WORDS):
            setattr(instance, name, _word(held, _texts_of_class(type(instance)), training=training))
            return f".{name}"
    return ""


def _asked(instance: Any, method: str, *, training: bool) -> bool:
    """Return whether the object took the mode through this method, or its opposite."""
    switches = ("set_training", "set_mode")
    opposite = method.replace("eval", "train") if training else method.replace("train", "eval")
    wanted = method if method in switches else opposite
    try:
        getattr(instance, wanted)(*((training,) if method in switches else ()))
    except Exception:  # noqa: BLE001 - a `train` that wants data is something else
        return False
    return True


def _switch(function: Callable[..., Any]) -> inspect.Parameter | None:
    for parameter in parameters_of(function) or []:
        word, default = plain(parameter.name), parameter.default
        if word in STRAIGHT | INVERTED and (default is parameter.empty or isinstance(default, (bool, int))):
            return parameter
        says = {default, *_texts(function)} if isinstance(default, str) else set(_texts(function))
        if word in STRAIGHT | WORDED and says & {*TRAIN_WORDS, *EVAL_WORDS}:
            return parameter
    return None


def _truth(switch: inspect.Parameter) -> Any:
    """Return the default of a switch as the contract reads it."""
    default = switch.default
    if default is switch.empty:
        return default
    if isinstance(default, str):
        return default in TRAIN_WORDS
    return bool(default) == (plain(switch.name) in STRAIGHT)


def _value(switch: inspect.Parameter, texts: set[str], *, training: bool) -> Any:
    """Return what a learner's switch is given."""
    word, default = plain(switch.name), switch.default
    if word in WORDED or isinstance(default, str):
        return _word(default if isinstance(default, str) else "", texts, training=training)
    return training if word in STRAIGHT else not training


def _word(held: str, texts: set[str], *, training: bool) -> str:
    words = TRAIN_WORDS if training else EVAL_WORDS
    return held if held in words else next((word for word in words if word in texts), words[0])


def _texts(function: Any) -> set[str]:
    """Return the texts that a function's code holds, and that of the learner's functions which it calls."""
    original = _original(function)
    if not inspect.isfunction(original):
        return set()
    return {text for one in (original, *reached(original)) for text in _constants(one.__code__)}


def _original(function: Any) -> Any:
    """Return the learner's own function beneath what we wrapped around it."""
    while hasattr(function, ORIGINAL):
        function = getattr(function, ORIGINAL)
    return inspect.unwrap(function)


def _texts_of_class(cls: type) -> set[str]:
    methods = (value for base in cls.__mro__ for value in vars(base).values() if inspect.isfunction(value))
    return {text for method in methods for text in _texts(method)}


def _constants(code: Any) -> Iterator[str]:
    for constant in getattr(code, "co_consts", ()):
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, (tuple, frozenset)):
            yield from (item for item in constant if isinstance(item, str))
