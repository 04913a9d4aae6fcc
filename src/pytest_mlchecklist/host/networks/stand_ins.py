"""Objects that stand in for networks which are not objects, or not before they are fitted.

- A course's family of functions: `initialize_parameters(n_x, n_h, n_y)` gives a dictionary,
  `forward_propagation(X, parameters)` asks it, `nn_model(X, Y, n_h, num_iterations)` trains it.
- An estimator that makes its weights in `fit`: it is fitted for an instant to numbers of the
  right sizes, so that it can be asked.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..callees import passing_by_position
from ..seeding import KEYS, randomness
from .sizes import HIDDEN, by_name, by_position, parameters_of_any
from .words import EPOCHS, RATE, X, Y

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..loading import Loaded

_INITIALIZE = re.compile(
    r"^(initiali[sz]e|init)(_\w*)?(param|weight)|^init_(net|model|mlp|d?nn)|^random_init", re.IGNORECASE
)
_FORWARD = re.compile(r"forward|^feed_?forward|^predict_proba", re.IGNORECASE)
_PREDICT = re.compile(r"^(batch(ed)?_)?(predict|apply)|^mlp$", re.IGNORECASE)
_TRAIN = re.compile(
    r"^(nn_|l_layer_|two_layer_|deep_)?model$|^(train|fit|nn_model)|_layer_model$", re.IGNORECASE
)
_PARAMETERS = {"parameters", "params", "theta", "weights"}
_WHOLE = {"sizes", "h", "hs"}
"""What only a function that makes a whole network is told."""
MOST_ITERATIONS = 3000


def stand_in(loaded: Loaded) -> Loaded | None:
    """Return the object with a stand-in for its value, where one can be made."""
    if isinstance(loaded.value, type):
        made = _estimator(loaded.value)
    else:
        made = _family(loaded) if inspect.isroutine(loaded.value) else None
    return None if made is None else replace(loaded, value=made)


def _family(loaded: Loaded) -> Callable[..., Any] | None:
    functions = {name: value for name, value in loaded.namespace.items() if _is_function(value)}
    start = _named(functions, _INITIALIZE, lambda function: bool(_ways(function)))
    forward = _named(functions, _FORWARD, _takes_parameters) or _named(functions, _PREDICT, _takes_parameters)
    train = _named(functions, _TRAIN, lambda function: {"x", "y"} <= set(_training_roles(function).values()))
    if start is None or forward is None:
        return None

    def course_network(sizes: Sequence[int]) -> CourseNetwork:
        return CourseNetwork(start, forward, train, sizes)

    return course_network


def _is_function(value: Any) -> bool:
    return inspect.isfunction(value) or (callable(value) and hasattr(value, "__wrapped__"))


def _named(
    functions: Mapping[str, Callable[..., Any]],
    pattern: re.Pattern[str],
    fits: Callable[[Callable[..., Any]], bool],
) -> Callable[..., Any] | None:
    # The longest name is the whole network's: L_model_forward rather than linear_forward.
    found = [name for name in functions if pattern.search(name) and fits(functions[name])]
    if not found:
        return None
    # A function that makes one layer of the network is told less than one that makes it all.
    whole = [name for name in found if any(_WHOLE & set(roles.values()) for roles in _ways(functions[name]))]
    return functions[max(whole or found, key=lambda name: ("model" in name.lower(), len(name)))]


def _takes_parameters(function: Callable[..., Any]) -> bool:
    names = [plain(parameter.name) for parameter in parameters_of_any(function)]
    return len(names) >= 2 and any(name in _PARAMETERS for name in names)


def _ways(function: Callable[..., Any]) -> list[dict[str, str]]:
    parameters = parameters_of_any(function)
    required = [item.name for item in parameters if item.default is item.empty]
    required = [name for name in required if plain(name) not in KEYS]
    named = [by_name(parameters, hidden) for hidden in ("h", "hs")]
    return [roles for roles in (*named, *by_position(required)) if roles and set(required) <= set(roles)]


def _training_roles(function: Callable[..., Any]) -> dict[str, str]:
    words = {"x": X, "y": Y, "epochs": EPOCHS, "rate": RATE, "hidden": HIDDEN,
             "sizes": {"layersdims", "layerdims", "layers", "dims", "layersizes", "layerssizes"}}  # fmt: skip
    roles = {}
    for parameter in parameters_of_any(function):
        role = next((role for role in words if plain(parameter.name) in words[role]), "")
        if role:
            roles[parameter.name] = role
    return roles


class CourseNetwork:
    """A network whose parameters are a dictionary that functions pass on; examples lie as they want them."""

    def __init__(
        self,
        start: Callable[..., Any],
        forward: Callable[..., Any],
        train: Callable[..., Any] | None,
        sizes: Sequence[int],
    ) -> None:
        self._start, self._forward, self._train, self._sizes = start, forward, train, list(sizes)
        self.parameters = _in_lists(self._started())

    def _started(self) -> Any:
        first, *hidden, last = self._sizes
        values = {
            "sizes": self._sizes,
            "i": first,
            "h": hidden[0],
            "hs": hidden,
            "o": last,
            "rest": self._sizes[1:],
        }
        given = {name: values[role] for name, role in _ways(self._start)[0].items()}
        keys = [item.name for item in parameters_of_any(self._start) if plain(item.name) in KEYS]
        return self._start(**given, **{name: randomness(plain(name)) for name in keys})

    def forward(self, x: np.ndarray) -> Any:
        """Return the outputs for the parameters as they are."""
        given = {}
        for parameter in parameters_of_any(self._forward):
            if plain(parameter.name) in _PARAMETERS:
                given[parameter.name] = self.parameters
            elif parameter.default is parameter.empty:
                given[parameter.name] = x
        return passing_by_position(self._forward)(**given)

    def fit(self, x: np.ndarray, y: np.ndarray, epochs: int, lr: float) -> None:
        """Train through the learner's own function, which starts anew and returns parameters."""
        if self._train is None:
            message = "no training function"
            raise TypeError(message)
        values = {
            "x": x,
            "y": y,
            "epochs": min(epochs, MOST_ITERATIONS),
            "rate": lr,
            "hidden": self._sizes[1],
            "sizes": self._sizes,
        }
        came = self._train(**{name: values[role] for name, role in _training_roles(self._train).items()})
        self.parameters = (
            came if isinstance(came, dict) else next(item for item in came if isinstance(item, dict))
        )


def _in_lists(parameters: Any) -> Any:
    """Return parameters whose pairs of weights and biases are lists, so that each can be replaced."""
    if type(parameters) in (list, tuple):
        return [_in_lists(item) for item in parameters]
    return parameters


def _estimator(cls: type) -> Callable[..., Any] | None:
    """Return a function that builds the estimator from sizes, fitted for an instant."""
    hidden = [item.name for item in parameters_of_any(cls) if plain(item.name) in HIDDEN]
    answer = next((name for name in ("predict_proba", "predict") if callable(getattr(cls, name, None))), "")
    if not hidden or not answer or not callable(getattr(cls, "fit", None)):
        return None

    def estimator_network(sizes: Sequence[int]) -> EstimatorNetwork:
        return EstimatorNetwork(cls, hidden[0], answer, sizes)

    estimator_network.has_own_ends = True  # type: ignore[attr-defined]  # it takes its outputs from the classes
    return estimator_network


class EstimatorNetwork:
    """An estimator with hidden layers, asked through `predict_proba` or `predict`."""

    def __init__(self, cls: type, hidden: str, answer: str, sizes: Sequence[int]) -> None:
        self._cls, self._hidden, self._answer, self._sizes = cls, hidden, answer, list(sizes)
        x = np.random.default_rng(0).standard_normal((4 * max(2, sizes[-1]), sizes[0]))
        self.estimator = self._new(epochs=1)
        self.estimator.fit(x, np.arange(len(x)) % max(2, sizes[-1]))

    def _new(self, **settings: Any) -> Any:
        numbers = [item for item in parameters_of_any(self._cls) if isinstance(item.default, (int, float))]
        names = {parameter.name: plain(parameter.name) for parameter in numbers}
        given = {name: settings["epochs"] for name, word in names.items() if word in EPOCHS}
        if "lr" in settings:
            given |= {
                name: settings["lr"] for name, word in names.items() if word in RATE | {"learningrateinit"}
            }
        return self._cls(**{self._hidden: self._sizes[1:-1], **given})

    def forward(self, x: np.ndarray) -> Any:
        """Return one column an output; of two classes' shares the second, where one output is asked."""
        came = np.asarray(getattr(self.estimator, self._answer)(x))
        if self._sizes[-1] == 1 and came.ndim == 2:
            return came[:, 1:2]
        return (
            came
            if came.ndim == 2
            else np.eye(self._sizes[-1])[came.astype(int)]
            if self._sizes[-1] > 1
            else came
        )

    def fit(self, x: np.ndarray, y: np.ndarray, epochs: int, lr: float) -> None:
        """Train a new estimator on classes, each example many times over: batches may be large."""
        self.estimator = self._new(epochs=min(epochs, MOST_ITERATIONS), lr=lr)
        classes = np.ravel(y).astype(int)
        self.estimator.fit(np.tile(x, (25, 1)), np.tile(classes, 25))
